import { expect, it } from 'vitest';
import { openApp, startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, words } from '../support/model-words.ts';
import { readScreen } from '../support/screen.ts';
import { textIn, toldIn } from '../support/told.ts';
import { openWorld } from '../support/world.ts';

it('is posted once although its bot is killed before it knows of the post', async () => {
  const world = await openWorld();
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  world.discord.faults.inject({ effect: { type: 'hang', when: 'after' }, kind: 'channel-post' });
  const asked = world.write('<@bot> Why?');
  await world.discord.waitFor(() => world.discord.messages(world.discord.channel).length === 2);
  await bot.kill('SIGKILL');
  world.discord.faults.clear();
  await startApp(world, { roles: ['bot'] });
  expect(inRuns((await asked.ends({ timeoutMs: 20_000 })).answer)).toBe('w1 … w20');
  expect(world.discord.messages(world.discord.channel)).toHaveLength(2);
});

it('is posted when the limit of the channel allows it', async () => {
  const app = await openApp({ expected: { refusals: ['429/0'] } });
  const limit = { type: 'rate-limit', retryAfterMs: 300 } as const;
  app.discord.faults.inject({ effect: limit, kind: 'channel-post', times: 1 });
  const asked = app.write('<@bot> Why?');
  expect(inRuns((await asked.ends()).answer)).toBe('w1 … w20');
});

it('goes on over several messages, of which the first alone refers to the question', async () => {
  const app = await openApp({ ollama: { script: () => ({ answer: words(1_500) }) } });
  const asked = app.write('<@bot> Why?');
  expect(inRuns((await asked.ends()).answer)).toBe('w1 … w1500');
  const [first, ...others] = asked.pages();
  expect(first?.reference).toMatchObject({ message: asked.message, isPing: false });
  expect(others.map(({ reference }) => reference)).toEqual(others.map(() => undefined));
});

it('goes on in a direct message, with the question, where the bot has lost the channel', async () => {
  const app = await openApp({ expected: { refusals: ['403/50001'] } });
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const asked = app.write('<@bot> Why is the sky blue?');
  await asked.shows(/Answering/);
  app.discord.setBotPermissions(app.discord.channel);
  gate.open();
  const direct = app.discord.directChannel(app.discord.people.ann);
  const screen = () => readScreen(app.discord.messages(direct));
  await app.discord.waitFor(() => screen().status.includes('in all'));
  expect(screen().question).toBe('> Why is the sky blue?');
  expect(inRuns(screen().answer)).toBe('w1 … w20');
});

it('waits for the answer that it goes on from, and says so', async () => {
  const app = await openApp({ config: { workerConcurrency: 2 }, ollama: { parallel: 2 } });
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const first = app.write('<@bot> One?');
  await first.shows(/Answering/);
  const next = app.write('<@bot> Two?', { repliesTo: first.reply() });
  await next.shows(/^\*\*After the answer before this one\*\*$/);
  expect(toldIn(app)).toHaveLength(1);
  gate.open();
  await next.ends();
  expect(textIn(toldIn(app)[1])).toMatch(/^One\?\nw1 .* w20\nTwo\?$/);
});

it('can be stopped while it waits for another answer', async () => {
  const app = await openApp();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const first = app.write('<@bot> One?');
  await first.shows(/Answering/);
  const next = app.write('<@bot> Two?', { repliesTo: first.reply() });
  await next.shows(/After the answer before this one/);
  next.press('Stop');
  expect((await next.ends()).status).toMatch(/^-# Stopped by Ann/);
  gate.open();
  await first.ends();
  expect(toldIn(app)).toHaveLength(1);
});
