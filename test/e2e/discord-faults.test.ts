import { expect, it } from 'vitest';
import type { FaultRule } from '../../playground/local-discord/http/faults.ts';
import type { LoggedRequest } from '../../playground/local-discord/http/request-log.ts';
import { openApp, startApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

const longAnswer = { script: () => ({ reasoning: thoughts(12), answer: words(1_500) }) };

it('registers its commands once, and not again at its next start', async () => {
  const world = await openWorld();
  const first = await startApp(world);
  await first.close();
  await startApp(world);
  expect(world.discord.commands.overwrites).toBe(1);
});

it('drops an interaction that comes too late to be answered', async () => {
  const { discord } = await openApp();
  discord.setLatency(6_400);
  const interaction = discord.people.ann.command('ask', { prompt: 'Why?' });
  expect(await interaction.settled()).toBe('failed');
  discord.setLatency(0);
  expect(discord.traffic.count('callback')).toBe(0);
});

it('takes an interaction that is delivered twice as one question', async () => {
  const { ask, discord, ollama } = await openApp();
  const answering = ask();
  expect(discord.gateway.repeat('INTERACTION_CREATE')).toBe(true);
  const question = await answering;
  await question.ends();
  expect(discord.traffic.count('callback')).toBe(1);
  expect(ollama.chats()).toHaveLength(1);
});

it('goes on over a gateway that closes and is resumed', async () => {
  const { ask, discord, ollama } = await openApp();
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const question = await ask('one');
  await question.shows(/Answering/);
  discord.gateway.closeConnections(4_000);
  const next = await ask('two');
  gate.open();
  await Promise.all([question.ends(), next.ends()]);
  expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 1 });
});

it('goes on when Discord was wholly away for a while', async () => {
  const { ask, discord, ollama } = await openApp();
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const question = await ask('one');
  await question.shows(/Answering/);
  await discord.goDown();
  gate.open();
  await ollama.waitFor(() => ollama.chats()[0]?.endedAt !== undefined);
  await discord.comeBack();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  await discord.waitFor(() => discord.gateway.isConnected, { timeoutMs: 20_000 });
  await (await ask('two')).ends();
});

/** Both ways in which a reply is edited. */
const where: FaultRule['where'] = ({ kind }) => kind === 'webhook-edit' || kind === 'channel-edit';

const passing: [what: string, effect: FaultRule['effect'], refusal: string][] = [
  ['a rate limit', { type: 'rate-limit', retryAfterMs: 900 }, '429/0'],
  [
    'a limit that it shares with others',
    { type: 'rate-limit', retryAfterMs: 900, scope: 'shared' },
    '429/0',
  ],
  [
    'a limit that no header tells of',
    { type: 'rate-limit', retryAfterMs: 900, code: 30_046 },
    '429/30046',
  ],
  ['an error of Discord', { type: 'fail', status: 500 }, '500/0'],
  ['a page of a proxy that forbids', { type: 'fail', status: 403 }, '403/0'],
];

it.each(passing)('brings the whole reply through when %s is in the way', async (...row) => {
  const [, effect, refusal] = row;
  const { ask, discord } = await openApp({
    ollama: { tokensPerSecond: 40 },
    expected: { refusals: [refusal] },
  });
  const question = await ask();
  await question.shows(/Thinking/);
  const fault = discord.faults.inject({ effect, where, times: 3 });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(fault.hits).toBe(3);
});

it('shows the end although both ways to edit were turned away just then', async () => {
  const { ask, discord, ollama } = await openApp({ expected: { refusals: ['429/0'] } });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 31, until: gate.opened });
  const question = await ask();
  await question.until(({ answer }) => answer.endsWith('w19'));
  discord.faults.inject({ effect: { type: 'rate-limit', retryAfterMs: 900 }, where, times: 4 });
  gate.open();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

const outages: [what: string, effect: FaultRule['effect'], refusal: string, mostTries: number][] = [
  ['fails every edit', { type: 'fail', status: 500 }, '500/0', 3],
  ['limits every edit', { type: 'rate-limit', retryAfterMs: 2_000 }, '429/0', 2],
];

/** For two seconds; longer ones are in `recovery.test.ts`. */
it.each(outages)('does not press a Discord that %s for a while, and catches up', async (...row) => {
  const [, effect, refusal, mostTries] = row;
  const { ask, discord, ollama } = await openApp({ expected: { refusals: [refusal] } });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const running = await ask('one');
  await running.shows(/Answering/);
  const waiting = await ask('two');
  await waiting.shows(/Next in line/);
  const until = discord.clock.now() + 2_000;
  const fault = discord.faults.inject({
    effect,
    where: (request) => where(request) && request.at < until,
  });
  gate.open();
  for (const one of [running, waiting]) expect(inRuns((await one.ends()).answer)).toBe('w1 … w20');
  expect(fault.hits).toBeGreaterThan(0);
  expect(fault.hits).toBeLessThanOrEqual(2 * mostTries);
});

