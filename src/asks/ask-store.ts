// Ask records in Redis: written once, and the duplicate check of the whole bot.
import type { Redis, Result } from 'ioredis';
import { secondsADay } from '../redis.ts';
import type { Ask } from './ask.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    storeAsk(
      record: string,
      open: string,
      ask: string,
      expirySeconds: number,
      askId: string,
    ): Result<0 | 1, Context>;
  }
}

export interface AskStoreOptions {
  redis: Redis;
  prefix: string;
  retentionDays: number;
}

export interface AskStore {
  /** False when an ask of this id was stored before. The ask is open from now on. */
  store(ask: Ask): Promise<boolean>;
  get(askId: string): Promise<Ask | undefined>;
  /** The ids of all asks that have no final state on the screen yet. */
  listOpen(): Promise<string[]>;
  isOpen(askId: string): Promise<boolean>;
  /** The ask's final state stands on the screen. */
  markClosed(askId: string): Promise<void>;
  /** What stands on the screen is not the final state after all. */
  markOpen(askId: string): Promise<void>;
  /** As if the ask had never been stored, and no store can come any more that was under way. */
  withdraw(askId: string): Promise<void>;
  /** Counts the runs of a delivery that broke. Gives how many there were, this one included. */
  countFailure(askId: string): Promise<number>;
}

const source = `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then return 0 end
redis.call('SADD', KEYS[2], ARGV[3])
return 1
`;

/** In the place of a record. */
const withdrawn = '';

export function createAskStore({ redis, prefix, retentionDays }: AskStoreOptions): AskStore {
  redis.defineCommand('storeAsk', { numberOfKeys: 2, lua: source });
  const recordKey = (askId: string): string => `${prefix}:ask:${askId}`;
  const failuresKey = (askId: string): string => `${prefix}:ask-failures:${askId}`;
  const openKey = `${prefix}:asks:open`;
  const expirySeconds = retentionDays * secondsADay;

  return {
    store: async (ask) =>
      (await redis.storeAsk(
        recordKey(ask.id),
        openKey,
        JSON.stringify(ask),
        expirySeconds,
        ask.id,
      )) === 1,
    get: async (askId) => {
      const record = await redis.get(recordKey(askId));
      return record === null || record === withdrawn ? undefined : parseAsk(record);
    },
    listOpen: () => redis.smembers(openKey),
    isOpen: async (askId) => (await redis.sismember(openKey, askId)) === 1,
    markClosed: async (askId) => {
      await redis.srem(openKey, askId);
    },
    markOpen: async (askId) => {
      await redis.sadd(openKey, askId);
    },
    withdraw: async (askId) => {
      const record = recordKey(askId);
      await redis.multi().set(record, withdrawn, 'EX', expirySeconds).srem(openKey, askId).exec();
    },
    countFailure: async (askId) => {
      const failures = await redis.incr(failuresKey(askId));
      await redis.expire(failuresKey(askId), expirySeconds);
      return failures;
    },
  };
}

/** Written by `store` alone, maybe by that of an earlier version: then the reasoning was in its box. */
function parseAsk(record: string): Ask {
  const stored = JSON.parse(record) as Omit<Ask, 'reasoningDisplay'> & Partial<Ask>;
  return { reasoningDisplay: 'spoiler', ...stored };
}
