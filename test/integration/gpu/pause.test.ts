import { beforeEach, expect, it } from 'vitest';
import { createPauses, type NewPause, type Pauses } from '../../../src/gpu/pause.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';

const gaming: NewPause = { by: { id: '1', name: 'Mod' }, reason: 'gaming' };

let testRedis: TestRedis;
let pauses: Pauses;

beforeEach(async () => {
  testRedis = await openTestRedis();
  pauses = createPauses({ redis: testRedis.client, prefix: testRedis.prefix });
});

const keyOf = () => `${testRedis.prefix}:generate-pause`;

it('is none at first', async () => {
  expect(await pauses.get()).toBeUndefined();
  expect(await pauses.clear()).toBe(false);
});

it('stands with what was said of it, until it is ended', async () => {
  const pause = await pauses.set(gaming);
  expect(pause).toEqual({ reason: 'gaming', at: expect.any(Number) });
  expect(await pauses.get()).toEqual(pause);
  expect(await testRedis.client.pttl(keyOf())).toBe(-1);
  expect(await pauses.whose()).toBe('Mod');
  expect(await pauses.clear()).toBe(true);
  expect(await pauses.get()).toBeUndefined();
  expect(await pauses.whose()).toBeUndefined();
});

it('ends by itself on the clock of Redis, at the time that it tells', async () => {
  const { at, until } = await pauses.set({ ...gaming, forMs: 60_000 });
  expect(until).toBe(at + 60_000);
  const [seconds] = await testRedis.client.time();
  const endsInMs = (until ?? 0) - Number(seconds) * 1_000;
  expect(endsInMs).toBeGreaterThan(58_000);
  expect(Math.abs((await testRedis.client.pttl(keyOf())) - 60_000)).toBeLessThan(2_000);
  await testRedis.client.pexpire(keyOf(), 1);
  await expect.poll(() => pauses.get()).toBeUndefined();
});

it('takes the place of the one that there is, with its end', async () => {
  await pauses.set({ ...gaming, forMs: 60_000 });
  const { until: _, ...endless } = await pauses.set({ by: { id: '2', name: 'Ann' } });
  expect(await pauses.get()).toEqual(endless);
  expect(await testRedis.client.pttl(keyOf())).toBe(-1);
});
