// What people write, change and delete, as the gateway tells it: in each channel one thing after the other.
import {
  cleanContent,
  Events,
  type Client,
  type Message,
  type OmitPartialGroupDMChannel,
  type PartialMessage,
} from 'discord.js';
import { LRUCache } from 'lru-cache';
import type { AskByMessage } from './ask-by-message.ts';
import { heard } from './heard.ts';
import { createInOrder } from './in-order.ts';
import { withoutMention } from './mention.ts';
import type { MessageChanges } from './message-changes.ts';
import { describeWriter } from './message-request.ts';
import { readMessage } from './read-message.ts';

export interface MessagesOptions {
  /** Discord shows the bot the text of all messages. */
  readsAll: boolean;
  askByMessage: AskByMessage;
  changes: MessageChanges;
}

export interface Messages {
  watch(client: Client): void;
  /** Takes nothing more, and resolves when what is under way is through. Safe to call twice. */
  close(): Promise<void>;
}

/** Replays come soon or not at all. */
const rememberedIds = 10_000;
/** More channels are hardly busy at a time. */
const rememberedChannels = 10_000;

export function createMessages({ readsAll, askByMessage, changes }: MessagesOptions): Messages {
  const inOrder = createInOrder();
  const seen = new LRUCache<string, true>({ max: rememberedIds });
  const lastAuthors = new LRUCache<string, string>({ max: rememberedChannels });
  let isClosed = false;

  function followsOwn({ channelId, author }: Message): boolean {
    const isSame = lastAuthors.get(channelId) === author.id;
    lastAuthors.set(channelId, author.id);
    return isSame;
  }

  /** Those of before a gap in the connection as well: who asked still waits. */
  function take(message: OmitPartialGroupDMChannel<Message>): void {
    if (isClosed || message.author.bot || seen.has(message.id)) return;
    seen.set(message.id, true);
    const follows = followsOwn(message);
    const botId = message.client.user.id;
    const reading = readMessage(heard(message, botId), { botId, readsAll });
    if (reading.type === 'ignored') return;
    const meant = { message, reading, botId, followsOwn: follows };
    void inOrder.run(message.channelId, () => askByMessage(meant));
  }

  function takeEdit(message: OmitPartialGroupDMChannel<Message | PartialMessage>): void {
    // An embed that was added is no edit. What is withheld cannot be taken over.
    if (isClosed || message.partial || message.editedTimestamp === null) return;
    if (message.author.bot || message.content === '') return;
    const { id, channel, channelId, guildId } = message;
    const text = cleanContent(withoutMention(message.content, message.client.user.id), channel);
    const edited = { id, text, guildId, ...describeWriter(message) };
    void inOrder.runBeside(channelId, () => changes.edited(edited));
  }

  function takeDeletion({ id, channelId }: Pick<Message, 'id' | 'channelId'>): void {
    if (!isClosed) void inOrder.runBeside(channelId, () => changes.deleted(id));
  }

  return {
    watch: (client) => {
      client.on(Events.MessageCreate, take);
      client.on(Events.MessageUpdate, (_before, message) => takeEdit(message));
      client.on(Events.MessageDelete, takeDeletion);
      client.on(Events.MessageBulkDelete, (messages) => {
        for (const message of messages.values()) takeDeletion(message);
      });
    },
    close: () => {
      isClosed = true;
      return inOrder.idle();
    },
  };
}
