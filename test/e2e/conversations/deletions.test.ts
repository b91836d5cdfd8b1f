import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../support/app.ts';
import { createGate } from '../../support/gate.ts';
import { openTestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';
import { textIn, toldIn } from '../../support/told.ts';
import { spoken } from '../../support/world.ts';

describe('a question that is deleted', () => {
  it('while it waits or is answered is stopped, and no part of what follows', async () => {
    const app = await openApp();
    const gate = createGate();
    app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('One?', { channel });
    await one.shows(/Thinking/);
    const two = app.write('Two?', { channel });
    await two.until(({ status }) => status !== '');
    ann.delete(two.message);
    expect((await two.ends()).status).toMatch(
      /^-# Stopped after \d+ s: the question was deleted\.$/,
    );
    ann.delete(one.message);
    expect((await one.ends()).status).toMatch(
      /^-# Stopped after \d+ s: the question was deleted\.$/,
    );
    gate.open();
    await app.write('Three?', { channel }).ends();
    expect(textIn(toldIn(app).at(-1))).toBe('Three?');
  });

  it('after it was answered leaves the conversation with its answer', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('One?', { channel });
    await one.ends();
    await app.write('Two?', { channel }).ends();
    ann.delete(one.message);
    await app.write('Three?', { channel }).ends();
    expect(textIn(toldIn(app)[2])).toMatch(/^Two\?\nw1 .*w20\nThree\?$/);
  });

  it('is kept nowhere, nor are its answers', async () => {
    const redis = await openTestRedis();
    const app = await openApp({ redis, expected: { retries: 1 } });
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('A secret?', { channel });
    await one.ends();
    one.press('Try again');
    await app.ollama.waitFor(() => app.ollama.chats().length === 2);
    await one.ends();
    const kept = async () => [...(await redisTexts(redis)).values()].join('\n');
    for (const text of ['A secret', 'λ1 ', 'w1 ']) expect(await kept()).toContain(text);
    ann.delete(one.message);
    await expect.poll(kept).not.toMatch(/A secret|λ1 |w1 /);

    const gate = createGate();
    app.ollama.fail({ type: 'hang', afterTokens: 3, until: gate.opened });
    const two = app.write('Another secret?', { channel });
    await two.shows(/Thinking/);
    ann.delete(two.message);
    await two.ends();
    gate.open();
    await expect.poll(kept).not.toMatch(/Another secret|λ1 |w1 /);
  });

  it('in part leaves the other parts', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const channel = app.discord.directChannel(ann);
    const one = app.write('One,', { channel });
    await one.until(({ status }) => status !== '');
    const secret = ann.write(channel, 'a secret,');
    ann.write(channel, 'two?');
    ann.delete(secret);
    await one.ends();
    expect(textIn(toldIn(app)[0])).toMatch(/^One,\s+two\?$/);
  });
});

it('an answer that is deleted leaves the conversation with its question', async () => {
  const app = await openApp();
  const one = app.write('<@bot> One?');
  await one.ends();
  const two = app.write('Two?', { repliesTo: one.reply() });
  await two.ends();
  const keeper = app.discord.addMember({
    name: 'Keeper',
    permissions: PermissionFlagsBits.ManageMessages,
  });
  keeper.delete(one.reply());
  app.forget(one);
  await app.write('Three?', { repliesTo: two.reply() }).ends();
  expect(textIn(toldIn(app)[2])).toMatch(/^Two\?\nw1 .*w20\nThree\?$/);
});

it('a question that is edited is remembered in its new words', async () => {
  const app = await openApp();
  const { ann } = app.discord.people;
  const one = app.write('<@bot> One?');
  await one.ends();
  ann.edit(one.message, spoken('<@bot> Better?', app.discord));
  await app.write('Two?', { repliesTo: one.reply() }).ends();
  expect(textIn(toldIn(app)[1])).toMatch(/^Better\?\nw1 .*w20\nTwo\?$/);
});

it('the words of a question that waits are those that it has when its turn comes', async () => {
  const app = await openApp();
  const { ann } = app.discord.people;
  const one = app.write('One?', { channel: app.discord.directChannel(ann) });
  await one.until(({ status }) => status !== '');
  ann.edit(one.message, 'Better?');
  await one.ends();
  expect(textIn(toldIn(app)[0])).toBe('Better?');
});
