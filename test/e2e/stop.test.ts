import { expect, it } from 'vitest';
import { openApp, type TestApp } from '../support/app.ts';
import type { AskOnScreen } from '../support/ask-on-screen.ts';
import { createGate } from '../support/gate.ts';
import { words } from '../support/model-words.ts';

/** From the press to the closed connection: 100 ms, and as much again for the way there. */
const closeLimitMs = 200;

type Hold = (app: TestApp) => void;

const never = createGate().opened;
const holdAnswer =
  (afterTokens: number): Hold =>
  ({ ollama }) =>
    ollama.fail({ type: 'hang', afterTokens });

const phases: [phase: string, hold: Hold, status: RegExp, shown: string][] = [
  ['reading', holdAnswer(0), /Reading/, ''],
  ['thinking', holdAnswer(6), /Thinking/, 'λ6'],
  ['answering', holdAnswer(20), /Answering/, 'w8'],
];

async function expectClosedSoon({ ollama }: TestApp, pressedAt: number): Promise<void> {
  await ollama.waitFor(() => ollama.chats()[0]?.closedByClientAt !== undefined);
  expect((ollama.chats()[0]?.closedByClientAt ?? 0) - pressedAt).toBeLessThan(closeLimitMs);
}

it.each(phases)('stops while the model is %s, and keeps the text so far', async (...row) => {
  const [, hold, status, shown] = row;
  const app = await openApp();
  hold(app);
  const question = await app.ask();
  await question.shows(status);
  await question.until(({ reasoning, answer }) => `${reasoning} ${answer}`.includes(shown));
  const pressedAt = Date.now();
  question.press('Stop');
  await expectClosedSoon(app, pressedAt);
  const end = await question.ends();
  expect(end.status).toMatch(/^-# Stopped by Ann after \d+ s\.$/);
  expect(`${end.reasoning} ${end.answer}`).toContain(shown);
});

it('stops while the question waits in the line, which closes up', async () => {
  const app = await openApp();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const first = await app.ask('one');
  await first.shows(/Thinking/);
  const second = await app.ask('two');
  await second.shows(/Next in line/);
  const third = await app.ask('three');
  await third.shows(/2nd in line/);
  second.press('Stop');
  expect((await second.ends()).status).toMatch(/^-# Stopped by Ann\b/);
  await third.shows(/Next in line/);
  gate.open();
  await Promise.all([first.ends(), third.ends()]);
  expect(app.ollama.chats()).toHaveLength(2);
});

it('stops while the model is loading, and the load with it when nobody else wants it', async () => {
  const app = await openApp();
  app.ollama.fail({ type: 'slow-load', until: never });
  const question = await app.ask();
  await question.shows(/Loading/);
  const pressedAt = Date.now();
  question.press('Stop');
  await app.ollama.waitFor(() => app.ollama.loads.length === 1);
  const [load] = app.ollama.loads;
  expect(load).toMatchObject({ outcome: 'aborted' });
  expect((load?.endedAt ?? 0) - pressedAt).toBeLessThan(closeLimitMs);
  expect((await question.ends()).status).toMatch(/^-# Stopped by Ann after \d+ s\.$/);
});

it('lets a load go on that another question waits for', async () => {
  const app = await openApp({ config: { workerConcurrency: 2 } });
  await expectLoadGoesOn(app, (other) => other.shows(/Loading/));
});

it('lets a load go on that a question in the line will want', async () => {
  const app = await openApp();
  await expectLoadGoesOn(app, (other) => other.shows(/Next in line/));
});

async function expectLoadGoesOn(
  app: TestApp,
  otherWaits: (other: AskOnScreen) => Promise<unknown>,
): Promise<void> {
  const load = createGate();
  app.ollama.fail({ type: 'slow-load', until: load.opened });
  const stopped = await app.ask('one');
  await stopped.shows(/Loading/);
  const other = await app.ask('two');
  await otherWaits(other);
  stopped.press('Stop');
  await stopped.ends();
  await other.shows(/Loading/);
  load.open();
  await other.ends();
  expect(app.ollama.loads.map(({ outcome }) => outcome)).toEqual(['loaded']);
}

it('stops for a moderator, whose name it tells', async () => {
  const app = await openApp();
  holdAnswer(20)(app);
  const question = await app.ask();
  await question.shows(/Answering/);
  question.press('Stop', app.discord.people.mod);
  expect((await question.ends()).status).toMatch(/^-# Stopped by Mod after /);
});

it('does not stop for anybody else, and tells them alone', async () => {
  const app = await openApp();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: gate.opened });
  const eve = app.discord.addMember({ name: 'Eve' });
  const question = await app.ask();
  await question.shows(/Answering/);
  const { channel, people } = app.discord;
  question.press('Stop', eve);
  const words = 'Only the person who asked and moderators can stop this answer.';
  await app.discord.waitFor(() =>
    app.discord.messages(channel, { as: eve }).some(({ text }) => text === words),
  );
  expect(app.discord.messages(channel, { as: people.ann })).toHaveLength(1);
  gate.open();
  expect((await question.ends()).status).toMatch(/in all$/);
});

it('stops once, however often it is pressed', async () => {
  const app = await openApp();
  holdAnswer(20)(app);
  const question = await app.ask();
  await question.shows(/Answering/);
  const presses = [
    question.press('Stop'),
    question.press('Stop', app.discord.people.mod),
    question.press('Stop'),
  ];
  await question.ends();
  expect(await Promise.all(presses.map((press) => press.settled()))).toEqual(
    presses.map(() => 'acknowledged'),
  );
});

it('stops a private question and one in a direct message', async () => {
  const app = await openApp({ config: { workerConcurrency: 2 }, ollama: { parallel: 2 } });
  for (const _ of [1, 2]) holdAnswer(20)(app);
  const direct = app.discord.directChannel(app.discord.people.ann);
  for (const options of [{ private: true }, { channel: direct }]) {
    const question = await app.ask('Why?', options);
    await question.shows(/Answering/);
    question.press('Stop');
    expect((await question.ends()).status).toMatch(/^-# Stopped by Ann after /);
  }
});

it('goes on with the next question at once', async () => {
  const app = await openApp({ ollama: { script: () => ({ answer: words(20) }) } });
  holdAnswer(5)(app);
  const first = await app.ask('one');
  await first.until(({ reasoning }) => reasoning !== '');
  const second = await app.ask('two');
  await second.shows(/Next in line/);
  first.press('Stop');
  await Promise.all([first.ends(), second.ends()]);
  const [stopped, next] = app.ollama.chats();
  expect((next?.startedAt ?? 0) - (stopped?.closedByClientAt ?? 0)).toBeLessThan(closeLimitMs);
});
