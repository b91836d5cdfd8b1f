import { ChannelType, Events, GatewayIntentBits, Routes } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askAndDefer, logIn, openDiscord, restOf } from './open.ts';

const unknownMessage = { status: 404, code: 10_008 };
const unknownChannel = { status: 404, code: 10_003 };
const missingAccess = { status: 403, code: 50_001 };
const text = { content: 'So it is.' };

/** A client that has logged in, and what it was told of losses. */
async function openLosses() {
  const discord = await openDiscord();
  const client = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
  const told: string[] = [];
  client.on(Events.ChannelDelete, ({ id }) => void told.push(`channel ${id}`));
  client.on(Events.ThreadDelete, ({ id }) => void told.push(`thread ${id}`));
  client.on(Events.GuildDelete, ({ id }) => void told.push(`server ${id}`));
  client.on(Events.GuildUnavailable, ({ id }) => void told.push(`away ${id}`));
  client.on(Events.GuildAvailable, ({ id }) => void told.push(`back ${id}`));
  return { discord, client, rest: restOf(discord), told };
}

async function openThread({ discord, rest }: Awaited<ReturnType<typeof openLosses>>) {
  const { channel } = discord;
  const body = { name: 'Talk', type: ChannelType.PublicThread };
  const created = discord.waitFor(() => discord.traffic.count('thread-create') > 0);
  let thread = channel;
  discord.onChange((change) => {
    if (change.type === 'thread-create') thread = change.channel;
  });
  await rest.post(Routes.threads(channel.id), { body });
  await created;
  return thread;
}

describe('what is taken away from under a bot', () => {
  it('is a channel, with its messages', async () => {
    const { discord, rest, told } = await openLosses();
    const { channel } = discord;
    const { edit, followUp, reply } = await askAndDefer(discord, rest);
    discord.deleteChannel(channel);
    await expect.poll(() => told).toEqual([`channel ${channel.id}`]);
    await expect(edit(text)).rejects.toMatchObject(unknownMessage);
    await expect(followUp(text)).rejects.toMatchObject(unknownChannel);
    const path = Routes.channelMessage(channel.id, reply.id);
    await expect(rest.patch(path, { body: text })).rejects.toMatchObject(unknownChannel);
    expect(reply.isDeleted).toBe(true);
  });

  it('is a thread, and with a channel its threads without a word', async () => {
    const losses = await openLosses();
    const { discord, rest, told } = losses;
    const [first, second] = [await openThread(losses), await openThread(losses)];
    discord.deleteChannel(first);
    discord.deleteChannel(discord.channel);
    const expected = [`thread ${first.id}`, `channel ${discord.channel.id}`];
    await expect.poll(() => told).toEqual(expected);
    const path = Routes.channelMessages(second.id);
    await expect(rest.post(path, { body: text })).rejects.toMatchObject(unknownChannel);
  });

  it('is a server', async () => {
    const { discord, rest, told } = await openLosses();
    const { edit } = await askAndDefer(discord, rest);
    discord.deleteGuild(discord.guild);
    await expect.poll(() => told).toEqual([`server ${discord.guild.id}`]);
    await expect(edit(text)).rejects.toMatchObject(unknownMessage);
  });

  it('is its place in a server, which READY names no more', async () => {
    const { discord, client, rest, told } = await openLosses();
    discord.removeBot(discord.guild);
    await expect.poll(() => told).toEqual([`server ${discord.guild.id}`]);
    const path = Routes.channelMessages(discord.channel.id);
    await expect(rest.post(path, { body: text })).rejects.toMatchObject(missingAccess);
    await client.destroy();
    const next = await logIn(discord, { intents: [GatewayIntentBits.Guilds] });
    expect([...next.guilds.cache.keys()]).toEqual([]);
  });
});

it('hides a server in an outage, and brings it back', async () => {
  const { discord, rest, told } = await openLosses();
  const { id } = discord.guild;
  const post = () => rest.post(Routes.channelMessages(discord.channel.id), { body: text });
  discord.setGuildAvailable(discord.guild, false);
  await expect(post()).rejects.toMatchObject(unknownChannel);
  discord.setGuildAvailable(discord.guild, true);
  await expect.poll(() => told).toEqual([`away ${id}`, `back ${id}`]);
  await post();
});

describe('a closed thread', () => {
  it('takes no edits until whoever may write in it opens it', async () => {
    const losses = await openLosses();
    const { discord, rest } = losses;
    const thread = await openThread(losses);
    const { edit } = await askAndDefer(discord, rest, { channel: thread });
    discord.archiveThread(thread);
    await expect(edit(text)).rejects.toMatchObject({ status: 400, code: 50_083 });
    await rest.patch(Routes.channel(thread.id), { body: { archived: false } });
    await edit(text);
  });

  it('stays closed when it is locked', async () => {
    const losses = await openLosses();
    const { discord, rest } = losses;
    const thread = await openThread(losses);
    discord.archiveThread(thread, { isLocked: true });
    const body = { archived: false };
    await expect(rest.patch(Routes.channel(thread.id), { body })).rejects.toMatchObject({
      status: 403,
      code: 50_013,
    });
  });
});
