import { describe, expect, it } from 'vitest';
import type { Channel } from '../../playground/local-discord/index.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { openThread } from '../support/open-thread.ts';
import { openTestRedis, type TestRedis } from '../support/redis.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { isFinal, readScreen } from '../support/screen.ts';
import { openWorld, type World, type WorldOptions } from '../support/world.ts';

/** With a second page, or without. */
const longAnswer = { script: () => ({ reasoning: thoughts(4), answer: words(1_500) }) };
const shortAnswer = { script: () => ({ reasoning: thoughts(4), answer: words(400) }) };
/** Of requests that were under way, or that told the bot. */
const gone = ['404/10003', '404/10008', '403/50001'];

/** One ask that is being answered, in a place, and one that waits there; the model says no more for now. */
async function openTwoAsks(place: (app: TestApp) => Channel | Promise<Channel>) {
  const testRedis = await openTestRedis();
  const app = await openApp({ redis: testRedis, expected: { possibleRefusals: gone } });
  app.ollama.fail({ type: 'hang', afterTokens: 5, until: createGate().opened });
  const channel = await place(app);
  const running = await app.ask('one', { channel });
  await running.shows(/Thinking/);
  const waiting = await app.ask('two', { channel });
  await waiting.shows(/Next in line|After the answer before this one/);
  return { app, testRedis, asks: [running, waiting] };
}

/** The card is free, nobody was written to, and nothing is kept but for as long as everything is. */
async function expectAllEnded({ app, testRedis, asks }: Awaited<ReturnType<typeof openTwoAsks>>) {
  const { discord, ollama, log, forget } = app;
  asks.forEach(forget);
  await expect.poll(() => ollama.chats()[0]?.closedByClientAt).toBeDefined();
  await expect.poll(() => log.count('reply-ended')).toBe(2);
  expect(discord.messages(discord.directChannel(discord.people.ann))).toEqual([]);
  expect(discord.traffic.count('direct-channel')).toBe(0);
  await expect.poll(() => keptForEver(testRedis, asks)).toEqual([]);
  expect(ollama.chats()).toHaveLength(1);
}

async function keptForEver(testRedis: TestRedis, asks: readonly AskOnScreen[]): Promise<string[]> {
  const texts = await redisTexts(testRedis);
  const namesAnAsk = (text: string): boolean =>
    asks.some(({ interaction }) => text.includes(interaction.id));
  // BullMQ's own diary is of a bounded length instead.
  const keys = [...texts].flatMap(([key, text]) =>
    namesAnAsk(key + text) && !key.endsWith(':events') ? [key] : [],
  );
  const lives = await Promise.all(keys.map((key) => testRedis.client.ttl(key)));
  return keys.filter((_, index) => lives[index] === -1);
}

const general = ({ discord }: TestApp): Channel => discord.channel;
const aThread = ({ discord }: TestApp): Channel => openThread(discord);

it.each<[what: string, place: typeof aThread | typeof general, take: (app: TestApp) => void]>([
  ['server was deleted', general, ({ discord }) => discord.deleteGuild(discord.guild)],
  ['server has sent the bot away', general, ({ discord }) => discord.removeBot(discord.guild)],
  ['channel was deleted', general, ({ discord }) => discord.deleteChannel(discord.channel)],
  [
    'thread went with its channel',
    aThread,
    ({ discord }) => discord.deleteChannel(discord.channel),
  ],
])('ends at once, without a word, all asks whose %s', async (_what, place, take) => {
  const two = await openTwoAsks(place);
  const { discord } = two.app;
  const requests = discord.traffic.count();
  take(two.app);
  await expectAllEnded(two);
  expect(discord.traffic.count()).toBe(requests);
});

it('ends what was asked in a server that sent the bot away while no bot ran', async () => {
  const world = await openWorld({ expected: { possibleRefusals: gone } });
  await startApp(world, { roles: ['worker'] });
  const bot = await startApp(world, { roles: ['bot'] });
  world.ollama.fail({ type: 'hang', afterTokens: 5, until: createGate().opened });
  const ask = await world.ask();
  await ask.shows(/Thinking/);
  await bot.close();
  world.discord.removeBot(world.discord.guild);
  world.forget(ask);
  await startApp(world, { roles: ['bot'] });
  await expect.poll(() => world.ollama.chats()[0]?.closedByClientAt).toBeDefined();
  await expect.poll(() => world.log.count('reply-ended')).toBe(1);
  expect(world.discord.traffic.count('direct-channel')).toBe(0);
});

/** An answer that has begun, and the gate that lets it go on. */
async function openAnswer(
  place: (app: TestApp) => Channel | Promise<Channel>,
  options: WorldOptions,
) {
  const app = await openApp({ ollama: shortAnswer, ...options });
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 100, until: gate.opened });
  const ask = await app.ask('Why?', { channel: await place(app) });
  await ask.until(({ answer }) => answer.endsWith('w96'));
  return { ...app, question: ask, gate };
}

function refused(discord: World['discord'], code: number): number {
  return discord.traffic.requests.filter((request) => request.code === code).length;
}

it('waits for a server that an outage of Discord hides', async () => {
  const { discord, question, gate } = await openAnswer(general, {
    ollama: longAnswer,
    expected: { refusals: ['404/10003'] },
  });
  discord.setGuildAvailable(discord.guild, false);
  gate.open();
  await discord.waitFor(() => refused(discord, 10_003) === 1);
  discord.setGuildAvailable(discord.guild, true);
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
  expect(refused(discord, 10_003)).toBe(1);
});

describe('a thread that is closed under an answer', () => {
  it('is opened again for it', async () => {
    const { discord, question, gate } = await openAnswer(aThread, {
      expected: { refusals: ['400/50083'] },
    });
    discord.archiveThread(question.interaction.channel);
    gate.open();
    expect(inRuns((await question.ends()).answer)).toBe('w1 … w400');
    expect(refused(discord, 50_083)).toBe(1);
  });

  it('stays closed when it is locked, and its asker gets the answer as a direct message', async () => {
    const { discord, question, gate } = await openAnswer(aThread, {
      expected: { refusals: ['400/50083', '403/50013'] },
    });
    discord.archiveThread(question.interaction.channel, { isLocked: true });
    gate.open();
    const messages = () => discord.messages(discord.directChannel(discord.people.ann));
    await discord.waitFor(() => messages().some(({ current }) => isFinal(current)));
    expect(inRuns(readScreen(messages()).answer)).toBe('w1 … w400');
    expect(refused(discord, 50_083)).toBeLessThan(4);
  });
});
