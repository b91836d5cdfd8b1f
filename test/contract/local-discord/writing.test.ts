import { Events, GatewayIntentBits, MessageType, PermissionFlagsBits, Routes } from 'discord.js';
import type { Message } from 'discord.js';
import { describe, expect, it } from 'vitest';
import type { LocalMessage } from '../../../playground/local-discord/index.ts';
import { answering, askAndDefer, logIn, openDiscord, registerAsk, restOf } from './open.ts';

const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;

async function openTalk({ messageContent = false } = {}) {
  const discord = await openDiscord({ messageContent });
  const intents = [Guilds, GuildMessages, DirectMessages];
  const client = await logIn(discord, {
    intents: messageContent ? [...intents, MessageContent] : intents,
  });
  const rest = restOf(discord);
  /** What the client makes of what a person writes. */
  const heard = (write: () => LocalMessage) =>
    new Promise<Message>((resolve) => {
      const { id } = write();
      client.on(Events.MessageCreate, (message) => {
        if (message.id === id) resolve(message);
      });
    });
  const posted = async (content: string) => {
    const { channel } = discord;
    await rest.post(Routes.channelMessages(channel.id), { body: { content } });
    const own = discord.messages(channel).at(-1);
    if (!own) throw new Error('nothing was posted');
    return own;
  };
  const mention = `<@${client.user.id}>`;
  return { discord, client, rest, heard, posted, mention, ...discord.people };
}

describe('what a person writes', () => {
  it('names whom it mentions', async () => {
    const { discord, client, heard, mention, ann, mod } = await openTalk();
    const message = await heard(() =>
      ann.write(discord.channel, `${mention} and <@${mod.id}>, why?`),
    );
    expect(message.mentions.users.has(client.user.id)).toBe(true);
    expect(message.mentions.users.has(mod.id)).toBe(true);
    expect(message.author.id).toBe(ann.id);
    expect(message.member?.id).toBe(ann.id);
  });

  it('is a reply that mentions the author, or does not', async () => {
    const { discord, client, heard, posted, ann } = await openTalk();
    const repliesTo = await posted('An answer');
    const pinging = await heard(() => ann.write(discord.channel, 'and?', { repliesTo }));
    expect(pinging).toMatchObject({ type: MessageType.Reply, content: 'and?' });
    expect(pinging.reference?.messageId).toBe(repliesTo.id);
    expect(pinging.mentions.repliedUser?.id).toBe(client.user.id);
    const silent = await heard(() =>
      ann.write(discord.channel, 'and?', { repliesTo, pings: false }),
    );
    expect(silent.mentions.users.size).toBe(0);
    expect(silent.content).toBe('');
  });

  it('brings along the message that it replies to, which is withheld by its own rule', async () => {
    const { discord, heard, mention, ann, mod } = await openTalk();
    const secret = mod.write(discord.channel, 'The question');
    const reply = await heard(() => ann.write(discord.channel, mention, { repliesTo: secret }));
    expect(reply.content).toBe(mention);
    const referenced = reply.channel.messages.cache.get(secret.id);
    expect(referenced).toMatchObject({ content: '', author: { id: mod.id } });
  });

  it('replies to a deleted message as to none', async () => {
    const { discord, heard, posted, ann } = await openTalk();
    const own = await posted('An answer');
    const reply = ann.write(discord.channel, 'and?', { repliesTo: own });
    discord.people.owner.delete(own);
    const read: unknown = await restOf(discord).get(
      Routes.channelMessage(discord.channel.id, reply.id),
    );
    expect(read).toMatchObject({
      referenced_message: null,
      message_reference: { message_id: own.id },
    });
    expect(() => ann.write(discord.channel, 'and?', { repliesTo: own })).toThrow('does not see');
    await heard(() => ann.write(discord.channel, 'still here'));
  });

  it('arrives without text, files or embeds where the text is withheld', async () => {
    const { discord, heard, mention, ann } = await openTalk();
    const files = [{ name: 'a.txt', content: 'secret' }];
    const withheld = await heard(() => ann.write(discord.channel, 'see', { files }));
    expect([withheld.content, withheld.attachments.size]).toEqual(['', 0]);
    const shown = await heard(() => ann.write(discord.channel, mention, { files }));
    expect(shown.attachments.map(({ name }) => name)).toEqual(['a.txt']);
  });

  it('comes from other bots, marked as such', async () => {
    const { discord, heard } = await openTalk();
    const other = discord.addMember({ name: 'Other', isBot: true });
    const message = await heard(() => other.write(discord.channel, 'beep'));
    expect(message.author.bot).toBe(true);
  });

  it('is refused when the client would refuse it', async () => {
    const { discord, ann, mod } = await openTalk();
    const said = mod.write(discord.channel, 'mine');
    expect(() => ann.write(discord.channel, ' ')).toThrow('an empty message');
    expect(() => ann.write(discord.channel, 'x'.repeat(2001))).toThrow('longer');
    expect(() => ann.edit(said, 'yours')).toThrow('did not write this');
    expect(() => ann.delete(said)).toThrow('may not delete');
  });

  it('is not told of where only a person brought the bot', async () => {
    const { discord, heard, ann } = await openTalk({ messageContent: true });
    ann.write(discord.outsideChannel, 'unheard');
    const message = await heard(() => ann.write(discord.channel, 'heard'));
    expect(message.content).toBe('heard');
  });
});

