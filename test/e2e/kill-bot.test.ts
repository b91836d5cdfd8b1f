import { expect, it } from 'vitest';
import type { FaultRule } from '../../playground/local-discord/http/faults.ts';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole } from '../support/expect-whole.ts';
import { inRuns, words } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

it('brings every reply to its end whose bot was killed, whatever it showed', async () => {
  const world = await openWorld({ ollama: { parallel: workersAtOnce } });
  await startApp(world, { roles: ['worker'], config: { workerConcurrency: workersAtOnce } });
  const bot = await startAppProcess(world, 'bot');
  const { asks, release } = await askInAllPhases(world);
  await bot.kill('SIGKILL');
  release();
  await startApp(world, { roles: ['bot'] });
  await expectWhole(asks);
  expect(world.ollama.chats()).toHaveLength(5);
});

it('posts no page twice when the bot is killed between its pages', async () => {
  const world = await openWorld({
    ollama: { script: () => ({ answer: words(2_000) }), tokensPerSecond: 1_000 },
  });
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  // The page stands, and its bot dies before it knows.
  world.discord.faults.inject({ effect: { type: 'hang', when: 'after' }, kind: 'channel-post' });
  const ask = await world.ask();
  await ask.until(() => ask.pages().length === 2);
  await bot.kill('SIGKILL');
  world.discord.faults.clear();
  await startApp(world, { roles: ['bot'] });
  expect(inRuns((await ask.ends({ timeoutMs: 20_000 })).answer)).toBe('w1 … w2000');
});

it('hands its replies on at once when it is stopped', async () => {
  const world = await openWorld({
    ollama: { script: () => ({ answer: words(1_000) }), tokensPerSecond: 20 },
  });
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  const ask = await world.ask('Why?', { model: 'llama3.2:3b' });
  await ask.until(({ answer }) => answer.includes('w3'));
  await startApp(world, { roles: ['bot'] });
  const stoppedAt = Date.now();
  expect(await bot.kill('SIGTERM')).toBe(0);
  const exitedAt = Date.now();
  expect(exitedAt - stoppedAt).toBeLessThan(10_000);
  const isShownAgain = () => ask.reply().current.at > exitedAt;
  await world.discord.waitFor(isShownAgain, { timeoutMs: 1_500 });
  world.ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w1000');
});

it('hands everything on when bot and worker are one process', async () => {
  const world = await openWorld({
    ollama: { script: () => ({ answer: words(300) }), tokensPerSecond: 20 },
  });
  const both = await startAppProcess(world);
  const ask = await world.ask('Why?', { model: 'llama3.2:3b' });
  await ask.until(({ answer }) => answer.includes('w3'));
  const waiting = await world.ask('And then?', { model: 'llama3.2:3b' });
  await waiting.shows(/Next in line/);
  expect(await both.kill('SIGTERM')).toBe(0);
  world.ollama.pace.tokensPerSecond = 0;
  await startApp(world);
  for (const one of [ask, waiting]) {
    expect(inRuns((await one.ends({ timeoutMs: 3_000 })).answer)).toBe('w1 … w300');
  }
});

it('hands a reply on as soon as the slow edit of it has ended', async () => {
  const world = await openWorld({
    ollama: { script: () => ({ answer: words(400) }), tokensPerSecond: 20 },
  });
  await startApp(world, { roles: ['worker'] });
  const first = await startApp(world, { roles: ['bot'] });
  const ask = await world.ask('Why?', { model: 'llama3.2:3b' });
  await ask.until(({ answer }) => answer.includes('w3'));
  const isEdit: FaultRule['where'] = ({ kind }) =>
    kind === 'webhook-edit' || kind === 'channel-edit';
  const slow = { type: 'slow', ms: 5_000 } as const;
  const fault = world.discord.faults.inject({ effect: slow, where: isEdit, times: 1 });
  await expect.poll(() => fault.hits).toBe(1);
  await startApp(world, { roles: ['bot'] });
  const shownBefore = ask.reply().versions.length;
  const stoppedAt = Date.now();
  await first.close();
  expect(Date.now() - stoppedAt).toBeLessThan(7_500);
  // The slow edit itself, and at once one of the successor.
  const isTakenOver = () => ask.reply().versions.length > shownBefore + 1;
  await world.discord.waitFor(isTakenOver, { timeoutMs: 1_500 });
  world.ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w400');
});
