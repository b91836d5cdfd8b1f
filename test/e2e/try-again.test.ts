import { describe, expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../playground/redis.ts';
import type { Interaction, Person } from '../../playground/local-discord/index.ts';
import type { Script } from '../../playground/stand-in-ollama/script.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import type { ReplyOnScreen } from '../support/ask-on-screen.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { redisTexts } from '../support/redis-texts.ts';
import { openTestRedis } from '../support/redis.ts';
import { isFinal } from '../support/screen.ts';
import { textIn, toldIn } from '../support/told.ts';
import { openWorld, spoken, type World, type WorldOptions } from '../support/world.ts';

const first: Script = { reasoning: thoughts(3), answer: words(20, 'a') };
const second: Script = { reasoning: thoughts(3), answer: words(20, 'b') };

/** Says one after the other; the last again and again. */
function inTurn(...scripts: [Script, ...Script[]]): () => Script {
  const left = scripts.values();
  let said = scripts[0];
  return () => {
    said = left.next().value ?? said;
    return said;
  };
}

const again = (
  retries: number,
  script: () => Script = inTurn(first, second),
  given: WorldOptions = {},
): WorldOptions => ({ ...given, expected: { retries, ...given.expected }, ollama: { script } });

async function expectAnswer(ask: ReplyOnScreen, answer: string): Promise<void> {
  await ask.until((screen) => inRuns(screen.answer) === answer);
  expect((await ask.shows(/^-# /)).status).toMatch(/in all$|only you can see this$/);
}

/** What the presser is told. */
async function told({ discord }: Pick<World, 'discord'>, press: Interaction): Promise<string> {
  await discord.waitFor(() => press.followups.length > 0, { what: 'words to the presser' });
  return press.followups.map(({ text }) => text).join('\n');
}

/** Holds the model in its next answer. */
function hold({ ollama }: Pick<World, 'ollama'>): Gate {
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 5, until: gate.opened });
  return gate;
}

async function answered(app: TestApp, options: Parameters<TestApp['ask']>[1] = {}) {
  const ask = await app.ask('Why is the sky blue?', options);
  await ask.ends();
  return ask;
}

describe('an answer that is tried again', () => {
  it('comes in the same message, through all that an answer goes through', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app);
    const message = ask.reply();
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
    expect(ask.pages()).toEqual([message]);
    expect(app.discord.messages(app.discord.channel)).toHaveLength(1);
    expect(app.ollama.chats()).toHaveLength(2);
    const [one, other] = app.ollama.chats().map(({ body }) => body);
    expect(other).toEqual(one);
  });

  it('can be stopped, and tried again from there', async () => {
    const app = await openApp(again(2));
    const ask = await answered(app);
    const gate = hold(app);
    ask.press('Try again');
    await ask.shows(/Thinking|Answering/);
    expect(ask.screen().answer).not.toContain('a1');
    ask.press('Stop');
    await ask.shows(/^-# Stopped by Ann/);
    gate.open();
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
  });

  it('is made anew after a failure', async () => {
    const app = await openApp(again(1));
    app.ollama.fail({ type: 'status', status: 500, error: 'out of order' });
    const ask = await app.ask();
    await ask.ends();
    ask.press('Try again');
    await expectAnswer(ask, 'a1 … a20');
  });

  it('takes fewer messages when it is shorter, and more when it is longer', async () => {
    const long = { answer: words(1_500, 'c') };
    const app = await openApp(again(2, inTurn(long, second, long)));
    const ask = await answered(app);
    expect(ask.pages().length).toBeGreaterThan(2);
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
    await ask.until(() => ask.pages().length === 1);
    ask.press('Try again');
    await expectAnswer(ask, 'c1 … c1500');
  });

  it('comes where only the asker has installed the bot', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app, { channel: app.discord.outsideChannel });
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
  });

  it('stays private', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app, { private: true });
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
    const { channel, people } = app.discord;
    expect(app.discord.messages(channel, { as: people.mod })).toEqual([]);
  });

  it('is not offered where the press alone could not bring all of it', async () => {
    const app = await openApp(again(0, inTurn({ answer: words(1_500) })));
    const ask = await answered(app, { private: true });
    expect(ask.pages().length).toBeGreaterThan(1);
    expect(ask.screen().buttons).toEqual([]);
  });
});

describe('an answer to a message that is tried again', () => {
  it('comes in the same messages, in the words as they stand now', async () => {
    const redis = await openTestRedis();
    const app = await openApp({ ...again(1), redis });
    const asked = app.write('<@bot> Why is the sky blue?');
    await asked.ends();
    const message = asked.reply();
    app.discord.people.ann.edit(asked.message, spoken('<@bot> Why is the sea blue?', app.discord));
    const kept = async () => [...(await redisTexts(redis)).values()].join('\n');
    await expect.poll(kept).toContain('Why is the sea blue?');
    asked.press('Try again');
    await expectAnswer(asked, 'b1 … b20');
    expect(asked.pages()).toEqual([message]);
    expect(toldIn(app).map(textIn)).toEqual(['Why is the sky blue?', 'Why is the sea blue?']);
  });
});

