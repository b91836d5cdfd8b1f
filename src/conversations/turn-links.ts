// Which turn a message belongs to, and which is the last of a channel.
import type { Redis } from 'ioredis';
import type { TurnKeys } from './turn-keys.ts';
import type { TurnStore } from './turn-store.ts';

export type TurnLinks = Pick<TurnStore, 'link' | 'turnOf' | 'lastIn' | 'startAfresh'>;

export interface TurnLinksOptions {
  redis: Redis;
  keys: TurnKeys;
  expirySeconds: number;
}

export function createTurnLinks({ redis, keys, expirySeconds }: TurnLinksOptions): TurnLinks {
  return {
    link: async (messageId, turnId) => {
      await redis.set(keys.turnOf(messageId), turnId, 'EX', expirySeconds);
    },
    turnOf: async (messageId) => (await redis.get(keys.turnOf(messageId))) ?? undefined,
    lastIn: async (channelId) => (await redis.get(keys.conversation(channelId))) ?? undefined,
    startAfresh: async (channelId) => {
      await redis.del(keys.conversation(channelId));
    },
  };
}
