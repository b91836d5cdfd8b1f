// What Discord holds of a reply: kept in Redis, so that a second run of a job edits the same messages.
import type { Redis } from 'ioredis';

/** One posted page. */
export interface PostedPage {
  channelId: string;
  messageId: string;
  /** Set when a token posted it: the `messageId` of that token, which alone can edit it besides the bot. */
  tokenMessageId?: string;
}

export interface ReplyState {
  /** In order; the first is the deferred response. */
  pages: PostedPage[];
  /** A follow-up was about to be posted: it may exist although it is not in `pages` (they take no nonce). */
  isFollowUpPending: boolean;
  /** The reply goes on in a direct message, whose pages these are. */
  directMessage?: { channelId: string; pages: PostedPage[] };
}

export interface ReplyStates {
  load(askId: string): Promise<ReplyState | undefined>;
  save(askId: string, state: ReplyState): Promise<void>;
}

const secondsADay = 86_400;

export function createReplyStates({
  redis,
  prefix,
  retentionDays,
}: {
  redis: Redis;
  prefix: string;
  retentionDays: number;
}): ReplyStates {
  const keyOf = (askId: string): string => `${prefix}:reply:${askId}`;
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