it('shows the newest words when edits are slow, not all those before them', async () => {
  const { ask, discord } = await openApp({
    discord: { latencyMs: 600, rateLimits: {} },
    ollama: { script: () => ({ answer: words(400) }), tokensPerSecond: 200 },
  });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w400');
  expect(question.reply().versions.length).toBeLessThan(8);
  expect(discord.traffic.rateLimited()).toBe(0);
});

it('keeps to the limits with several replies in one channel', async () => {
  const { ask, discord } = await openApp({
    discord: { latencyMs: 50, rateLimits: {} },
    ollama: { parallel: 3, tokensPerSecond: 30 },
    config: { workerConcurrency: 3 },
  });
  const asks = [await ask('one'), await ask('two'), await ask('three')];
  for (const one of asks) expect(inRuns((await one.ends()).answer)).toBe('w1 … w20');
  expect(discord.traffic.rateLimited()).toBe(0);
});

it('is not held up for long by an edit that hangs', async () => {
  const { ask, discord } = await openApp({ ollama: { tokensPerSecond: 40 } });
  discord.faults.inject({ effect: { type: 'hang' }, kind: 'webhook-edit', times: 1 });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('posts no page twice when the answer to a post is lost', async () => {
  const { ask, discord } = await openApp({ ollama: longAnswer });
  const dropped = { type: 'drop', when: 'after' } as const;
  discord.faults.inject({ effect: dropped, kind: 'channel-post', times: 1 });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
  expect(discord.traffic.count('channel-post')).toBe(question.pages().length);
});

it('goes on in the channel when a proxy on the way has asked for a login', async () => {
  const { ask, discord } = await openApp({
    ollama: longAnswer,
    expected: { refusals: ['401/0'] },
  });
  discord.faults.inject({
    effect: { type: 'fail', status: 401 },
    kind: 'channel-post',
    times: 1,
  });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
  expect(discord.traffic.count('followup')).toBe(0);
});

it('keeps the rest in a file when it cannot know whether a follow-up stands', async () => {
  const { ask, discord } = await openApp({ ollama: longAnswer });
  const dropped = { type: 'drop', when: 'after' } as const;
  discord.faults.inject({ effect: dropped, kind: 'followup', times: 1 });
  const question = await ask('Why?', { channel: discord.outsideChannel });
  await question.ends();
  const { attachments } = question.reply();
  const file = attachments.find(({ name }) => name === 'answer.md');
  expect(inRuns(file?.content.toString() ?? '')).toMatch(/^w\d+ … w1500$/);
  expect(discord.traffic.count('followup')).toBe(1);
});

it('stops a question whose reply was deleted', async () => {
  const { ask, discord, ollama, forget, log } = await openApp({
    ollama: { tokensPerSecond: 20 },
    expected: { refusals: ['404/10008'] },
  });
  const question = await ask();
  await question.shows(/Thinking/);
  discord.people.ann.delete(question.reply());
  forget(question);
  const isClosed = () => ollama.chats()[0]?.closedByClientAt !== undefined;
  await expect.poll(isClosed).toBe(true);
  await expect.poll(() => log.count('reply-ended')).toBe(1);
  const tellsOfIt = ({ code }: LoggedRequest): boolean => code === 10_008;
  expect(discord.traffic.requests.filter(tellsOfIt)).toHaveLength(1);
});

it('goes on by the interaction when it loses its permissions in the channel', async () => {
  const { ask, discord, ollama } = await openApp({
    ollama: longAnswer,
    expected: { refusals: ['403/50001'] },
  });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 100, until: gate.opened });
  const question = await ask();
  await question.shows(/Answering/);
  discord.setBotPermissions(discord.channel);
  gate.open();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
});

it('says so when Discord refuses to show the answer, and stops the model', async () => {
  const { ask, discord, ollama } = await openApp({
    ollama: { script: () => ({ answer: words(2_000) }), tokensPerSecond: 40 },
    expected: { refusals: ['400/200000'] },
  });
  const question = await ask();
  await question.shows(/Reading|Thinking|Answering/);
  discord.faults.inject({
    effect: { type: 'fail', status: 400, code: 200_000 },
    times: 1,
    where,
  });
  expect((await question.ends()).status).toMatch(/^\*\*Discord refused to show the answer\.\*\* /);
  await ollama.waitFor(() => ollama.chats()[0]?.closedByClientAt !== undefined);
});

it('gives a reply up that Discord refuses even then, and goes on with the next', async () => {
  const { ask, discord, forget, log } = await openApp({
    expected: { refusals: ['400/200000'] },
  });
  discord.faults.inject({ effect: { type: 'fail', status: 400, code: 200_000 }, where });
  forget(await ask());
  await expect.poll(() => log.count('reply-ended')).toBe(1);
  discord.faults.clear();
  expect(inRuns((await (await ask()).ends()).answer)).toBe('w1 … w20');
});
