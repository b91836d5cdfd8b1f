// What a message is to the bot: a question, nothing of its business, or something that it cannot make out. Pure.
import { isMentioned, withoutMention } from './mention.ts';

/**
 * `direct`: with the bot alone. `own-thread`: one that the bot has opened, where people go on with a conversation.
 * `thread`: another one, a post of a forum among them.
 */
export type Surroundings = 'direct' | 'own-thread' | 'thread' | 'channel';

/** Of a message, what decides whether the bot is meant. */
export interface HeardMessage {
  /** '' also where Discord withholds it. */
  text: string;
  hasFiles: boolean;
  /** It passes another message on, and Discord lets nobody write beside that. */
  isForwarded?: boolean;
  /** Written by a person, and not by a bot, a webhook or Discord itself. */
  isByPerson: boolean;
  surroundings: Surroundings;
  repliesTo?: { messageId: string; isToBot: boolean };
}

export type Reading =
  | { type: 'ignored' }
  /** The bot is meant, and there is no question. `unreadable`: Discord may have withheld it. */
  | { type: 'unclear'; why: 'nothingAsked' | 'unreadable' | 'unreadableSubject' }
  | {
      type: 'question';
      /** Without the mention. Empty only beside files or a subject. */
      text: string;
      isMentioned: boolean;
      /** The message of the bot that it replies to. */
      repliesToBot: string | undefined;
      /** The message of somebody else that it asks about. */
      about: string | undefined;
    };

export interface Reader {
  botId: string;
  /** Discord shows the bot the text of messages in which it is not mentioned (the privileged intent). */
  readsAll: boolean;
}

export function readMessage(message: HeardMessage, { botId, readsAll }: Reader): Reading {
  const { surroundings, repliesTo, hasFiles } = message;
  const mentioned = isMentioned(message.text, botId);
  const isAddressed = mentioned || (repliesTo?.isToBot ?? false);
  const isMeant = isAddressed || isAlwaysMeant(surroundings, readsAll);
  if (!message.isByPerson || !isMeant) return { type: 'ignored' };

  const text = withoutMention(message.text, botId);
  const linked = linkedMessage(message, mentioned);
  if (text !== '' || hasFiles || linked.about !== undefined)
    return { type: 'question', text, isMentioned: mentioned, ...linked };
  if (message.isForwarded) return { type: 'unclear', why: 'unreadableSubject' };
  const isWithheld = isAddressed && surroundings !== 'direct' && !readsAll;
  return readEmpty({ mentioned, isWithheld });
}

/** With the bot alone, what is replied to is in the conversation already. */
function linkedMessage({ repliesTo, surroundings }: HeardMessage, mentioned: boolean) {
  const isToBot = repliesTo?.isToBot ?? false;
  const isAbout = mentioned && !isToBot && surroundings !== 'direct';
  return {
    repliesToBot: isToBot ? repliesTo?.messageId : undefined,
    about: isAbout ? repliesTo?.messageId : undefined,
  };
}

function isAlwaysMeant(surroundings: Surroundings, readsAll: boolean): boolean {
  return surroundings === 'direct' || (surroundings === 'own-thread' && readsAll);
}

/** What has no text at all, and is not withheld, is a sticker or the like. */
function readEmpty(message: { mentioned: boolean; isWithheld: boolean }): Reading {
  if (message.mentioned) return { type: 'unclear', why: 'nothingAsked' };
  return message.isWithheld ? { type: 'unclear', why: 'unreadable' } : { type: 'ignored' };
}
