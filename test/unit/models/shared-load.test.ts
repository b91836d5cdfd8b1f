import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { startSharedLoad } from '../../../src/models/shared-load.ts';
import { createGate } from '../../support/gate.ts';

function startLoad(isWantedByOthers: () => Promise<boolean>) {
  const loaded = createGate();
  let isAborted = false;
  const preload = async (signal: AbortSignal) => {
    signal.addEventListener('abort', () => {
      isAborted = true;
      loaded.open();
    });
    await loaded.opened;
  };
  const load = startSharedLoad({ preload, isWantedByOthers, now: () => 0 });
  return { load, finish: loaded.open, isAborted: () => isAborted };
}

const nobody = () => Promise.resolve(false);

it('goes on while an ask waits', async () => {
  const { load, isAborted } = startLoad(nobody);
  const leave = load.join();
  load.join();
  leave();
  await nextTurn();
  expect(isAborted()).toBe(false);
});

it('is aborted when the last ask leaves and nobody else wants the model', async () => {
  const { load, isAborted } = startLoad(nobody);
  load.join()();
  await nextTurn();
  expect([isAborted(), load.isOver()]).toEqual([true, true]);
});

it('goes on without an ask when others want the model', async () => {
  const { load, isAborted } = startLoad(() => Promise.resolve(true));
  load.join()();
  await nextTurn();
  expect(isAborted()).toBe(false);
});

it('goes on when nobody can tell whether others want the model', async () => {
  const { load, isAborted } = startLoad(() => Promise.reject(new Error('Redis is away')));
  load.join()();
  await nextTurn();
  expect(isAborted()).toBe(false);
});

it('goes on when an ask comes while the others are being asked', async () => {
  const asked = createGate();
  const { load, isAborted } = startLoad(() => asked.opened.then(() => false));
  load.join()();
  load.join();
  asked.open();
  await nextTurn();
  expect(isAborted()).toBe(false);
});

it('is over when it is loaded', async () => {
  const { load, finish } = startLoad(nobody);
  expect(load.isOver()).toBe(false);
  finish();
  expect(await load.outcome).toEqual({ type: 'loaded', tookMs: 0 });
  expect(load.isOver()).toBe(true);
});
