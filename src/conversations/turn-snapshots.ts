// What is kept of a turn, in one piece: to be written again if Redis is restarted without its data.
import type { Redis } from 'ioredis';
import type { TurnKeys } from './turn-keys.ts';

export interface TurnSnapshot {
  turnId: string;
  fields: Readonly<Record<string, string>>;
  /** Whose it is. */
  owner: Readonly<Record<string, string>>;
  pictures: readonly Buffer[];
}

export interface TurnSnapshots {
  /** Undefined when there is no such turn. */
  snapshot(turnId: string): Promise<TurnSnapshot | undefined>;
  /** Does nothing when the turn is there. */
  restore(snapshot: TurnSnapshot): Promise<void>;
}

export interface TurnSnapshotsOptions {
  /** With the scripts of turns. */
  redis: Redis;
  keys: TurnKeys;
  expirySeconds: number;
}

export function createTurnSnapshots({
  redis,
  keys,
  expirySeconds,
}: TurnSnapshotsOptions): TurnSnapshots {
  return {
    snapshot: async (turnId) => {
      const [owner, fields, pictures] = await Promise.all([
        redis.hgetall(keys.owner(turnId)),
        redis.hgetall(keys.turn(turnId)),
        redis.lrangeBuffer(keys.pictures(turnId), 0, -1),
      ]);
      const isThere = owner['asker'] !== undefined && fields['asker'] !== undefined;
      return isThere ? { turnId, fields, owner, pictures } : undefined;
    },
    restore: async ({ turnId, fields, owner, pictures }) => {
      const { channelId = '' } = owner;
      const own = [keys.turn(turnId), keys.pictures(turnId), keys.owner(turnId)];
      const places = [...own, keys.conversation(channelId), keys.turnOf('')];
      const [whose, told] = [Object.entries(owner).flat(), Object.entries(fields).flat()];
      const head = [turnId, expirySeconds, channelId, whose.length, told.length];
      await redis.restoreTurn(...places, ...head, ...whose, ...told, ...pictures);
    },
  };
}
