import { expect, it } from 'vitest';
import type { Urgency } from '../../../src/delivery/bucket.ts';
import { createGlobalLimit } from '../../../src/delivery/global-limit.ts';

/** On a clock of its own, which waits move. */
function openLimit(perSecond: number) {
  const present = { now: 50_000 };
  const limit = createGlobalLimit({
    perSecond,
    now: () => present.now,
    sleep: (ms, signal) => {
      signal.throwIfAborted();
      present.now += ms;
      return Promise.resolve();
    },
  });
  const { signal } = new AbortController();
  async function take(count: number, urgency: Urgency = 'streaming'): Promise<void> {
    for (let taken = 0; taken < count; taken += 1) await limit.acquire({ urgency, signal });
  }
  return { limit, present, take };
}

it('lets so many through in a second, and the others wait for the next one', async () => {
  const { limit, present, take } = openLimit(10);
  await take(8);
  expect(present.now).toBe(50_000);
  present.now += 300;
  expect(limit.delayMs('streaming')).toBe(700);
  await take(1);
  expect(present.now).toBe(51_000);
});

it('keeps the last of a second for ends', async () => {
  const { limit, present, take } = openLimit(10);
  await take(8);
  expect(limit.delayMs('phase')).toBe(1_000);
  await take(2, 'final');
  expect(present.now).toBe(50_000);
  expect(limit.delayMs('final')).toBe(1_000);
});

it('lets nothing through while Discord says so', async () => {
  const { limit, present, take } = openLimit(10);
  limit.block(60_000);
  limit.block(1_000);
  expect(limit.delayMs('final')).toBe(60_000);
  await take(1, 'final');
  expect(present.now).toBe(110_000);
});

it('lets go of who does not want to wait any more', async () => {
  const { limit } = openLimit(10);
  limit.block(60_000);
  const reason = new Error('closing');
  const waiting = limit.acquire({ urgency: 'final', signal: AbortSignal.abort(reason) });
  await expect(waiting).rejects.toBe(reason);
});