describe('whoever tries again', () => {
  it('is the asker or a moderator', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app);
    ask.press('Try again', app.discord.people.mod);
    await expectAnswer(ask, 'b1 … b20');
  });

  it('can be stopped by the asker as well', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app);
    hold(app);
    ask.press('Try again', app.discord.people.mod);
    await ask.shows(/Thinking|Answering/);
    ask.press('Stop');
    expect((await ask.ends()).status).toMatch(/^-# Stopped by Ann/);
  });

  it('is nobody else, who is told so alone', async () => {
    const app = await openApp(again(0));
    const eve = app.discord.addMember({ name: 'Eve' });
    const ask = await answered(app);
    const press = ask.press('Try again', eve);
    expect(await told(app, press)).toMatch(/^Only the person who asked and moderators can try/);
    expect(app.ollama.chats()).toHaveLength(1);
  });

  it('gets one answer, however often it is pressed at once', async () => {
    const app = await openApp(again(1));
    const ask = await answered(app);
    const { ann, mod } = app.discord.people;
    const presses = [ann, mod, ann].map((person: Person) => ask.press('Try again', person));
    await expectAnswer(ask, 'b1 … b20');
    expect(await Promise.all(presses.map((press) => press.settled()))).toEqual(
      presses.map(() => 'acknowledged'),
    );
    expect(app.ollama.chats()).toHaveLength(2);
  });

  it('is held to the limits of a new question, and the old answer stays', async () => {
    const app = await openApp(again(0));
    const ask = await answered(app);
    const gate = hold(app);
    const running = await app.ask('one');
    await running.shows(/Thinking|Answering/);
    const waiting = await app.ask('two');
    await waiting.shows(/Next in line/);
    const others = [await app.ask('three'), await app.ask('four')];
    await others[1]?.shows(/3rd in line/);
    const press = ask.press('Try again');
    expect(await told(app, press)).toMatch(/^\*\*You have 3 questions waiting already\.\*\*/);
    expect(inRuns(ask.screen().answer)).toBe('a1 … a20');
    gate.open();
    for (const other of [running, waiting, ...others]) await other.ends();
  });
});

describe('a try', () => {
  async function openApart(retries: number) {
    const world = await openWorld(again(retries));
    await startApp(world, { roles: ['worker'] });
    const bot = await startAppProcess(world, 'bot');
    const ask = await world.ask();
    await ask.ends();
    return { world, bot, ask };
  }

  it.each(['waits', 'is answered'])(
    'outlives its bot that is killed while it %s',
    async (phase) => {
      const { world, bot, ask } = await openApart(1);
      const gate = hold(world);
      const before = phase === 'waits' ? await world.ask('before') : undefined;
      await before?.shows(/Thinking|Answering/);
      ask.press('Try again');
      await ask.shows(before ? /Next in line/ : /Thinking|Answering/);
      await bot.kill('SIGKILL');
      gate.open();
      await startApp(world, { roles: ['bot'] });
      await before?.ends({ timeoutMs: 20_000 });
      await ask.shows(/in all/, { timeoutMs: 20_000 });
      expect(inRuns(ask.screen().answer)).toBe('b1 … b20');
      const shown = world.discord.messages(world.discord.channel);
      expect(shown).toHaveLength(before ? 2 : 1);
      expect(shown.filter(({ current }) => isFinal(current))).toHaveLength(before ? 2 : 1);
    },
  );

  it('outlives a Redis that is killed and comes back with its data', async () => {
    const redis = await startRedis({ appendOnly: 'everysec' });
    onTestFinished(() => redis.close());
    const app = await openApp({
      ...again(1),
      redis: { url: redis.url, prefix: 'aloud' },
    });
    const ask = await answered(app);
    const gate = hold(app);
    ask.press('Try again');
    await ask.shows(/Thinking|Answering/);
    await redis.kill('SIGKILL');
    gate.open();
    await redis.restart();
    await ask.shows(/in all/, { timeoutMs: 20_000 });
    await expectAnswer(ask, 'b1 … b20');
  });

  it('changes nothing while Redis is away, and can be pressed again', async () => {
    const redis = await startRedis({ appendOnly: 'everysec' });
    onTestFinished(() => redis.close());
    const app = await openApp({
      ...again(1, inTurn(first, second), { expected: { errors: ['press-failed'] } }),
      redis: { url: redis.url, prefix: 'aloud' },
    });
    const ask = await answered(app);
    await redis.kill('SIGKILL');
    expect(await told(app, ask.press('Try again'))).toMatch(/^That could not be done just now\./);
    expect(inRuns(ask.screen().answer)).toBe('a1 … a20');
    await redis.restart();
    await expect.poll(() => app.log.count('redis-back')).toBeGreaterThan(0);
    ask.press('Try again');
    await expectAnswer(ask, 'b1 … b20');
  });
});

it('leaves the old answer to a question that goes on from it and stands in the line already', async () => {
  const app = await openApp({ expected: { retries: 1 } });
  const { ann, mod } = app.discord.people;
  const channel = app.discord.directChannel(ann);
  const one = app.write('One?', { channel });
  await one.ends();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const other = app.write('<@bot> Other?', { by: mod });
  await other.shows(/Thinking/);
  const two = app.write('Two?', { channel });
  await two.shows(/in line/);
  one.press('Try again');
  await one.until(({ status }) => /in line|Waiting|Next/.test(status));
  gate.open();
  await Promise.all([other.ends(), two.ends(), one.ends()]);
  const [, , told] = toldIn(app).map(textIn);
  expect(told).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});
