import { describe, expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../playground/redis.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate, type Gate } from '../support/gate.ts';
import { openHostCard, useGpu } from '../support/host-card.ts';
import { openWorld, type World } from '../support/world.ts';

const minuteMs = 60_000;

/** Holds the model in its next answer. */
function holdModel({ ollama }: Pick<World, 'ollama'>): Gate {
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  return gate;
}

const expectAnswer = async (ask: AskOnScreen) =>
  expect((await ask.ends()).status).toMatch(/in all/);

/** The second (Unix) at which the status says that the rest ends. */
function untilOf(text: string): number {
  return Number(/<t:(\d+):t>/.exec(text)?.[1]);
}

async function expectFreed({ ollama }: Pick<World, 'ollama'>): Promise<void> {
  await expect.poll(() => ollama.loadedModels(), { timeout: 5_000 }).toEqual([]);
}

const unloadsOf = ({ ollama }: Pick<World, 'ollama'>) =>
  ollama.requests.filter(({ body }) => body['keep_alive'] === 0).map(({ body }) => body['model']);

/** From half an hour ago for so long. */
function quietFor(minutes: number) {
  const minuteNow = Math.floor((Date.now() % (24 * 60 * minuteMs)) / minuteMs);
  const inDay = (minute: number) => (minute + 24 * 60) % (24 * 60);
  const fromMinute = inDay(minuteNow - 30);
  return { spans: [{ fromMinute, toMinute: inDay(fromMinute + minutes) }], zone: 'UTC' };
}

