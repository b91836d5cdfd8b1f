import {
  GatewayIntentBits,
  InteractionResponseType,
  PermissionFlagsBits,
  Routes,
} from 'discord.js';
import { describe, expect, it } from 'vitest';
import { logIn, openDiscord, registerAsk, restOf } from './open.ts';

const { ViewChannel, SendMessages, AttachFiles, CreatePublicThreads, SendMessagesInThreads } =
  PermissionFlagsBits;

async function openChannels() {
  const discord = await openDiscord();
  const rest = restOf(discord);
  const post = (channelId: string, body: object = { content: 'x' }) =>
    rest.post(Routes.channelMessages(channelId), { body });
  return { discord, rest, post, ...discord.people };
}

describe('channels', () => {
  it('are unknown (10003) or closed to the bot (50001)', async () => {
    const { discord, post } = await openChannels();
    await expect(post('123456789012345678')).rejects.toMatchObject({ code: 10003, status: 404 });
    await expect(post(discord.outsideChannel.id)).rejects.toMatchObject({
      code: 50001,
      status: 403,
    });
    discord.setBotPermissions(discord.channel);
    await expect(post(discord.channel.id)).rejects.toMatchObject({ code: 50001 });
  });

  it('take messages only with the permission: 50013', async () => {
    const { discord, post } = await openChannels();
    discord.setBotPermissions(discord.channel, ViewChannel);
    await expect(post(discord.channel.id)).rejects.toMatchObject({ code: 50013, status: 403 });
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessages);
    await post(discord.channel.id);
  });

  it('take files only with the permission, by every way: 50013', async () => {
    const { discord, rest, ann } = await openChannels();
    await registerAsk(discord, rest);
    const { id } = discord.channel;
    const body = { content: 'x' };
    const files = [{ name: 'a.md', data: 'because' }];
    const message = (await rest.post(Routes.channelMessages(id), { body })) as { id: string };
    const { token, id: interactionId } = ann.command('ask', { prompt: 'Why?' });
    await rest.post(Routes.interactionCallback(interactionId, token), {
      body: { type: InteractionResponseType.DeferredChannelMessageWithSource },
      auth: false,
    });
    const uploads = [
      () => rest.post(Routes.channelMessages(id), { body, files }),
      () => rest.patch(Routes.channelMessage(id, message.id), { body, files }),
      () =>
        rest.patch(Routes.webhookMessage(discord.applicationId, token), {
          body,
          files,
          auth: false,
        }),
    ];
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessages);
    for (const upload of uploads) {
      await expect(upload()).rejects.toMatchObject({ code: 50013, status: 403 });
    }
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessages, AttachFiles);
    for (const upload of uploads) await upload();
  });

  it('tell a real client when permissions change', async () => {
    const { discord } = await openChannels();
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const updated = new Promise((resolve) => {
      client.once('channelUpdate', (_old, channel) => {
        if (channel.isDMBased()) return;
        const me = channel.guild.members.me;
        resolve(me && channel.permissionsFor(me).toArray());
      });
    });
    discord.setBotPermissions(discord.channel, ViewChannel);
    expect(await updated).toEqual(['ViewChannel']);
  });

  it('show that the bot types', async () => {
    const { discord, rest } = await openChannels();
    const typing = discord.waitFor(() => discord.traffic.count('typing'));
    await rest.post(Routes.channelTyping(discord.channel.id));
    expect(await typing).toBe(1);
  });
});

describe('direct messages', () => {
  it('reach the person, in one channel', async () => {
    const { discord, rest, post, ann } = await openChannels();
    const body = { recipient_id: ann.id };
    const opened = await rest.post(Routes.userChannels(), { body });
    const channel = discord.directChannel(ann);
    expect(opened).toMatchObject({ id: channel.id, type: 1, recipients: [{}, { id: ann.id }] });
    await post(channel.id);
    expect(discord.messages(channel, { as: ann })).toHaveLength(1);
  });

  it('are refused by who wants none: 50007', async () => {
    const { discord, post, ann } = await openChannels();
    ann.user.refusesDirectMessages = true;
    await expect(post(discord.directChannel(ann).id)).rejects.toMatchObject({
      code: 50007,
      status: 403,
    });
  });
});

describe('threads', () => {
  async function openThread() {
    const opened = await openChannels();
    const { discord, rest, ann } = opened;
    const question = ann.write(discord.channel, 'Why?');
    const start = (name: string) =>
      rest.post(Routes.threads(discord.channel.id, question.id), { body: { name } });
    await start('Why?');
    return { ...opened, question, start, thread: Routes.channel(question.id) };
  }

  it('have the id of the message that they start from, once each: 160004', async () => {
    const { start } = await openThread();
    await expect(start('Again')).rejects.toMatchObject({ code: 160004, status: 400 });
  });

  it('are private unless the request says otherwise', async () => {
    const { discord, rest } = await openChannels();
    const route = Routes.threads(discord.channel.id);
    expect(await rest.post(route, { body: { name: 'a' } })).toMatchObject({ type: 12 });
    expect(await rest.post(route, { body: { name: 'a', type: 11 } })).toMatchObject({ type: 11 });
    await expect(rest.post(route, { body: { name: '' } })).rejects.toMatchObject({ code: 50035 });
  });

  it('take the permission of threads, not of messages', async () => {
    const { discord, rest, post, question } = await openThread();
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessages);
    await expect(post(question.id)).rejects.toMatchObject({ code: 50013 });
    const body = { name: 'x', type: 11 };
    await expect(rest.post(Routes.threads(discord.channel.id), { body })).rejects.toMatchObject({
      code: 50013,
    });
    discord.setBotPermissions(discord.channel, ViewChannel, SendMessagesInThreads);
    await post(question.id);
  });

  it('refuse edits while archived (50083), and wake when something is sent', async () => {
    const { discord, rest, post, question, thread } = await openThread();
    await post(question.id);
    const message = discord.allMessages().at(-1);
    await rest.patch(thread, { body: { archived: true } });
    const route = Routes.channelMessage(question.id, message?.id ?? '');
    await expect(rest.patch(route, { body: { content: 'y' } })).rejects.toMatchObject({
      code: 50083,
    });
    await post(question.id);
    await rest.patch(route, { body: { content: 'y' } });
  });

  it('may be renamed twice in ten minutes, which no header tells', async () => {
    const { discord, rest, thread } = await openThread();
    await rest.patch(thread, { body: { name: 'one' } });
    await rest.patch(thread, { body: { name: 'two' } });
    const response = await fetch(`${discord.apiUrl}/v10${thread}`, {
      method: 'PATCH',
      headers: {
        authorization: `Bot ${discord.botToken}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ name: 'three' }),
    });
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('x-ratelimit-remaining'))).toBeGreaterThan(0);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(500);
  });

  it('are announced to a real client, with the permission to make them', async () => {
    const { discord } = await openChannels();
    discord.setBotPermissions(discord.channel, ViewChannel, CreatePublicThreads);
    const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    const created = new Promise((resolve) => {
      client.once('threadCreate', (thread, isNew) => resolve([thread.name, isNew]));
    });
    await restOf(discord).post(Routes.threads(discord.channel.id), {
      body: { name: 'Talk', type: 11 },
    });
    expect(await created).toEqual(['Talk', true]);
  });
});
