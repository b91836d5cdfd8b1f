// A message of discord.js in the words of this folder.
import { MessageType, type Message } from 'discord.js';
import type { HeardMessage, Surroundings } from './read-message.ts';

/** Everything else is Discord's own: somebody has joined, a thread was opened. */
const written: ReadonlySet<MessageType> = new Set([MessageType.Default, MessageType.Reply]);

export function heard(message: Message, botId: string): HeardMessage {
  const { content, attachments, author, webhookId, type, reference, mentions, messageSnapshots } =
    message;
  const messageId = reference?.messageId;
  const isReply = type === MessageType.Reply && messageId !== undefined;
  return {
    text: content,
    hasFiles: attachments.size > 0,
    isForwarded: messageSnapshots.size > 0,
    isByPerson: !author.bot && webhookId === null && written.has(type),
    surroundings: surroundingsOf(message, botId),
    ...(isReply && { repliesTo: { messageId, isToBot: mentions.repliedUser?.id === botId } }),
  };
}

export function surroundingsOf({ channel }: Message, botId: string): Surroundings {
  if (channel.isDMBased()) return 'direct';
  if (!channel.isThread()) return 'channel';
  return channel.ownerId === botId ? 'own-thread' : 'thread';
}
