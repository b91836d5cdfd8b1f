import { ChannelType, ComponentType, PermissionFlagsBits } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { failureWords } from '../../../src/locales/failure-words.ts';
import { openApp } from '../../support/app.ts';
import { changeSettings } from '../../support/change-settings.ts';
import { continueInThread, nextThread, noticesIn } from '../../support/open-conversation.ts';
import { textIn, toldIn } from '../../support/told.ts';
import { spoken } from '../../support/world.ts';

describe('the button "Continue in a thread"', () => {
  it('opens one from the answer, named after the question, that says how to go on', async () => {
    const app = await openApp();
    const asked = await app.ask('Why is the **sky** blue?\nTell me.');
    await asked.ends();
    const thread = await continueInThread(app.discord, { reply: asked });
    expect(thread.id).toBe(asked.reply().id);
    expect(thread.name).toBe('Why is the **sky** blue?');
    expect(noticesIn(app.discord, thread)).toEqual([
      spoken(
        'To go on, mention <@bot> here, reply to any message of mine, or use `/ask`.',
        app.discord,
      ),
    ]);
  });

  it('leads everybody to the thread that is open', async () => {
    const app = await openApp({ expected: { refusals: ['400/160004'] } });
    const asked = await app.ask('Why?');
    await asked.ends();
    const thread = await continueInThread(app.discord, { reply: asked });
    const press = asked.press('Continue in a thread', app.discord.people.mod);
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toBe(`This conversation goes on in <#${thread.id}>.`);
    expect(press.response?.onlyFor).toBe(app.discord.people.mod.user);
  });

  it('is not there where the bot may open none, nor in a thread', async () => {
    const app = await openApp();
    const { ViewChannel, SendMessages, ReadMessageHistory } = PermissionFlagsBits;
    const botPermissions = [ViewChannel, SendMessages, ReadMessageHistory];
    const channel = app.discord.addChannel({ botPermissions });
    const asked = await app.ask('Why?', { channel });
    expect((await asked.ends()).buttons).not.toContain('Continue in a thread');
    const open = await app.ask('Why?');
    await open.ends();
    const thread = await continueInThread(app.discord, { reply: open });
    const inside = await app.ask('And?', { channel: thread });
    expect((await inside.ends()).buttons).not.toContain('Continue in a thread');
  });

  it('opens none for somebody who may open none there, and leads there when it is open', async () => {
    const app = await openApp({ expected: { refusals: ['400/160004'] } });
    const { ann, mod } = app.discord.people;
    const { CreatePublicThreads } = PermissionFlagsBits;
    app.discord.channel.overwrites.push(
      { id: ann.id, of: 'member', allow: 0n, deny: CreatePublicThreads },
      { id: mod.id, of: 'member', allow: 0n, deny: CreatePublicThreads },
    );
    const asked = await app.ask('Why?');
    await asked.ends();
    const press = asked.press('Continue in a thread');
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toMatch(/^\*\*You may not open threads here\.\*\*/);
    const thread = await continueInThread(app.discord, { reply: asked, by: mod });
    const later = asked.press('Continue in a thread');
    const place = await app.discord.waitFor(() => later.response?.text);
    expect(place).toBe(`This conversation goes on in <#${thread.id}>.`);
  });

  it('opens none for somebody who is blocked', async () => {
    const app = await openApp();
    const eve = app.discord.addMember({ name: 'Eve' });
    await changeSettings(app, { blockedMemberIds: [eve.id] });
    const asked = await app.ask('Why?');
    await asked.ends();
    const press = asked.press('Continue in a thread', eve);
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toContain(failureWords('en', { code: 'MEMBER_BLOCKED' }).what);
  });

  it('publishes nothing of a question that was deleted', async () => {
    const app = await openApp();
    const { ann } = app.discord.people;
    const asked = app.write('<@bot> My secret?');
    await asked.ends();
    ann.delete(asked.message);
    await expect
      .poll(async () => {
        const press = asked.press('Continue in a thread');
        return app.discord.waitFor(() => press.response?.text);
      })
      .toMatch(/not there any more|no longer known/);
  });

  it('names it after the question as it stands now', async () => {
    const app = await openApp();
    const asked = app.write('<@bot> Why is the sky blue?');
    await asked.ends();
    app.discord.people.ann.edit(asked.message, spoken('<@bot> Why is it red?', app.discord));
    await app.write('<@bot> Else?').ends();
    expect((await continueInThread(app.discord, { reply: asked })).name).toBe('Why is it red?');
  });

  it('tells what is missing when the permission was taken away', async () => {
    const app = await openApp({ expected: { refusals: ['403/50013'] } });
    const asked = await app.ask('Why?');
    await asked.ends();
    const { ViewChannel, SendMessages, ReadMessageHistory } = PermissionFlagsBits;
    app.discord.setBotPermissions(
      app.discord.channel,
      ViewChannel,
      SendMessages,
      ReadMessageHistory,
    );
    const press = asked.press('Continue in a thread');
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toMatch(/^\*\*I may not open a thread here\.\*\*/);
  });

  it('tells at once when Discord takes no more threads for a while', async () => {
    const app = await openApp({ expected: { refusals: ['429/0'] } });
    const asked = await app.ask('Why?');
    await asked.ends();
    app.discord.faults.inject({
      kind: 'thread-create',
      effect: { type: 'rate-limit', retryAfterMs: 240_000 },
    });
    const press = asked.press('Continue in a thread');
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toMatch(/^\*\*Discord takes no more threads for now\.\*\* Try again in .*4 min/);
  });
});

