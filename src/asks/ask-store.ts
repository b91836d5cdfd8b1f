// Ask records in Redis: written once, and the duplicate check of the whole bot.
import type { Redis, Result } from 'ioredis';
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
  /** The ask's final state stands on the screen. */
  markClosed(askId: string): Promise<void>;
}

const source = `
if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'EX', ARGV[2]) then return 0 end
redis.call('SADD', KEYS[2], ARGV[3])
return 1
`;

const secondsADay = 86_400;

export function createAskStore({ redis, prefix, retentionDays }: AskStoreOptions): AskStore {
  redis.defineCommand('storeAsk', { numberOfKeys: 2, lua: source });
  const recordKey = (askId: string): string => `${prefix}:ask:${askId}`;
  const openKey = `${prefix}:asks:open`;

  return {
    store: async (ask) =>
      (await redis.storeAsk(
        recordKey(ask.id),
        openKey,
        JSON.stringify(ask),
        retentionDays * secondsADay,
        ask.id,
      )) === 1,
    get: async (askId) => {
      const record = await redis.get(recordKey(askId));
      return record === null ? undefined : parseAsk(record);
    },
    listOpen: () => redis.smembers(openKey),
    markClosed: async (askId) => {
      await redis.srem(openKey, askId);
    },
  };
}

/** Written by `store` alone. */
function parseAsk(record: string): Ask {
  return JSON.parse(record) as Ask;
}
