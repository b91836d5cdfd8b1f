// Many messages of a channel deleted in one go, as moderating bots do it.
import { expect, it } from 'vitest';
import { openApp } from '../../support/app.ts';
import { createGate } from '../../support/gate.ts';
import { textIn, toldIn } from '../../support/told.ts';

it('stops the questions among them that run or wait, and forgets those that were answered', async () => {
  const app = await openApp();
  const { ann, mod } = app.discord.people;
  const { channel } = app.discord;
  const answered = app.write('<@bot> One?');
  await answered.ends();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const running = app.write('<@bot> Two?', { repliesTo: answered.reply() });
  await running.shows(/Thinking/);
  const waiting = app.write('<@bot> Three?', { by: mod });
  await waiting.shows(/in line/);
  const chatter = ann.write(channel, 'Hello');
  const questions = [answered, running, waiting].map(({ message }) => message);
  app.discord.deleteMessages(channel, [chatter, ...questions]);
  await Promise.all([running.ends(), waiting.ends()]);
  gate.open();
  await app.write('<@bot> Four?', { repliesTo: running.reply() }).ends();
  expect(textIn(toldIn(app).at(-1))).toBe('Four?');
  expect(toldIn(app)).toHaveLength(3);
});

it('ends everything that is deleted with its replies, and asks the model for nothing of it', async () => {
  const app = await openApp({ expected: { possibleRefusals: ['404/10008'] } });
  const { channel } = app.discord;
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
  const running = app.write('<@bot> One?');
  await running.shows(/Thinking/);
  const waiting = app.write('<@bot> Two?', { by: app.discord.people.mod });
  await waiting.shows(/in line/);
  const all = [running, waiting].flatMap((ask) => [ask.message, ...ask.pages()]);
  [running, waiting].forEach(app.forget);
  app.discord.deleteMessages(channel, all);
  await app.ollama.waitFor(() => app.ollama.chats()[0]?.closedByClientAt !== undefined);
  gate.open();
  await app.write('<@bot> Three?').ends();
  expect(toldIn(app).map(textIn)).toEqual(['One?', 'Three?']);
  await expect.poll(() => app.log.count('reply-ended')).toBe(3);
});

it('takes answers out of the conversation that goes on after them', async () => {
  const app = await openApp();
  const one = app.write('<@bot> One?');
  await one.ends();
  const two = app.write('<@bot> Two?', { repliesTo: one.reply() });
  await two.ends();
  const three = app.write('<@bot> Three?', { repliesTo: two.reply() });
  await three.ends();
  app.discord.deleteMessages(app.discord.channel, [one.reply(), two.reply()]);
  [one, two].forEach(app.forget);
  await expect.poll(() => app.log.count('turn-removed')).toBe(2);
  await app.write('<@bot> Four?', { repliesTo: three.reply() }).ends();
  expect(textIn(toldIn(app)[3])).toMatch(/^Three\?\nw1 .*w20\nFour\?$/);
});
