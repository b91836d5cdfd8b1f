// Ask records in Redis: written once, and the duplicate check of the whole bot.
import type { Redis } from 'ioredis';
import { secondsADay } from '../redis.ts';
import type { Ask } from './ask.ts';
import {
  createStoreAsk,
  openKeyOf,
  recordKeyOf,
  waitingKeyOf,
  type CountLimits,
  type CountRefusal,
  type StoreOutcome,
} from './store-ask.ts';

export interface AskStoreOptions {
  redis: Redis;
  prefix: string;
  retentionDays: number;
}

export interface AskStore {
  /**
   * The ask is open from now on, unless one of its id was stored before, or limits are given and one is reached. Asks
   * that were refused or withdrawn count for nothing, nor as answers those that came to none.
   */
  store(ask: Ask, limits?: CountLimits): Promise<StoreOutcome>;
  /** The limit that `store` would find reached now. */
  look(ask: Ask, limits: CountLimits): Promise<CountRefusal | undefined>;
  get(askId: string): Promise<Ask | undefined>;
  /** Those that there are, in the order of the ids. */
  getMany(askIds: readonly string[]): Promise<Ask[]>;
  /** The ids of all asks that have no final state on the screen yet. */
  listOpen(): Promise<string[]>;
  isOpen(askId: string): Promise<boolean>;
  /** The ask's final state stands on the screen. */
  markClosed(askId: string): Promise<void>;
  /** The final state stands nowhere. False when the ask was opened again meanwhile: then it is open still. */
  closeUnreached(askId: string): Promise<boolean>;
  /** What stands on the screen is not the final state after all. */
  markOpen(askId: string): Promise<void>;
  /** As if the ask had never been stored, and no store can come any more that was under way. */
  withdraw(askId: string): Promise<void>;
  /** Sees to it that no ask of this id can come any more. False when one has. */
  forestall(askId: string): Promise<boolean>;
  /** Counts the runs of a delivery that broke. Gives how many there were, this one included. */
  countFailure(askId: string): Promise<number>;
}

/** Longer than a delivery that can show nothing takes to end. */
const reopenedSeconds = 60;

/** In the place of a record. */
const withdrawn = '';

export function failuresKeyOf(prefix: string, askId: string): string {
  return `${prefix}:ask-failures:${askId}`;
}

export function createAskStore({ redis, prefix, retentionDays }: AskStoreOptions): AskStore {
  const recordKey = (askId: string): string => recordKeyOf(prefix, askId);
  const failuresKey = (askId: string): string => failuresKeyOf(prefix, askId);
  const reopenedKey = (askId: string): string => `${prefix}:ask-reopened:${askId}`;
  const openKey = openKeyOf(prefix);
  const waitingKey = waitingKeyOf(prefix);
  const expirySeconds = retentionDays * secondsADay;

  return {
    ...createStoreAsk({ redis, prefix, expirySeconds }),
    get: async (askId) => readRecord(await redis.get(recordKey(askId))),
    getMany: async (askIds) => {
      if (askIds.length === 0) return [];
      const records = await redis.mget(askIds.map(recordKey));
      return records.flatMap((record) => readRecord(record) ?? []);
    },
    listOpen: () => redis.smembers(openKey),
    isOpen: async (askId) => (await redis.sismember(openKey, askId)) === 1,
    markClosed: async (askId) => {
      await redis.multi().srem(openKey, askId).hdel(waitingKey, askId).exec();
    },
    closeUnreached: async (askId) => {
      // In one step: whoever opens it after that leaves it open, and its delivery is added again in time.
      const replies = await redis.multi().del(reopenedKey(askId)).srem(openKey, askId).exec();
      if (replies?.[0]?.[1] === 0) return true;
      await redis.sadd(openKey, askId);
      return false;
    },
    markOpen: async (askId) => {
      const isReopened = ['1', 'EX', reopenedSeconds] as const;
      await redis
        .multi()
        .set(reopenedKey(askId), ...isReopened)
        .sadd(openKey, askId)
        .exec();
    },
    withdraw: async (askId) => {
      const record = recordKey(askId);
      await redis
        .multi()
        .set(record, withdrawn, 'EX', expirySeconds)
        .srem(openKey, askId)
        .hdel(waitingKey, askId)
        .exec();
    },
    forestall: async (askId) => {
      const record = recordKey(askId);
      const isFirst = await redis.set(record, withdrawn, 'EX', expirySeconds, 'NX');
      return isFirst === 'OK' || (await redis.get(record)) === withdrawn;
    },
    countFailure: async (askId) => {
      const failures = await redis.incr(failuresKey(askId));
      await redis.expire(failuresKey(askId), expirySeconds);
      return failures;
    },
  };
}

function readRecord(record: string | null): Ask | undefined {
  return record === null || record === withdrawn ? undefined : parseAsk(record);
}

/** Written by `store` alone, maybe by that of an earlier version: then the reasoning was in its box. */
function parseAsk(record: string): Ask {
  const stored = JSON.parse(record) as Omit<Ask, 'reasoningDisplay' | 'turnId'> & Partial<Ask>;
  return { reasoningDisplay: 'spoiler', turnId: stored.id, ...stored };
}
