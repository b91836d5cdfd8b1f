// A Redis that is killed and comes back without any data: the bot still knows what it is delivering.
import { expect, it, onTestFinished } from 'vitest';
import { startRedis, type RedisServer } from '../../playground/redis.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole, takeOverLimitMs } from '../support/expect-whole.ts';
import { inRuns } from '../support/model-words.ts';

async function openForgetful(workers = 1): Promise<{ app: TestApp; redis: RedisServer }> {
  const redis = await startRedis();
  onTestFinished(() => redis.close());
  const app = await openApp({
    redis: { url: redis.url, prefix: 'aloud' },
    ollama: { parallel: workers },
    config: { workerConcurrency: workers },
  });
  return { app, redis };
}

async function empty(redis: RedisServer): Promise<void> {
  await redis.kill('SIGKILL');
  await redis.restart();
}

it('answers every question that it was delivering', async () => {
  const { app, redis } = await openForgetful(workersAtOnce);
  const { asks, release } = await askInAllPhases(app);
  await empty(redis);
  release();
  await expectWhole(asks);
});

it('goes on with a private reply, which only its token reaches', async () => {
  const { app, redis } = await openForgetful();
  app.ollama.fail({ type: 'hang', afterTokens: 20 });
  const question = await app.ask('Why?', { private: true });
  await question.shows(/Answering/);
  await empty(redis);
  const { answer, status } = await question.ends({ timeoutMs: takeOverLimitMs });
  expect(inRuns(answer)).toBe('w1 … w20');
  expect(status).toMatch(/only you can see this$/);
});

it('lets a question be stopped that it has begun anew', async () => {
  const { app, redis } = await openForgetful();
  app.ollama.fail({ type: 'hang', afterTokens: 20 }, { times: 2 });
  const question = await app.ask();
  await question.shows(/Answering/);
  await empty(redis);
  await app.ollama.waitFor(() => app.ollama.chats().length === 2, { timeoutMs: takeOverLimitMs });
  await question.shows(/Answering/);
  question.press('Stop');
  expect((await question.ends()).status).toMatch(/^-# Stopped by Ann/);
});
