import { beforeEach, expect, it, vi } from 'vitest';
import { createSharedLook } from '../../../src/roles/shared-look.ts';
import { useFakeTime } from '../../support/fake-time.ts';
import { createGate } from '../../support/gate.ts';

beforeEach(useFakeTime);

/** Each look finds the next number. */
function openLook() {
  let looks = 0;
  return createSharedLook({ look: () => Promise.resolve((looks += 1)), keepMs: 1_000 });
}

it('looks once for all who ask within its time', async () => {
  const look = openLook();
  expect(await Promise.all([look(), look()])).toEqual([1, 1]);
  vi.advanceTimersByTime(999);
  expect(await look()).toBe(1);
});

it('shares a look that takes long until it has ended', async () => {
  const answer = createGate();
  let looks = 0;
  const look = createSharedLook({
    look: async () => {
      looks += 1;
      await answer.opened;
    },
    keepMs: 1_000,
  });
  const first = look();
  vi.advanceTimersByTime(5_000);
  const second = look();
  answer.open();
  await Promise.all([first, second]);
  expect(looks).toBe(1);
  await look();
  expect(looks).toBe(2);
});

it('looks again when the answer is too old', async () => {
  const look = openLook();
  await look();
  vi.advanceTimersByTime(1_000);
  expect(await look()).toBe(2);
});
