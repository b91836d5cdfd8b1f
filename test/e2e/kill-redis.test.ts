import { expect, it, onTestFinished } from 'vitest';
import { startRedis, type RedisServer } from '../../playground/redis.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole } from '../support/expect-whole.ts';

async function openApart(): Promise<{ app: TestApp; redis: RedisServer }> {
  const redis = await startRedis({ appendOnly: 'everysec' });
  onTestFinished(() => redis.close());
  const app = await openApp({
    redis: { url: redis.url, prefix: 'aloud' },
    ollama: { parallel: workersAtOnce },
    config: { workerConcurrency: workersAtOnce },
  });
  return { app, redis };
}

it('loses no question when Redis is killed and started again with its data', async () => {
  const { app, redis } = await openApart();
  const { asks, release } = await askInAllPhases(app);
  await redis.kill('SIGKILL');
  release();
  await redis.restart();
  await expectWhole(asks);
});

it('loses no word that came while Redis was away', async () => {
  const { app, redis } = await openApart();
  const { asks, release } = await askInAllPhases(app);
  await redis.kill('SIGKILL');
  release();
  const areDone = () => app.ollama.chats().every(({ endedAt }) => endedAt !== undefined);
  await app.ollama.waitFor(areDone, { timeoutMs: 10_000 });
  await expect.poll(() => app.log.count('redis-lost')).toBe(4);
  await redis.restart();
  await expectWhole(asks);
});
