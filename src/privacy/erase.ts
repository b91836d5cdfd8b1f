// Deletes from Redis what is kept of a person. Which keys hold such things stands here, and nowhere else.
import type { Redis } from 'ioredis';
import { failuresKeyOf } from '../asks/ask-store.ts';
import { keptKeyOf } from '../asks/kept-answers.ts';
import { lineStateKeys } from '../asks/line-state.ts';
import { replyTokenKeyOf } from '../asks/reply-tokens.ts';
import { answersKeyOf, openKeyOf, recordKeyOf, waitingKeyOf } from '../asks/store-ask.ts';
import { turnKeys } from '../conversations/turn-keys.ts';
import { replyStateKeyOf } from '../delivery/reply-state.ts';
import { pausedByKeyOf } from '../gpu/pause.ts';
import { generateModelsKeyOf } from '../jobs/generate-models.ts';
import { secondsADay } from '../redis.ts';
import { logKeyOf } from '../token-log/log-key.ts';
import { defineStrip } from '../token-log/strip-script.ts';
import { defineErasing } from './erase-script.ts';

export interface Erase {
  /** Asks that have ended, with what was written and remembered of them. */
  asks(askIds: readonly string[]): Promise<void>;
  /**
   * The words of asks that have ended. How one ended is kept: who got no answer has lost none of those that a day allows,
   * and a worker that comes late finds nothing to do.
   */
  words(askIds: readonly string[]): Promise<void>;
  /** What turns of others hold of the person's messages. */
  quotes(personId: string, turnIds: readonly string[]): Promise<void>;
  /** How many answers each server (or `direct`) has counted. */
  answers(personId: string, guildIds: readonly string[]): Promise<void>;
  keptAnswers(personId: string): Promise<void>;
  /** Who has paused. The pause stands. */
  pausedBy(personId: string): Promise<void>;
  /** What the line remembers of whoever has nothing waiting in it. */
  fromLine(personId: string): Promise<void>;
}

export interface EraseOptions {
  redis: Redis;
  prefix: string;
  /** As of the line. */
  retentionDays: number;
}

const keysOfAsk = [recordKeyOf, failuresKeyOf, replyStateKeyOf, replyTokenKeyOf, logKeyOf];

export function createErase({ redis, prefix, retentionDays }: EraseOptions): Erase {
  const lineKeys = [generateModelsKeyOf(prefix), ...lineStateKeys(prefix)];
  defineErasing(redis, lineKeys.length);
  defineStrip(redis);
  const turns = turnKeys(prefix);

  return {
    asks: async (askIds) => {
      if (askIds.length === 0) return;
      await redis
        .multi()
        .del(askIds.flatMap((askId) => keysOfAsk.map((keyOf) => keyOf(prefix, askId))))
        .srem(openKeyOf(prefix), ...askIds)
        .hdel(waitingKeyOf(prefix), ...askIds)
        .exec();
    },
    words: async (askIds) => {
      await redis.del(askIds.map((askId) => recordKeyOf(prefix, askId)));
      await Promise.all(askIds.map((askId) => redis.stripTokenLog(logKeyOf(prefix, askId))));
    },
    quotes: async (personId, turnIds) => {
      const erase = (id: string) =>
        redis.eraseSubject(turns.turn(id), turns.owner(id), turns.pictures(id), personId);
      await Promise.all(turnIds.map(erase));
    },
    answers: async (personId, guildIds) => {
      if (guildIds.length === 0) return;
      await redis.del(guildIds.map((guildId) => answersKeyOf(prefix, guildId, personId)));
    },
    keptAnswers: async (personId) => {
      await redis.del(keptKeyOf(prefix, personId));
    },
    pausedBy: async (personId) => {
      await redis.erasePausedBy(pausedByKeyOf(prefix), personId);
    },
    fromLine: async (personId) => {
      await redis.eraseFromLine(...lineKeys, `${prefix}:`, retentionDays * secondsADay, personId);
    },
  };
}
