import { expect, it } from 'vitest';
import { createWakeUp } from '../../../src/jobs/wake-up.ts';
import { openLine } from '../../support/line.ts';
import { openTestRedis } from '../../support/redis.ts';

it('rings by a stream that holds the last ring only, and expires', async () => {
  const { client: redis, prefix } = await openTestRedis();
  const { key, ring } = createWakeUp({ redis, prefix });
  await ring();
  const [first] = await redis.xrange(key, '-', '+');
  await ring();
  const rings = await redis.xrange(key, '-', '+');
  expect(rings).toHaveLength(1);
  expect(rings[0]?.[0]).not.toBe(first?.[0]);
  expect(await redis.ttl(key)).toBeGreaterThan(0);
});

it('rings when an ask has joined the line, also when it had joined before', async () => {
  const testRedis = await openTestRedis();
  const line = openLine(testRedis);
  const { key } = createWakeUp({ redis: testRedis.client, prefix: testRedis.prefix });
  const lastRing = async () => (await testRedis.client.xrevrange(key, '+', '-'))[0]?.[0];
  await line.joinAll('ann-1');
  const first = await lastRing();
  expect(first).toBeDefined();
  await line.joinAll('ann-1');
  expect(await lastRing()).not.toBe(first);
});
