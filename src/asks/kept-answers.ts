// Answers that could be shown nowhere: neither where they were asked for nor by direct message. Only their askers get
// them, by /queue. What is kept here is which they are; the text stands in the token log.
import type { Redis } from 'ioredis';
import { secondsADay } from '../redis.ts';
import type { Ask } from './ask.ts';

export interface KeptAnswers {
  /** For as long as the answer itself. Of more than 25 the newest. */
  keep(ask: Pick<Ask, 'id' | 'asker' | 'askedAt'>): Promise<void>;
  /** The ids of the asker's asks, the newest first. */
  list(askerId: string): Promise<string[]>;
  has(askerId: string, askId: string): Promise<boolean>;
}

export interface KeptAnswersOptions {
  redis: Redis;
  prefix: string;
  retentionDays: number;
}

/** As many as a menu of Discord's holds. */
const maxKept = 25;

export function keptKeyOf(prefix: string, askerId: string): string {
  return `${prefix}:kept:${askerId}`;
}

export function createKeptAnswers({
  redis,
  prefix,
  retentionDays,
}: KeptAnswersOptions): KeptAnswers {
  const keyOf = (askerId: string): string => keptKeyOf(prefix, askerId);
  return {
    keep: async ({ id, asker, askedAt }) => {
      const key = keyOf(asker.id);
      await redis
        .multi()
        .zadd(key, askedAt, id)
        .zremrangebyrank(key, 0, -1 - maxKept)
        .expire(key, retentionDays * secondsADay)
        .exec();
    },
    list: (askerId) => redis.zrevrange(keyOf(askerId), 0, -1),
    has: async (askerId, askId) => (await redis.zscore(keyOf(askerId), askId)) !== null,
  };
}
