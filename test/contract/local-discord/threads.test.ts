import {
  ChannelType,
  Events,
  GatewayIntentBits,
  MessageFlags,
  MessageType,
  Routes,
} from 'discord.js';
import type { AnyThreadChannel, Client, Message, ThreadChannel } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { askAndDefer, logIn, openDiscord, restOf } from './open.ts';

const { Guilds, GuildMessages } = GatewayIntentBits;

async function openThreads() {
  const discord = await openDiscord();
  const client = await logIn(discord, { intents: [Guilds, GuildMessages] });
  const rest = restOf(discord);
  return { discord, client, rest, ...discord.people };
}

const created = (client: Client) =>
  new Promise<{ thread: ThreadChannel; isNew: boolean }>((resolve) => {
    client.once(Events.ThreadCreate, (thread: AnyThreadChannel, isNew) => {
      resolve({ thread, isNew });
    });
  });
const heard = (client: Client, look: (message: Message) => boolean) =>
  new Promise<Message>((resolve) => {
    client.on(Events.MessageCreate, (message) => {
      if (look(message)) resolve(message);
    });
  });

describe('a thread from a message', () => {
  it("is the bot's own, and marks the message", async () => {
    const { discord, client, rest } = await openThreads();
    const { reply, edit } = await askAndDefer(discord, rest);
    await edit({ content: 'An answer' });
    const marked = new Promise<Message>((resolve) => {
      client.on(Events.MessageUpdate, (_old, message) => {
        if (message.hasThread) resolve(message);
      });
    });
    const channel = await client.channels.fetch(discord.channel.id);
    if (channel?.type !== ChannelType.GuildText) throw new Error('no text channel');
    const message = await channel.messages.fetch(reply.id);
    const thread = await message.startThread({ name: 'Why?', autoArchiveDuration: 1440 });
    expect(thread).toMatchObject({ id: reply.id, ownerId: client.user.id, parentId: channel.id });
    expect(thread.autoArchiveDuration).toBe(1440);
    expect((await marked).id).toBe(reply.id);
    const read: unknown = await rest.get(Routes.channelMessage(channel.id, reply.id));
    expect(read).toMatchObject({ flags: MessageFlags.HasThread, thread: { id: reply.id } });
  });

  it('begins with a system message that points to it, and leaves none in the channel', async () => {
    const { discord, client, rest, ann } = await openThreads();
    const said = ann.write(discord.channel, 'Why?');
    const starter = heard(client, ({ system }) => system);
    await rest.post(Routes.threads(discord.channel.id, said.id), { body: { name: 'Why?' } });
    expect(await starter).toMatchObject({
      type: MessageType.ThreadStarterMessage,
      channelId: said.id,
      reference: { messageId: said.id },
    });
    expect(discord.messages(discord.channel)).toEqual([said]);
  });

  it('takes a name of 1 to 100 characters and one of four times to archive', async () => {
    const { discord, rest, ann } = await openThreads();
    const { id } = ann.write(discord.channel, 'Why?');
    for (const body of [
      { name: '' },
      { name: 'x'.repeat(101) },
      { name: 'x', auto_archive_duration: 30 },
    ]) {
      const posted = rest.post(Routes.threads(discord.channel.id, id), { body });
      await expect(posted).rejects.toMatchObject({ code: 50035 });
    }
  });

  it('cannot hang on a message of the system, nor be in a thread or a direct message', async () => {
    const { discord, rest, ann } = await openThreads();
    await rest.post(Routes.threads(discord.channel.id), { body: { name: 'a', type: 11 } });
    const system = discord.messages(discord.channel).at(-1);
    const start = (channelId: string, messageId = '') =>
      rest.post(Routes.threads(channelId, messageId), { body: { name: 'b' } });
    await expect(start(discord.channel.id, system?.id)).rejects.toMatchObject({ code: 50021 });
    const direct = ann.write(discord.directChannel(ann), 'Why?');
    await expect(start(direct.channel.id, direct.id)).rejects.toMatchObject({ code: 50024 });
  });

  it('may be begun by a person, and be woken by what is written in it', async () => {
    const { discord, client, ann } = await openThreads();
    const announced = created(client);
    const own = ann.startThread(ann.write(discord.channel, 'Why?'), 'Talk');
    expect((await announced).thread).toMatchObject({ name: 'Talk', ownerId: ann.id });
    expect(() => ann.startThread(ann.write(own, 'x'), 'Deeper')).toThrow('no thread can begin');
    discord.archiveThread(own);
    const woken = new Promise<boolean | null>((resolve) => {
      client.on(Events.ThreadUpdate, (old, { archived }) => {
        if (old.archived) resolve(archived);
      });
    });
    ann.write(own, 'Still here?');
    expect(await woken).toBe(false);
  });
});

describe('a forum', () => {
  async function openForum() {
    const opened = await openThreads();
    const forum = opened.discord.addChannel({ type: ChannelType.GuildForum, name: 'questions' });
    return { ...opened, forum };
  }

  it('holds posts: threads whose first message has their id', async () => {
    const { discord, client, rest, forum, ann } = await openForum();
    const announced = created(client);
    const starter = heard(client, ({ system }) => !system);
    const text = `<@${client.user.id}> why?`;
    const post = ann.post(forum, { title: 'Sky', text, files: [{ name: 'a.txt', content: 'x' }] });
    expect(await announced).toMatchObject({
      isNew: true,
      thread: { name: 'Sky', ownerId: ann.id, parentId: forum.id, type: ChannelType.PublicThread },
    });
    expect(await starter).toMatchObject({ id: post.id, channelId: post.id, content: text });
    expect((await starter).attachments.size).toBe(1);
    expect(await rest.get(Routes.channelMessages(post.id))).toHaveLength(1);
    await rest.post(Routes.channelMessages(post.id), { body: { content: 'Because.' } });
    expect(discord.messages(post).map((message) => message.text)).toEqual([text, 'Because.']);
  });

  it('takes no messages of its own', async () => {
    const { rest, forum, ann } = await openForum();
    const posting = rest.post(Routes.channelMessages(forum.id), { body: { content: 'x' } });
    await expect(posting).rejects.toMatchObject({ code: 50008 });
    expect(() => ann.write(forum, 'x')).toThrow('posts only');
  });
});

describe('reading back', () => {
  it('gives the newest first, before, after or around a message', async () => {
    const { discord, rest, ann } = await openThreads();
    const ids = Array.from(
      { length: 7 },
      (_, n) => ann.write(discord.channel, String(n)).id,
    ).toReversed();
    const [, , , middle = ''] = ids;
    const read = async (query: Record<string, string>) => {
      const page = (await rest.get(Routes.channelMessages(discord.channel.id), {
        query: new URLSearchParams(query),
      })) as { id: string }[];
      return page.map(({ id }) => ids.indexOf(id));
    };
    expect(await read({ limit: '2' })).toEqual([0, 1]);
    expect(await read({ before: middle })).toEqual([4, 5, 6]);
    expect(await read({ after: middle, limit: '2' })).toEqual([1, 2]);
    expect(await read({ around: middle, limit: '3' })).toEqual([2, 3, 4]);
    expect(await read({ around: middle, limit: '1' })).toEqual([3]);
    await expect(read({ limit: '101' })).rejects.toMatchObject({ code: 50035 });
  });
});