describe('a pause', () => {
  it('lets the running answer come to its end, then frees the card, and begins no other', async () => {
    const app = await openApp();
    const gate = holdModel(app);
    const running = await app.ask('one');
    await running.shows(/Thinking/);
    const waiting = await app.ask('two');
    await waiting.shows(/^\*\*Next in line\*\*/);
    const before = Date.now();
    const told = await openHostCard(app).pause({ minutes: 120, reason: 'gaming' });
    expect(told).toMatch(
      /^\*\*Paused until <t:\d+:t>\*\* · "gaming"\nThe running answer goes on to its end\.\nWhoever asks meanwhile joins the line\.$/,
    );
    const endsInMs = untilOf(told) * 1_000 - before;
    expect(Math.abs(endsInMs - 120 * minuteMs)).toBeLessThan(10_000);
    const { status } = await waiting.shows(/^\*\*Paused until/);
    expect(status).toBe(`**Paused until <t:${untilOf(told)}:t>** · next in line · "gaming"`);
    gate.open();
    await expectAnswer(running);
    await expectFreed(app);
    expect(unloadsOf(app)).toEqual(['deepseek-r1:8b']);
    expect(waiting.statuses().filter((told) => told.startsWith('**Paused'))).toEqual([status]);
    expect(app.ollama.chats()).toHaveLength(1);
    await openHostCard(app).resume();
    await expectAnswer(waiting);
  });

  it('lets new questions join the line, in private and in a direct message too, and answers them afterwards', async () => {
    const app = await openApp();
    const card = openHostCard(app);
    expect(await card.pause()).toBe(
      '**Paused by the host**\nWhoever asks meanwhile joins the line.',
    );
    const first = await app.ask('one');
    await first.shows(/^\*\*Paused by the host\*\* · next in line$/);
    const second = await app.ask('two', { private: true });
    await second.shows(/^\*\*Paused by the host\*\* · 2nd in line · only you can see this$/);
    const channel = app.discord.directChannel(app.discord.people.ann);
    const third = await app.ask('three', { channel });
    await third.shows(/^\*\*Paused by the host\*\* · 3rd in line$/);
    expect(await card.resume()).toBe('**The pause is over.**');
    await Promise.all([first, second, third].map(expectAnswer));
  });

  it('stops the running answer when that is wanted, which says so and keeps its text', async () => {
    const app = await openApp();
    holdModel(app);
    const running = await app.ask('one');
    await running.until(({ reasoning }) => reasoning !== '');
    const told = await openHostCard(app).pause({ 'stop-running': true });
    expect(told).toContain('\nThe running answer was stopped.\n');
    const { status, reasoning } = await running.ends();
    expect(status).toMatch(/^-# Stopped by Owner after \d+ s: the card is paused\.$/);
    expect(reasoning).toContain('λ1');
    await app.ollama.waitFor(() => app.ollama.chats()[0]?.closedByClientAt !== undefined);
    await expectFreed(app);
  });

  it('lets no load go on for a question that has to wait', async () => {
    const app = await openApp();
    app.ollama.fail({ type: 'slow-load', until: createGate().opened });
    const running = await app.ask('one');
    await running.shows(/Loading/);
    const waiting = await app.ask('two');
    await waiting.shows(/in line/);
    await openHostCard(app).pause();
    await waiting.shows(/^\*\*Paused/);
    running.press('Stop');
    await running.ends();
    await app.ollama.waitFor(() => app.ollama.loads.length === 1);
    expect(app.ollama.loads).toMatchObject([{ outcome: 'aborted' }]);
    await openHostCard(app).resume();
    await expectAnswer(waiting);
  });

  it('ends by itself when its time is over', async () => {
    const app = await openApp();
    const card = openHostCard(app);
    await card.pause({ minutes: 1 });
    const waiting = await app.ask();
    await waiting.shows(/^\*\*Paused until/);
    await card.letPauseEnd();
    await expectAnswer(waiting);
  });

  it('can be made anew, with another end and another reason', async () => {
    const app = await openApp();
    const card = openHostCard(app);
    await card.pause({ minutes: 10, reason: 'lunch' });
    const waiting = await app.ask();
    await waiting.shows(/ · "lunch"$/);
    await card.pause({ reason: 'a long lunch' });
    await waiting.shows(/^\*\*Paused by the host\*\* · next in line · "a long lunch"$/);
    await card.resume();
    await expectAnswer(waiting);
  });

  it('shows a reason as it was written, whatever that is', async () => {
    const app = await openApp();
    const card = openHostCard(app);
    const reason = `**x** @everyone <@${app.discord.people.ann.id}> [a](https://evil.example) \`b\``;
    await card.pause({ reason });
    const waiting = await app.ask();
    const { status } = await waiting.shows(/^\*\*Paused by the host\*\* · next in line · "/);
    expect(status).not.toMatch(/(?<!\\)[[\]<>`]|:\/\/|" \*\*x/);
    expect(status).toContain(String.raw`\*\*x\*\*`);
    await card.resume();
    await expectAnswer(waiting);
  });

  it('outlives the bot and the worker', async () => {
    const world = await openWorld();
    const first = await startApp(world);
    const card = openHostCard(world);
    await card.pause({ reason: 'gaming' });
    const waiting = await world.ask();
    await waiting.shows(/^\*\*Paused by the host\*\*/);
    await first.close();
    await startApp(world);
    const later = await world.ask('later');
    await later.shows(/^\*\*Paused by the host\*\* · 2nd in line · "gaming"$/);
    expect(world.ollama.chats()).toEqual([]);
    await card.resume();
    await Promise.all([waiting, later].map(expectAnswer));
  });

  it('is told to whoever may have no further question in the line: the wait begins with its end', async () => {
    const app = await openApp();
    const card = openHostCard(app);
    await card.pause({ minutes: 120 });
    const waiting = [await app.ask('one'), await app.ask('two'), await app.ask('three')];
    await waiting[2]?.shows(/3rd in line/);
    const refused = await app.ask('four');
    const { status } = await refused.ends();
    expect(status).toMatch(/^\*\*You have 3 questions waiting already\.\*\* .* in about 2 h\.$/);
    await card.resume();
    await Promise.all(waiting.map(expectAnswer));
  });
});

describe('quiet hours', () => {
  it('keep the card from questions, and tell until when', async () => {
    const world = await openWorld();
    const config = { quietHours: quietFor(90) };
    await startApp(world, { roles: ['bot'] });
    await startApp(world, { roles: ['worker'], config });
    await expect.poll(() => openHostCard(world).status()).toMatch(/^\*\*Quiet hours until/);
    const waiting = await world.ask();
    const { status } = await waiting.shows(/^\*\*Quiet hours until <t:\d+:t>\*\* · next in line$/);
    const endsInMs = untilOf(status) * 1_000 - Date.now();
    expect(endsInMs).toBeGreaterThan(58 * minuteMs);
    expect(endsInMs).toBeLessThanOrEqual(60 * minuteMs);
    expect(await openHostCard(world).resume()).toMatch(
      /^Nothing was paused\.\n\*\*Quiet hours until <t:\d+:t>\*\*$/,
    );
    expect(world.ollama.chats()).toEqual([]);
    // Another card is not quiet.
    await startApp(world, { roles: ['worker'] });
    await expectAnswer(waiting);
  });
});

describe('/gpu status', () => {
  const statusOf = (app: TestApp) => openHostCard(app).status();

  it('tells what the workers do and what is in their memory', async () => {
    const config = { workerName: 'gpu-box', quietHours: quietFor(10) };
    const app = await openApp({ config });
    const gate = holdModel(app);
    const running = await app.ask('one');
    await running.shows(/Thinking/);
    const waiting = await app.ask('two');
    await waiting.shows(/in line/);
    const { pause } = openHostCard(app);
    await pause({ minutes: 5, reason: 'gaming' });
    const quiet = String.raw`quiet \d\d:\d\d-\d\d:\d\d \(UTC\)`;
    const loaded = String.raw`deepseek-r1:8b \(6 GB of VRAM\)`;
    await expect
      .poll(() => statusOf(app))
      .toMatch(
        new RegExp(
          String.raw`^\*\*Paused until <t:\d+:t>\*\* · "gaming" · by Owner\n1 answer runs · 1 question waits\n\*\*gpu-box\*\* · ${loaded} · ${quiet}$`,
        ),
      );
    gate.open();
    await expectAnswer(running);
    await expect.poll(() => statusOf(app)).toContain('**gpu-box** · no model in memory');
    await openHostCard(app).resume();
    await expectAnswer(waiting);
    expect(await statusOf(app)).toMatch(
      /^\*\*Taking questions\*\*\nNo answer runs · no question waits/,
    );
  });
});

it('/gpu is refused to everybody but operators, and told to them alone', async () => {
  const app = await openApp();
  const { ann, mod } = app.discord.people;
  const refusal =
    '**Only the people who run this bot can do this.** Its host decides who they are.';
  const channel = app.discord.directChannel(ann);
  expect(await useGpu(app, { by: ann, command: 'pause', channel })).toBe(refusal);
  for (const command of ['pause', 'resume', 'status'] as const) {
    expect(await useGpu(app, { by: mod, command })).toBe(refusal);
  }
  await expectAnswer(await app.ask());
});

it('/gpu says so when the pause cannot be reached', async () => {
  const server = await startRedis({ appendOnly: 'always' });
  onTestFinished(() => server.close());
  const app = await openApp({ redis: { url: server.url, prefix: 'aloud' } });
  await server.kill('SIGSTOP');
  const card = openHostCard(app);
  const words = /^\*\*It is not known just now whether the card is paused\.\*\* /;
  for (const told of await Promise.all([card.pause(), card.resume(), card.status()])) {
    expect(told).toMatch(words);
  }
  await server.kill('SIGCONT');
});

it('/gpu is open to those whom the host has named', async () => {
  const world = await openWorld();
  const { mod } = world.discord.people;
  await startApp(world, { config: { operatorIds: [mod.id] } });
  expect(await useGpu(world, { by: mod, command: 'resume' })).toBe('Nothing was paused.');
});
