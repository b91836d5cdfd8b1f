// When the text of a message is withheld from the bot (facts, section 5).
import type { User } from '../world/entities.ts';
import { mentionedUserIds } from './mentions.ts';
import type { LocalMessage } from './message.ts';

/** Without MESSAGE_CONTENT: its own, direct ones, those that mention it, and replies to it that ping. */
export function isReadable(message: LocalMessage, bot: User): boolean {
  return message.author === bot || !message.channel.guild || isForBot(message, bot);
}

/**
 * A mention of the bot, or a reply with ping to a message that it sent as a regular one: not to an interaction
 * response.
 */
function isForBot(message: LocalMessage, bot: User): boolean {
  if (mentionedUserIds(message.text).includes(bot.id)) return true;
  const { reference } = message;
  if (!reference?.isPing || reference.message.author !== bot) return false;
  return reference.message.interactionId === undefined;
}
