// A worker on somebody else's machine: nothing of Discord, and a Redis user that may do what a worker needs.
import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { inRuns } from '../support/model-words.ts';
import { takeOverLimitMs } from '../support/expect-whole.ts';
import { openWorkerRedis, type WorkerRedis } from '../support/worker-redis.ts';
import { openWorld, type World } from '../support/world.ts';

async function openLentCard(): Promise<{ world: World; redis: WorkerRedis }> {
  const redis = await openWorkerRedis();
  const world = await openWorld({
    redis: { url: redis.urls.bot, prefix: redis.prefix },
    ollama: { parallel: 2 },
  });
  await startApp(world, { roles: ['bot'] });
  return { world, redis };
}

const startWorker = (world: World, { urls }: WorkerRedis) =>
  startAppProcess(world, 'worker', { DISCORD_TOKEN: '', REDIS_URL: urls.worker });

async function connectionsOf(user: string, { clients }: WorkerRedis): Promise<number> {
  return String(await clients.bot.client('LIST')).split(` user=${user} `).length - 1;
}

/** Everything that Redis has denied to the worker. */
const denied = async ({ clients }: WorkerRedis): Promise<unknown> => clients.bot.call('ACL', 'LOG');

it('answers, loses Redis and has it back, and hands back what it has when it stops', async () => {
  const { world, redis } = await openLentCard();
  const worker = await startWorker(world, redis);
  const first = await world.ask('one');
  expect(inRuns((await first.ends()).answer)).toBe('w1 … w20');
  world.ollama.fail({ type: 'hang', afterTokens: 20 });
  const second = await world.ask('two');
  await second.shows(/Answering/);
  await redis.server.kill('SIGKILL');
  await redis.server.restart();
  await expect.poll(() => connectionsOf('worker', redis), { timeout: 5_000 }).toBeGreaterThan(2);
  expect(await worker.kill('SIGTERM')).toBe(0);
  await second.shows(/Waiting|Next in line/);
  await startWorker(world, redis);
  expect(inRuns((await second.ends()).answer)).toBe('w1 … w20');
  expect(await denied(redis)).toEqual([]);
  expect(world.log.count('worker-needs-no-discord-token')).toBe(0);
});

it('takes over from a worker that was killed, and stops when it is told to', async () => {
  const { world, redis } = await openLentCard();
  world.ollama.fail({ type: 'hang', afterTokens: 20 }, { times: 2 });
  const killed = await startWorker(world, redis);
  const question = await world.ask();
  await question.shows(/Answering/);
  await killed.kill('SIGKILL');
  await startWorker(world, redis);
  await world.ollama.waitFor(() => world.ollama.chats().length === 2, {
    timeoutMs: takeOverLimitMs,
  });
  await question.shows(/Answering/);
  question.press('Stop');
  expect((await question.ends()).status).toMatch(/^-# Stopped by Ann/);
  expect(await denied(redis)).toEqual([]);
});
