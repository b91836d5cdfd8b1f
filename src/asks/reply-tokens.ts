// The interaction tokens that replies are edited with: 15-minute secrets, kept apart from everything else.
import type { Redis } from 'ioredis';

/** Gives write access to one reply, without any other credential, until Discord forgets it. */
export interface ReplyToken {
  applicationId: string;
  token: string;
  /** The message that the token calls `@original`. */
  messageId: string;
  /** Epoch ms on Discord's clock at which Discord stops taking it. */
  expiresAt: number;
}

export interface ReplyTokens {
  /** Replaces the one that was there: a button press brings a fresh token for the same message. */
  put(askId: string, token: ReplyToken): Promise<void>;
  get(askId: string): Promise<ReplyToken | undefined>;
  /** No reply will need it. */
  drop(askId: string): Promise<void>;
}

/** Interaction tokens live 15 minutes (Discord: "Receiving and responding to interactions"). */
export const replyTokenLifeMs = 15 * 60_000;

export function replyTokenKeyOf(prefix: string, askId: string): string {
  return `${prefix}:reply-token:${askId}`;
}

export function createReplyTokens({
  redis,
  prefix,
}: {
  redis: Redis;
  prefix: string;
}): ReplyTokens {
  const keyOf = (askId: string): string => replyTokenKeyOf(prefix, askId);
  return {
    put: async (askId, token) => {
      await redis.set(keyOf(askId), JSON.stringify(token), 'PX', replyTokenLifeMs);
    },
    get: async (askId) => {
      const stored = await redis.get(keyOf(askId));
      return stored === null ? undefined : parseReplyToken(stored);
    },
    drop: async (askId) => {
      await redis.del(keyOf(askId));
    },
  };
}

/** Written by `put` alone. */
function parseReplyToken(stored: string): ReplyToken {
  return JSON.parse(stored) as ReplyToken;
}
