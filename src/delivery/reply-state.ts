// What Discord holds of a reply: kept in Redis, so that a second run of a job edits the same messages.
import type { Redis } from 'ioredis';
import { secondsADay } from '../redis.ts';

/** One posted page. */
export interface PostedPage {
  channelId: string;
  messageId: string;
  /** Set when a token posted it: the `messageId` of that token, which alone can edit it besides the bot. */
  tokenMessageId?: string;
}

export interface PostedPages {
  /** In order. */
  pages: PostedPage[];
  /**
   * A page that the reply no longer needs and that is being deleted. It is none of `pages` any more: a page of those that
   * goes was deleted by somebody else.
   */
  leaving?: PostedPage | undefined;
  /** Set when somebody deleted a page: it and those after it are not posted again. At least 1. */
  maxPages?: number;
}

/** The first page is the deferred response, if there is one. */
export interface ReplyState extends PostedPages {
  /** When it was asked, in epoch ms on the log's clock. Absent before the first delivery. */
  askedAt?: number;
  /** A follow-up was about to be posted: it may exist although it is not in `pages` (they take no nonce). */
  isFollowUpPending: boolean;
  /** The asker was pinged, or was about to be. */
  isPinged?: boolean;
  /** The reply goes on in a direct message, whose pages these are. */
  directMessage?: PostedPages & { channelId: string };
}

export interface ReplyStates {
  load(askId: string): Promise<ReplyState | undefined>;
  save(askId: string, state: ReplyState): Promise<void>;
}

export function replyStateKeyOf(prefix: string, askId: string): string {
  return `${prefix}:reply:${askId}`;
}

export function createReplyStates({
  redis,
  prefix,
  retentionDays,
}: {
  redis: Redis;
  prefix: string;
  retentionDays: number;
}): ReplyStates {
  const keyOf = (askId: string): string => replyStateKeyOf(prefix, askId);
  return {
    load: async (askId) => {
      const stored = await redis.get(keyOf(askId));
      return stored === null ? undefined : parseState(stored);
    },
    save: async (askId, state) => {
      await redis.set(keyOf(askId), JSON.stringify(state), 'EX', retentionDays * secondsADay);
    },
  };
}

/** Written by `save` alone. */
function parseState(stored: string): ReplyState {
  return JSON.parse(stored) as ReplyState;
}
