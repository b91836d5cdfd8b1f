import { beforeEach, expect, it } from 'vitest';
import { createRecordedRuns, type RecordedRun } from '../../../src/models/recorded-runs.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

const openRuns = () => createRecordedRuns({ redis: testRedis.client, prefix: testRedis.prefix });
const runOf = (tokens: number): RecordedRun => ({ readMs: 1.5, writeMs: 2_000, tokens });

it('keeps the runs of each model apart, the newest first', async () => {
  const runs = openRuns();
  await runs.add('deepseek-r1:8b', runOf(1));
  await runs.add('deepseek-r1:8b', { ...runOf(2), loadMs: 9_000 });
  await runs.add('llama3.2:3b', runOf(3));
  expect(await openRuns().list('deepseek-r1:8b')).toEqual([
    { ...runOf(2), loadMs: 9_000 },
    runOf(1),
  ]);
  expect(await runs.list('qwen3:4b')).toEqual([]);
});

it('keeps the last thirty, although workers add at the same time', async () => {
  const workers = [openRuns(), openRuns()];
  await Promise.all(
    workers.flatMap((runs) =>
      Array.from({ length: 40 }, (_, tokens) => runs.add('deepseek-r1:8b', runOf(tokens))),
    ),
  );
  const kept = await openRuns().list('deepseek-r1:8b');
  expect(kept).toHaveLength(30);
  expect(kept[0]?.tokens).toBe(39);
});

it('forgets a model that has not run for a month', async () => {
  await openRuns().add('deepseek-r1:8b', runOf(1));
  const [key = ''] = await testRedis.client.keys(`${testRedis.prefix}:*`);
  expect(await testRedis.client.ttl(key)).toBe(30 * 86_400);
});

it("lies among the keys that a worker's Redis user may use", async () => {
  await openRuns().add('deepseek-r1:8b', runOf(1));
  const keys = await testRedis.client.keys(`${testRedis.prefix}:*`);
  expect(keys).toEqual([expect.stringMatching(new RegExp(`^${testRedis.prefix}:generate`))]);
});

it('passes over what another version has written', async () => {
  const runs = openRuns();
  await runs.add('deepseek-r1:8b', runOf(1));
  const [key = ''] = await testRedis.client.keys(`${testRedis.prefix}:*`);
  await testRedis.client.lpush(key, JSON.stringify({ seconds: 12 }));
  expect(await runs.list('deepseek-r1:8b')).toEqual([runOf(1)]);
});
