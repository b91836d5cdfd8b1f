import { expect, it } from 'vitest';
import { createCardControl } from '../../../src/gpu/card-control.ts';
import type { NewPause, Pause } from '../../../src/gpu/pause.ts';

const gaming: NewPause = { by: { id: '1', name: 'Mod' }, reason: 'gaming' };

/** `running`: what a look at the running asks finds. */
function openControl(running: string[]) {
  const done: string[] = [];
  let pause: Pause | undefined;
  const control = createCardControl({
    pauses: {
      set: ({ by: _, ...given }) => {
        done.push('paused');
        pause = { ...given, at: 0 };
        return Promise.resolve(pause);
      },
      clear: () => {
        const wasPaused = pause !== undefined;
        pause = undefined;
        return Promise.resolve(wasPaused);
      },
    },
    listRunning: () => {
      done.push('looked');
      return Promise.resolve(running);
    },
    stopAsk: (askId, by) => {
      done.push(`${askId} stopped by ${by}`);
      return Promise.resolve(askId !== 'ended');
    },
    wake: () => {
      done.push('woken');
      return Promise.resolve();
    },
  });
  return { control, done };
}

it('leaves the running asks to come to their end', async () => {
  const { control, done } = openControl(['one', 'two']);
  const outcome = await control.pause(gaming, { stopRunning: false });
  expect(outcome).toEqual({
    pause: { reason: 'gaming', at: 0 },
    running: 2,
    stopped: 0,
  });
  expect(done).toEqual(['paused', 'looked']);
});

it('stops them when that is wanted, once the pause stands', async () => {
  const { control, done } = openControl(['one', 'ended']);
  const outcome = await control.pause(gaming, { stopRunning: true });
  expect(outcome).toMatchObject({ running: 0, stopped: 1 });
  expect(done).toEqual(['paused', 'looked', 'one stopped by Mod', 'ended stopped by Mod']);
});

it('wakes the workers when the pause is ended, and not when there was none', async () => {
  const { control, done } = openControl([]);
  expect(await control.resume()).toBe(false);
  await control.pause(gaming, { stopRunning: false });
  expect(await control.resume()).toBe(true);
  expect(done).toEqual(['paused', 'looked', 'woken']);
});
