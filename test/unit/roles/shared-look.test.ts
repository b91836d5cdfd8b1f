import { beforeEach, expect, it, vi } from 'vitest';
import { createSharedLook } from '../../../src/roles/shared-look.ts';
import { useFakeTime } from '../../support/fake-time.ts';

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

it('looks again when the answer is too old', async () => {
  const look = openLook();
  await look();
  vi.advanceTimersByTime(1_000);
  expect(await look()).toBe(2);
});
