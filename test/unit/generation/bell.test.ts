import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createBell } from '../../../src/generation/bell.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const longMs = 1_000_000;

it('wakes the one who waits', async () => {
  const bell = createBell();
  const wait = bell.wait(longMs);
  bell.ring();
  await expect(wait).resolves.toBeUndefined();
});

it('keeps a ring for the one who comes later', async () => {
  const bell = createBell();
  bell.ring();
  await expect(bell.wait(longMs)).resolves.toBeUndefined();
});

it('lets nobody wait for ever', async () => {
  const bell = createBell();
  const wait = bell.wait(5_000);
  await vi.advanceTimersByTimeAsync(5_000);
  await expect(wait).resolves.toBeUndefined();
});

it('wakes once for many rings', async () => {
  const bell = createBell();
  bell.ring();
  bell.ring();
  await bell.wait(longMs);
  let isAwake = false;
  const wait = bell.wait(5_000).then(() => {
    isAwake = true;
  });
  await vi.advanceTimersByTimeAsync(4_999);
  expect(isAwake).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await wait;
});
