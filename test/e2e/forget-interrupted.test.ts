// A bot that is killed while it deletes what is kept of somebody.
import { expect, it } from 'vitest';
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { createGate } from '../support/gate.ts';
import { openTestRedis, type TestRedis } from '../support/redis.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { openWorld, type World } from '../support/world.ts';

async function deleteEverything({ discord }: World): Promise<LocalMessage> {
  const { ann } = discord.people;
  const command = ann.command('forget');
  const panel = await discord.waitFor(() => command.response);
  await discord.waitFor(() => panel.buttons.length === 2);
  ann.press(panel, 'Delete everything');
  return panel;
}

async function tracesOf(redis: TestRedis, wanted: RegExp): Promise<string[]> {
  const texts = await redisTexts(redis);
  return [...texts].map(([key, text]) => `${key} ${text}`).filter((text) => wanted.test(text));
}

it('leaves to the next try what the killed bot had not deleted, and loses track of nothing', async () => {
  const redis = await openTestRedis();
  const world = await openWorld({ redis });
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  const { ann } = world.discord.people;
  await (await world.ask('annsecret ended?')).ends();
  const gate = createGate();
  world.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const running = await world.ask('annsecret running?');
  await running.shows(/Thinking/);
  // Its end is awaited, and cannot be shown.
  world.discord.faults.inject({
    effect: { type: 'hang' },
    where: ({ kind, path }) => kind === 'channel-edit' || path.includes(running.interaction.token),
  });
  const panel = await deleteEverything(world);
  await world.discord.waitFor(() => panel.text.startsWith('Deleting'));
  await world.ollama.waitFor(() => world.ollama.chats()[1]?.closedByClientAt !== undefined);
  await bot.kill('SIGKILL');
  world.discord.faults.clear();
  await startApp(world, { roles: ['bot'] });
  gate.open();
  expect((await running.ends({ timeoutMs: 30_000 })).status).toMatch(/^-# Stopped by Ann/);
  const again = await deleteEverything(world);
  const words = /^\*\*2 questions and their answers were deleted\.\*\*/;
  await world.discord.waitFor(() => words.test(again.text), { what: again.text });
  expect(await tracesOf(redis, new RegExp(`annsecret|${ann.id}`))).toEqual([]);
});
