import { expect, it } from 'vitest';
import { openApp, startApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, words } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

const slowAnswer = { script: () => ({ answer: words(400) }), tokensPerSecond: 40 };
const model = 'llama3.2:3b';

/** Discord.js takes its time with a fresh session, so that it does not use up those of a day. */
const reconnect = { timeoutMs: 15_000 };

it('goes on over a session that Discord has forgotten', async () => {
  const { ask, discord, ollama } = await openApp({ ollama: slowAnswer });
  const question = await ask('one', { model });
  await question.shows(/Answering/);
  discord.gateway.invalidateSessions({ isResumable: false });
  await discord.waitFor(() => discord.gateway.identifies === 2, reconnect);
  ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w400');
  await (await ask('two', { model })).ends();
});

it('finishes its answers without a gateway, and takes new questions when it is back', async () => {
  const { ask, discord, ollama } = await openApp({ ollama: slowAnswer });
  const question = await ask('one', { model });
  await question.shows(/Answering/);
  discord.gateway.refuseConnections();
  discord.gateway.dropConnections();
  await question.until(({ answer }) => answer.includes('w60'));
  ollama.pace.tokensPerSecond = 0;
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w400');
  expect(discord.gateway.isConnected).toBe(false);
  discord.gateway.acceptConnections();
  await discord.waitFor(() => discord.gateway.isConnected, reconnect);
  await (await ask('two', { model })).ends();
  expect(discord.traffic.count('gateway-get')).toBeLessThan(10);
});

it('takes a question that came while the gateway was away for a moment', async () => {
  const { ask, discord, ollama } = await openApp();
  discord.gateway.dropConnections();
  await discord.waitFor(() => !discord.gateway.isConnected);
  const question = await ask();
  expect(discord.gateway.repeat('INTERACTION_CREATE')).toBe(true);
  await question.ends();
  expect([discord.gateway.resumes, ollama.chats().length]).toEqual([1, 1]);
});

it('takes a question once that two bots are told of', async () => {
  const world = await openWorld({ expected: { possibleRefusals: ['400/40060'] } });
  await startApp(world);
  await startApp(world, { roles: ['bot'] });
  const question = await world.ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(question.pages()).toHaveLength(1);
  expect(world.ollama.chats()).toHaveLength(1);
});

it('takes a question whose first answer was lost on the way', async () => {
  const { ask, discord, ollama } = await openApp({ expected: { refusals: ['400/40060'] } });
  const lost = { type: 'drop', when: 'after' } as const;
  discord.faults.inject({ effect: lost, kind: 'callback', times: 1 });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(ollama.chats()).toHaveLength(1);
});

it('stops once what was told twice to stop', async () => {
  const { ask, discord, ollama } = await openApp();
  ollama.fail({ type: 'hang', afterTokens: 5, until: createGate().opened });
  const question = await ask();
  await question.shows(/Thinking/);
  question.press('Stop');
  expect(discord.gateway.repeat('INTERACTION_CREATE')).toBe(true);
  expect((await question.ends()).status).toMatch(/^-# Stopped by Ann/);
});
