// A worker on somebody else's machine: nothing of Discord, and a Redis user that may do what a worker needs.
import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { lifeExpected, liveTogether } from '../support/community-life.ts';
import { inRuns } from '../support/model-words.ts';
import { takeOverLimitMs } from '../support/expect-whole.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { modelsAreKnown, useModel } from '../support/use-model.ts';
import { openWorkerRedis, type WorkerRedis } from '../support/worker-redis.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

async function openLentCard(
  options: WorldOptions = {},
): Promise<{ world: World; redis: WorkerRedis }> {
  const redis = await openWorkerRedis();
  const world = await openWorld({
    redis: { url: redis.urls.bot, prefix: redis.prefix },
    ...options,
    ollama: { parallel: 2, ...options.ollama },
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

it('lets its host read what is asked, answered and how people are called, and tells nobody by an id', async () => {
  const { world, redis } = await openLentCard({
    expected: lifeExpected,
    ollama: { bytesPerSecond: 1e9 },
  });
  await startWorker(world, redis);
  await modelsAreKnown(world);
  await liveTogether(world);
  // The life ends with a pause: there is a job in the queue.
  const waiting = await world.ask('annsecret waits?');
  await waiting.shows(/^\*\*Paused/);
  expect(await denied(redis)).toEqual([]);
  const { bot, worker } = redis.clients;
  const texts = await redisTexts({ client: bot, prefix: redis.prefix, reader: worker });
  const all = [...texts].map(([key, text]) => `${key} ${text}`);
  for (const shown of ['annsecret in a file', 'modsecret asked', 'w20', '"Ann"', 'gaming']) {
    expect(all.join('\n')).toContain(shown);
  }
  const { people, guild, channel, directChannel } = world.discord;
  const { ann, mod, owner } = people;
  const token = waiting.interaction.token;
  const places = [guild.id, channel.id, directChannel(ann).id];
  for (const secret of [ann.id, mod.id, owner.id, ...places, token]) {
    expect(all.filter((text) => text.includes(secret))).toEqual([]);
  }
  owner.command('gpu resume');
  await waiting.ends();
});

it('pulls a model for the bot', async () => {
  const { world, redis } = await openLentCard();
  await startWorker(world, redis);
  await modelsAreKnown(world);
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: { model: 'deepseek-r1:14b' } });
  await answer.shows(/^\*\*deepseek-r1:14b is installed\*\*/);
  expect(await denied(redis)).toEqual([]);
});