describe('in the thread of an answer', () => {
  it('a mention, a reply to the bot, and /ask go on with the conversation', async () => {
    const app = await openApp();
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    const by = app.discord.people.mod;
    const two = app.write('<@bot> Two?', { channel, by });
    await two.ends();
    await app.write('Three?', { channel, repliesTo: two.reply() }).ends();
    const last = await app.ask('Four?', { channel });
    await last.ends();
    const told = textIn(toldIn(app)[3]);
    expect(told).toMatch(
      /One\?\nw1 .*w20\n[\s\S]*Two\?\nw1 .*w20\n[\s\S]*Three\?\nw1 .*w20\n[\s\S]*Four\?$/,
    );
    expect(told).toMatch(/Mod/);
  });

  it('other messages are between members, and nobody is told anything', async () => {
    const app = await openApp();
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    app.discord.people.mod.write(channel, 'Look at this');
    await app.write('<@bot> Two?', { channel }).ends();
    expect(noticesIn(app.discord, channel)).toHaveLength(1);
    expect(toldIn(app)).toHaveLength(2);
  });

  it('every message is a question where Discord shows them all', async () => {
    const app = await openApp({ messageContent: true });
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    expect(noticesIn(app.discord, channel)).toEqual([
      'Write here to go on: I answer every message in this thread.',
    ]);
    await app.write('Two?', { channel, by: app.discord.people.mod }).ends();
    expect(textIn(toldIn(app)[1])).toMatch(/One\?\nw1 .*w20\n[\s\S]*Two\?$/);
  });

  it('what one member writes in a row is one question', async () => {
    const app = await openApp({ messageContent: true });
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    const two = app.write('Two,', { channel });
    app.discord.people.ann.write(channel, 'and more,');
    app.discord.people.ann.write(channel, 'and all?');
    await two.ends();
    expect(toldIn(app)).toHaveLength(2);
    expect(textIn(toldIn(app)[1])).toMatch(/Two,\s+and more,\s+and all\?$/);
  });

  it('two members at once wait for each other, and the second sees the answer of the first', async () => {
    const app = await openApp({ messageContent: true });
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    const two = app.write('Two?', { channel });
    const three = app.write('Three?', { channel, by: app.discord.people.mod });
    await Promise.all([two.ends(), three.ends()]);
    expect(textIn(toldIn(app)[2])).toMatch(/Two\?\nw1 .*w20\n[\s\S]*Three\?$/);
  });

  it('two members of one name are two people', async () => {
    const app = await openApp({ messageContent: true });
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    const other = app.discord.addMember({ name: 'Ann' });
    await app.write('Two?', { channel, by: other }).ends();
    await app.write('Three?', { channel }).ends();
    const told = textIn(toldIn(app)[2]);
    expect(told).toMatch(
      /\bAnn\b(?! #)[^\n]*One\?[\s\S]*\bAnn #2\b[^\n]*Two\?[\s\S]*\bAnn\b(?! #)[^\n]*Three\?$/,
    );
  });

  it('a moderator who tries again gets an answer to the question of its asker', async () => {
    const app = await openApp({ expected: { retries: 1 } });
    const { mod } = app.discord.people;
    const one = app.write('<@bot> One?');
    await one.ends();
    const two = app.write('<@bot> Two?', { repliesTo: one.reply(), by: mod });
    await two.ends();
    one.press('Try again', mod);
    await app.ollama.waitFor(() => app.ollama.chats().length === 3);
    await one.ends();
    expect(toldIn(app)[2]).toEqual(toldIn(app)[0]);
    await app.write('<@bot> Three?', { repliesTo: two.reply() }).ends();
    const [, , , told] = toldIn(app).map(textIn);
    expect(told).toMatch(
      /Ann[^\n]*One\?\nw1 .*w20\n[\s\S]*Mod[^\n]*Two\?\nw1 .*w20\n[\s\S]*Ann[^\n]*Three\?$/,
    );
  });

  it('a private question sees the conversation, and the conversation does not see it', async () => {
    const app = await openApp();
    const asked = await app.ask('One?');
    await asked.ends();
    const channel = await continueInThread(app.discord, { reply: asked });
    const secret = await app.ask('Secret?', { channel, private: true });
    await secret.ends();
    await app.write('<@bot> Two?', { channel }).ends();
    const [, privately, after] = toldIn(app).map(textIn);
    expect(privately).toMatch(/One\?\nw1 .*w20\nSecret\?$/);
    expect(after).toMatch(/One\?\nw1 .*w20\nTwo\?$/);
  });
});

it('a server that has chosen it has a thread for every /ask, but for private ones', async () => {
  const app = await openApp();
  await changeSettings(app, { answersInThreads: true });
  const secret = await app.ask('Secret?', { private: true });
  await secret.ends();
  const opened = nextThread(app.discord);
  const asked = await app.ask('Why?');
  const thread = await opened;
  expect(thread.id).toBe(asked.reply().id);
  await asked.ends();
  await app.write('<@bot> And?', { channel: thread }).ends();
  expect(textIn(toldIn(app)[2])).toMatch(/^Why\?\nw1 .*w20\nAnd\?$/);
});

it('a post of a forum is a thread like others: a mention begins a conversation that goes on', async () => {
  const app = await openApp();
  const forum = app.discord.addChannel({ type: ChannelType.GuildForum, name: 'help' });
  const { ann } = app.discord.people;
  const post = ann.post(forum, { title: 'Sky', text: spoken('<@bot> One?', app.discord) });
  const starter = app.discord.messages(post)[0];
  if (!starter) throw new Error('the post is empty');
  const one = app.watch(starter);
  await one.ends();
  await app.write('<@bot> Two?', { channel: post }).ends();
  expect(textIn(toldIn(app)[1])).toMatch(/^One\?\nw1 .*w20\nTwo\?$/);
});

it('a press that somebody made up opens no thread from a private answer, nor from elsewhere', async () => {
  const app = await openApp();
  const { ann, mod } = app.discord.people;
  const secret = await app.ask('Secret?', { private: true });
  await secret.ends();
  const elsewhere = app.discord.addChannel({ name: 'elsewhere' });
  const there = await app.ask('Why?', { channel: elsewhere, by: ann });
  await there.ends();
  const here = await app.ask('Here?');
  await here.ends();
  for (const { interaction } of [secret, there]) {
    const forged = { component_type: ComponentType.Button, custom_id: `thread:${interaction.id}` };
    const press = mod.forge(here.reply(), forged);
    const words = await app.discord.waitFor(() => press.response?.text);
    expect(words).toMatch(/^\*\*I may not open a thread here\.\*\*/);
  }
});
