import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createModelQueues, type ModelQueues } from '../../../src/generation/model-queues.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { openAsks } from '../../support/taker.ts';

let redis: TestRedis;
let queues: ModelQueues;

beforeEach(async () => {
  redis = await openTestRedis();
  const { client, prefix } = redis;
  queues = createModelQueues({
    redis: client,
    prefix,
    health: { fails: () => undefined },
    onStalled: () => undefined,
    onLost: () => undefined,
  });
  onTestFinished(queues.close);
});

/** Each open queue listens to the connection that they share. */
const listeners = () => redis.client.listenerCount('close');

it('lets go of the queues of models that nobody asks any more', async () => {
  await queues.headsOf(['m:1']);
  const before = listeners();
  await queues.headsOf(['m:1', 'm:2', 'm:3']);
  expect(listeners()).toBeGreaterThan(before);
  await queues.headsOf(['m:1']);
  await expect.poll(listeners).toBe(before);
});

it('keeps the queue of a job that is held here', async () => {
  await openAsks(redis).add('1', { model: 'm:1' });
  const taken = await queues.take('m:1');
  const before = listeners();
  await queues.headsOf([]);
  // Time enough for a queue to close.
  for (let left = 10; left > 0; left -= 1) await redis.client.ping();
  expect(listeners()).toBe(before);
  if (taken) queues.release(taken);
  await queues.headsOf([]);
  await expect.poll(listeners).toBeLessThan(before);
});

it('tells how long an ask has waited by the clock of Redis', async () => {
  await openAsks(redis).add('1', { timestamp: 1_000 });
  const [head] = await queues.headsOf(['r1']);
  const [seconds] = await redis.client.time();
  const waitedMs = head && (await queues.waitedMs(head));
  expect(waitedMs).toBeGreaterThanOrEqual(Number(seconds) * 1_000 - 1_000);
  expect(waitedMs).toBeLessThan(Number(seconds) * 1_000 + 5_000);
});
