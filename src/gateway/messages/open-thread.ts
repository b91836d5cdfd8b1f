// Opens the thread in which a conversation goes on. It hangs on the first page of a reply, whose id it has: that is how
// what is written there finds its conversation.
import { DiscordAPIError } from '@discordjs/rest';
import { RESTJSONErrorCodes } from 'discord-api-types/v10';
import { messagesFor } from '../../locales/messages-for.ts';
import type { Logger } from '../../log.ts';
import { rateLimitedForMs, type BotCalls } from './bot-calls.ts';
import { threadTitle } from './thread-title.ts';

export interface ThreadRequest {
  channelId: string;
  /** The first page of the reply. */
  messageId: string;
  question: string;
  /** Of what all see. */
  locale: string;
}

export type ThreadOutcome =
  /** Also when it was open before. */
  | { type: 'open'; threadId: string }
  | { type: 'busy'; waitMs: number }
  | { type: 'forbidden' | 'tooMany' | 'gone' | 'unavailable' };

/** Never rejects. */
export type OpenThread = (request: ThreadRequest) => Promise<ThreadOutcome>;

export interface OpenThreadOptions {
  calls: Pick<BotCalls, 'startThread' | 'post'>;
  /** Every message in the thread is a question. */
  readsAll: boolean;
  botId: () => string;
  log: Logger;
}

export function createOpenThread({ calls, readsAll, botId, log }: OpenThreadOptions): OpenThread {
  /** How to go on there. A thread without it is good as well. */
  async function hint(threadId: string, locale: string): Promise<void> {
    const { thread } = messagesFor(locale).conversations;
    const text = readsAll ? thread.hint : thread.hintToMention({ bot: `<@${botId()}>` });
    const post = { channelId: threadId, text, nonce: `hint-${threadId}` };
    await calls.post(post).catch((error: unknown) => {
      log.warn({ err: error, threadId }, 'thread-hint-not-posted');
    });
  }

  return async ({ question, locale, ...place }) => {
    const title = threadTitle(question) ?? messagesFor(locale).conversations.thread.untitled;
    try {
      const threadId = await calls.startThread(place, title);
      await hint(threadId, locale);
      return { type: 'open', threadId };
    } catch (error) {
      const outcome = toOutcome(error, place.messageId);
      if (outcome.type !== 'open') {
        log.warn({ err: error, messageId: place.messageId, type: outcome.type }, 'thread-not-open');
      }
      return outcome;
    }
  };
}

function toOutcome(error: unknown, messageId: string): ThreadOutcome {
  const waitMs = rateLimitedForMs(error);
  if (waitMs !== undefined) return { type: 'busy', waitMs };
  if (!(error instanceof DiscordAPIError)) return { type: 'unavailable' };
  switch (error.code) {
    case RESTJSONErrorCodes.ThreadAlreadyCreatedForMessage:
      return { type: 'open', threadId: messageId };
    case RESTJSONErrorCodes.MissingAccess:
    case RESTJSONErrorCodes.MissingPermissions:
    case RESTJSONErrorCodes.CannotExecuteActionOnThisChannelType:
      return { type: 'forbidden' };
    case RESTJSONErrorCodes.MaximumActiveThreads:
    case RESTJSONErrorCodes.MaximumActiveAnnouncementThreads:
      return { type: 'tooMany' };
    case RESTJSONErrorCodes.UnknownMessage:
    case RESTJSONErrorCodes.UnknownChannel:
      return { type: 'gone' };
    default:
      return { type: 'unavailable' };
  }
}
