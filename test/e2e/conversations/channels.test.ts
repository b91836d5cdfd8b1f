import { PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { openApp } from '../../support/app.ts';
import { noticesIn } from '../../support/open-conversation.ts';
import { textIn, toldIn } from '../../support/told.ts';
import { spoken } from '../../support/world.ts';

describe('a mention', () => {
  it('is answered under the message, without the question and without a ping', async () => {
    const app = await openApp();
    const asked = app.write('<@bot> Why is the sky blue?');
    const screen = await asked.ends();
    expect(screen.question).toBe('');
    expect(screen.answer).toMatch(/^w1 .* w20$/);
    expect(asked.reply().reference).toMatchObject({ message: asked.message, isPing: false });
    expect(textIn(toldIn(app)[0])).toBe('Why is the sky blue?');
  });

  it('in a reply to somebody else asks about that message', async () => {
    const app = await openApp({ messageContent: true });
    const subject = app.discord.people.mod.write(app.discord.channel, 'The sky is green.');
    await app.write('<@bot>', { repliesTo: subject }).ends();
    expect(textIn(toldIn(app)[0])).toMatch(/Mod[\s\S]*The sky is green\./);
  });

  it('in a reply that Discord withholds is told how to ask about it', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const subject = mod.write(app.discord.channel, 'The sky is green.');
    ann.write(app.discord.channel, spoken('<@bot>', app.discord), { repliesTo: subject });
    await app.discord.waitFor(() => noticesIn(app.discord, app.discord.channel).length > 0);
    expect(noticesIn(app.discord, app.discord.channel)).toEqual([
      'I cannot read that message. Use "Ask about this" in its menu, under Apps, and I can.',
    ]);
  });

  it('with nothing else is told how to ask, and not again soon', async () => {
    const app = await openApp();
    const { ann, mod } = app.discord.people;
    const hint = 'What would you like to know? Write it after the mention, or use `/ask`.';
    for (const by of [ann, ann, mod]) by.write(app.discord.channel, spoken('<@bot>', app.discord));
    await app.discord.waitFor(() => noticesIn(app.discord, app.discord.channel).length === 2);
    await app.write('<@bot> Now?').ends();
    expect(noticesIn(app.discord, app.discord.channel)).toEqual([hint, hint]);
  });

  it('of everybody, by a bot, or in what the bot wrote itself is none', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const robot = app.discord.addMember({ name: 'Robot', isBot: true });
    ann.write(app.discord.channel, '@everyone Why?');
    robot.write(app.discord.channel, spoken('<@bot> Why?', app.discord));
    await app.write('<@bot> Now?').ends();
    expect(toldIn(app)).toHaveLength(1);
  });

  it('comes twice from Discord and is answered once', async () => {
    const app = await openApp();
    const asked = app.write('<@bot> Why?');
    expect(app.discord.gateway.repeat('MESSAGE_CREATE')).toBe(true);
    await asked.ends();
    expect(toldIn(app)).toHaveLength(1);
  });
});

describe('a reply to an answer', () => {
  it('goes on from it, and each older answer is a branch', async () => {
    const app = await openApp();
    const one = app.write('<@bot> One?');
    await one.ends();
    await app.write('Two?', { repliesTo: one.reply() }).ends();
    const by = app.discord.people.mod;
    await app.write('Other?', { repliesTo: one.reply(), by }).ends();
    const [, two, other] = toldIn(app).map(textIn);
    expect(two).toMatch(/^One\?\nw1 .* w20\nTwo\?$/);
    expect(other).toMatch(/One\?\n[\s\S]*w20\n[\s\S]*Other\?$/);
    expect(other).not.toContain('Two?');
  });

  it('to a command needs a mention where Discord withholds other text, and says so once', async () => {
    const app = await openApp();
    const asked = await app.ask('One?');
    await asked.ends();
    const { ann } = app.discord.people;
    const { channel } = app.discord;
    for (const text of ['Two?', 'Please?']) ann.write(channel, text, { repliesTo: asked.reply() });
    await app.discord.waitFor(() => noticesIn(app.discord, channel).length > 0);
    await app.write('<@bot> Two!', { repliesTo: asked.reply() }).ends();
    expect(noticesIn(app.discord, channel)).toEqual([
      'I can read a reply only when it mentions me. Mention me in it, or use `/ask`.',
    ]);
    expect(textIn(toldIn(app)[1])).toMatch(/^One\?\nw1 .* w20\nTwo!$/);
  });

  it('waits for that answer, and sees it', async () => {
    const app = await openApp({ ollama: { tokensPerSecond: 40 } });
    const one = app.write('<@bot> One?');
    await one.shows(/Thinking/);
    const two = app.write('Two?', { repliesTo: one.reply(), by: app.discord.people.mod });
    await Promise.all([one.ends(), two.ends()]);
    expect(textIn(toldIn(app)[1])).toMatch(/One\?\nw1 .* w20\n[\s\S]*Two\?$/);
  });
});

describe('a question that cannot be taken', () => {
  it('is answered in words under the message, once a minute, and nothing is kept', async () => {
    const app = await openApp();
    const { channel } = app.discord;
    const { ann } = app.discord.people;
    for (const name of ['One', 'Two']) {
      ann.write(channel, spoken(`<@bot> ${name} ${'long '.repeat(390)}`, app.discord), {
        files: [{ name: 'a.zip', content: 'PK', contentType: 'application/zip' }],
      });
    }
    await app.discord.waitFor(() => noticesIn(app.discord, channel).length > 0);
    await app.write('<@bot> Now?').ends();
    expect(noticesIn(app.discord, channel)).toHaveLength(1);
    expect(noticesIn(app.discord, channel)[0]).toMatch(/^\*\*.*a\.zip/);
    expect(toldIn(app)).toHaveLength(1);
  });

  it('leaves a line in the log, and nothing else, where the bot may not write', async () => {
    const app = await openApp();
    const { ViewChannel, ReadMessageHistory } = PermissionFlagsBits;
    const channel = app.discord.addChannel({ botPermissions: [ViewChannel, ReadMessageHistory] });
    app.discord.people.ann.write(channel, spoken('<@bot> secret', app.discord));
    await app.write('<@bot> Now?').ends();
    expect(app.discord.messages(channel)).toHaveLength(1);
    expect(toldIn(app)).toHaveLength(1);
  });
});
