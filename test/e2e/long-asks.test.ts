import { expect, it } from 'vitest';
import type { Person } from '../../playground/local-discord/index.ts';
import { openApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { isFinal, readScreen, type Screen } from '../support/screen.ts';
import type { AskOptions, WorldOptions } from '../support/world.ts';

const minuteMs = 60_000;
/** Of the one request that tells the bot, where nothing else did before. */
const expired = '401/50027';
const keepFollowing = /Press \*\*Keep following\*\* to see the rest here\.$/;
const directMessageFollows = /comes as a direct message\.$/;

interface LongAsk {
  app: TestApp;
  ask: AskOnScreen;
  /** The model says the rest. */
  release(): void;
}

/** A question whose answer has begun and takes as long as the test lets it. */
async function openLongAsk(
  options: AskOptions & { as?: (app: TestApp) => Person; expected?: WorldOptions['expected'] },
): Promise<LongAsk> {
  const { as, expected, ...askOptions } = options;
  const app = await openApp({
    ollama: {
      script: () => ({ reasoning: thoughts(12), answer: words(400) }),
      tokensPerSecond: 25,
    },
    expected: { possibleRefusals: [expired], ...expected },
  });
  const ask = await app.ask('Why?', { ...askOptions, ...(as && { by: as(app) }) });
  await ask.shows(/Answering/);
  return {
    app,
    ask,
    release: () => {
      app.ollama.pace.tokensPerSecond = 0;
    },
  };
}

/** What stands in the direct message of a person when an ending does. */
async function endingByDirectMessage({ app }: LongAsk, person: Person): Promise<Screen> {
  const { discord } = app;
  const messages = () => discord.messages(discord.directChannel(person));
  const hasEnded = () => messages().some(({ current }) => isFinal(current));
  await discord.waitFor(hasEnded, { timeoutMs: 10_000, what: 'an ending by direct message' });
  return readScreen(messages());
}

it('goes on by the channel when the interaction comes to its end', async () => {
  const long = await openLongAsk({});
  const { app, ask, release } = long;
  app.discord.clock.advance(14 * minuteMs);
  await ask.until(() =>
    ask
      .reply()
      .versions.slice(-3)
      .every(({ route }) => route === 'channel-edit'),
  );
  app.discord.clock.advance(5 * minuteMs);
  release();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w400');
  expect(ask.pages()).toHaveLength(1);
});

it('goes on by the channel when the interaction has ended unnoticed', async () => {
  const { app, ask, release } = await openLongAsk({});
  app.discord.clock.advance(15 * minuteMs);
  release();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w400');
});

it('stays with a private question whose asker keeps following', async () => {
  const { app, ask, release } = await openLongAsk({ private: true });
  app.discord.clock.advance(12 * minuteMs);
  expect((await ask.shows(keepFollowing)).buttons).toEqual(['Keep following', 'Stop']);
  ask.press('Keep following');
  await ask.until(({ buttons }) => !buttons.includes('Keep following'));
  app.discord.clock.advance(6 * minuteMs);
  release();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w400');
  expect(ask.pages()).toHaveLength(1);
});

it('asks again when it takes even longer', async () => {
  const { app, ask, release } = await openLongAsk({ private: true });
  for (const _ of [1, 2]) {
    app.discord.clock.advance(12 * minuteMs);
    await ask.shows(keepFollowing);
    ask.press('Keep following');
    await ask.until(({ buttons }) => !buttons.includes('Keep following'));
  }
  release();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w400');
});

it('goes on with further pages for those who keep following', async () => {
  const app = await openApp({ ollama: { script: () => ({ answer: words(2_000) }) } });
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 1_000, until: gate.opened });
  const ask = await app.ask('Why?', { private: true, model: 'llama3.2:3b' });
  await ask.until(({ answer }) => answer.endsWith('w1000'));
  app.discord.clock.advance(12 * minuteMs);
  await ask.shows(keepFollowing);
  ask.press('Keep following');
  await ask.until(({ buttons }) => !buttons.includes('Keep following'));
  app.discord.clock.advance(6 * minuteMs);
  gate.open();
  expect(inRuns((await ask.ends()).answer)).toBe('w1 … w2000');
});

/** Nobody presses anything. */
async function letTheInteractionEnd({ app, ask }: LongAsk): Promise<void> {
  app.discord.clock.advance(12 * minuteMs);
  await ask.shows(keepFollowing);
  app.discord.clock.advance(2 * minuteMs);
  await ask.shows(directMessageFollows);
  app.discord.clock.advance(2 * minuteMs);
}

it('brings a private answer by direct message to an asker who does not', async () => {
  const long = await openLongAsk({ private: true });
  await letTheInteractionEnd(long);
  long.release();
  const { ann } = long.app.discord.people;
  const { question, reasoning, answer, status } = await endingByDirectMessage(long, ann);
  expect(question).toBe('> Why?');
  expect([reasoning, answer].map(inRuns)).toEqual(['λ1 … λ12', 'w1 … w400']);
  expect(status).toMatch(/in all/);
  expect(long.ask.screen().status).toMatch(directMessageFollows);
});

it('brings an answer by direct message where only the asker has installed it', async () => {
  const app = await openApp({
    ollama: { script: () => ({ answer: words(400) }), tokensPerSecond: 25 },
    expected: { possibleRefusals: [expired] },
  });
  const ask = await app.ask('Why?', { channel: app.discord.outsideChannel, model: 'llama3.2:3b' });
  await ask.shows(/Answering/);
  const long = { app, ask, release: () => undefined };
  await letTheInteractionEnd(long);
  app.ollama.pace.tokensPerSecond = 0;
  const { answer } = await endingByDirectMessage(long, app.discord.people.ann);
  expect(inRuns(answer)).toBe('w1 … w400');
});

it('takes it when an asker refuses direct messages', async () => {
  const long = await openLongAsk({
    private: true,
    as: ({ discord }) => discord.addMember({ name: 'Bea', refusesDirectMessages: true }),
    expected: { refusals: ['403/50007'] },
  });
  const { app, ask } = long;
  await letTheInteractionEnd(long);
  long.release();
  app.forget(ask);
  await expect.poll(() => app.log.count('reply-ended')).toBe(1);
  await (await app.ask('And now?')).ends();
});
