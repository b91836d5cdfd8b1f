import { Redis } from 'ioredis';
import { onTestFinished, expect, it } from 'vitest';
import { startRedis, type RedisServer } from '../../playground/redis.ts';
import { openApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns } from '../support/model-words.ts';

async function openRedis(): Promise<RedisServer & { prefix: string }> {
  const server = await startRedis({ appendOnly: 'always' });
  onTestFinished(() => server.close());
  return Object.assign(server, { prefix: 'aloud' });
}

/** The bot comes back to Redis by itself, within 2 s. */
async function untilConnected({ url }: RedisServer): Promise<void> {
  const client = new Redis(url);
  const names = async () => String(await client.client('LIST'));
  await expect.poll(names, { timeout: 5_000 }).toContain('name=interactions');
  client.disconnect();
}

const failed = /^That could not be done just now\./;
const words = /^\*\*The queue cannot be reached, so the question was not taken\.\*\* /;

it('tells the asker alone that the queue is away, and answers again when it is back', async () => {
  const redis = await openRedis();
  const { ask, discord } = await openApp({ redis });
  await redis.kill('SIGKILL');
  const lost = await ask();
  await lost.shows(words);
  expect(lost.reply().isDeleted).toBe(true);
  expect(discord.messages(discord.channel, { as: discord.people.mod })).toHaveLength(0);
  await redis.restart();
  await untilConnected(redis);
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('does not let the asker wait for a queue that hangs', async () => {
  const redis = await openRedis();
  const { ask } = await openApp({ redis });
  await redis.kill('SIGSTOP');
  const question = await ask('Why?', { private: true });
  const { status } = await question.shows(words, { timeoutMs: 5_000 });
  expect(status).toMatch(/the host needs to look after Redis\.$/);
  await redis.kill('SIGCONT');
});

it('tells whoever presses a button that it could not be done', async () => {
  const redis = await openRedis();
  const { ask, discord, ollama } = await openApp({
    redis,
    expected: { errors: ['press-failed'] },
  });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const question = await ask();
  await question.shows(/Answering/);
  await redis.kill('SIGSTOP');
  question.press('Stop');
  const isTold = () => discord.messages(discord.channel).some(({ text }) => failed.test(text));
  await discord.waitFor(isTold);
  expect(discord.messages(discord.channel, { as: discord.people.mod })).toHaveLength(1);
  await redis.kill('SIGCONT');
  question.press('Stop');
  expect((await question.ends()).status).toMatch(/^-# Stopped by Ann/);
});

it('closes while Redis is away', async () => {
  const redis = await openRedis();
  const { close, log } = await openApp({ redis });
  await redis.kill('SIGKILL');
  await expect.poll(() => log.count('redis-lost')).toBe(4);
  const startedAt = performance.now();
  await close();
  expect(performance.now() - startedAt).toBeLessThan(7_000);
});
