// The token that every interaction brings for the message it belongs to.
import type { RepliableInteraction } from 'discord.js';
import { replyTokenLifeMs, type ReplyToken } from '../asks/reply-tokens.ts';

/** `messageId`: the response to a command, or the message that holds the pressed button. */
export function replyTokenOf(
  { applicationId, token, createdTimestamp }: RepliableInteraction,
  messageId: string,
): ReplyToken {
  return { applicationId, token, messageId, expiresAt: createdTimestamp + replyTokenLifeMs };
}