describe('an edit of a person', () => {
  it('is told with the new text, under the rules of any message', async () => {
    const { discord, client, heard, mention, ann } = await openTalk();
    const edited = () =>
      new Promise<Message>((resolve) => {
        client.once(Events.MessageUpdate, (_old, now) => resolve(now));
      });
    const written = ann.write(discord.channel, `${mention} why?`);
    await heard(() => ann.write(discord.channel, 'between'));
    const first = edited();
    ann.edit(written, `${mention} why not?`);
    expect(await first).toMatchObject({ content: `${mention} why not?` });
    expect((await first).editedTimestamp).not.toBeNull();
    const second = edited();
    ann.edit(written, 'never mind');
    expect(await second).toMatchObject({ content: '' });
    expect(written.versions).toHaveLength(3);
  });
});

describe('a deletion', () => {
  it('is told once for one message, and at once for many', async () => {
    const { discord, client, heard, mention, ann } = await openTalk();
    const lost: string[] = [];
    client.on(Events.MessageDelete, ({ id }) => void lost.push(id));
    client.on(Events.MessageBulkDelete, (messages) => void lost.push(...messages.keys()));
    const written: LocalMessage[] = [];
    for (const text of ['one', 'two', 'three']) {
      await heard(() => {
        const message = ann.write(discord.channel, `${mention} ${text}`);
        written.push(message);
        return message;
      });
    }
    const [one, ...others] = written;
    if (one) ann.delete(one);
    discord.deleteMessages(discord.channel, others);
    await heard(() => ann.write(discord.channel, 'last'));
    expect(lost).toEqual(written.map(({ id }) => id));
  });

  it('of what others wrote takes the permission to manage messages', async () => {
    const { discord, ann } = await openTalk();
    const guard = discord.addMember({
      name: 'Guard',
      permissions: PermissionFlagsBits.ManageMessages,
    });
    const said = ann.write(discord.channel, 'rude');
    guard.delete(said);
    expect(said.isDeleted).toBe(true);
  });
});

describe('the text of messages', () => {
  it('is withheld by REST, too, unless the portal grants it', async () => {
    for (const messageContent of [false, true]) {
      const { discord, rest, ann } = await openTalk({ messageContent });
      const { id } = ann.write(discord.channel, 'open?');
      const read: unknown = await rest.get(Routes.channelMessage(discord.channel.id, id));
      expect(read).toMatchObject({ content: messageContent ? 'open?' : '' });
    }
  });

  it('is not given with a reply to an interaction response, and is with its context menu', async () => {
    const { discord, client, rest, heard, ann } = await openTalk();
    await registerAsk(discord, rest);
    const body = [{ name: 'Ask about this', type: 3 }];
    const { reply, edit } = await askAndDefer(discord, rest);
    await edit({ content: 'An answer' });
    const withheld = await heard(() => ann.write(discord.channel, 'and?', { repliesTo: reply }));
    expect(withheld.content).toBe('');
    await rest.put(Routes.applicationCommands(discord.applicationId), { body });
    const target = new Promise<Message>((resolve) => {
      client.on(Events.InteractionCreate, (interaction) => {
        if (interaction.isMessageContextMenuCommand()) resolve(interaction.targetMessage);
      });
    });
    const used = ann.useOn(discord.messages(discord.channel).at(-1) ?? reply, 'Ask about this');
    expect(await target).toMatchObject({ content: 'and?' });
    await answering(discord, rest, used).callback({ type: 4, data: { content: 'Done' } });
    expect(used.response?.type).toBe(MessageType.ContextMenuCommand);
  });
});
