import { expect, it } from 'vitest';
import { createGlobalLimit } from '../../../src/delivery/global-limit.ts';

function openLimit(perSecond: number) {
  const present = { now: 50_000 };
  const limit = createGlobalLimit({ perSecond, now: () => present.now });
  return { limit, present };
}

it('lets so many through in a second, and tells the others how long the second lasts', () => {
  const { limit, present } = openLimit(2);
  expect([limit.take(), limit.take()]).toEqual([0, 0]);
  present.now += 300;
  expect(limit.take()).toBe(700);
  present.now += 700;
  expect([limit.take(), limit.take(), limit.take()]).toEqual([0, 0, 1_000]);
});

it('lets nothing through while Discord says so', () => {
  const { limit, present } = openLimit(2);
  limit.block(60_000);
  limit.block(1_000);
  expect(limit.take()).toBe(60_000);
  present.now += 59_999;
  expect(limit.take()).toBe(1);
  present.now += 1;
  expect(limit.take()).toBe(0);
});
