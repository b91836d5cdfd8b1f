// The messages that a question is made of, while it is gathered and when somebody edits or deletes one.
import type { Redis } from 'ioredis';
import { filesField, partFields, textField } from './stored-turn.ts';
import type { TurnKeys } from './turn-keys.ts';
import { maxGatheringMs, type TurnStore } from './turn-store.ts';

export type TurnParts = Pick<TurnStore, 'addPart' | 'editPart' | 'removePart' | 'close'>;

export interface TurnPartsOptions {
  /** With the scripts of turns. */
  redis: Redis;
  keys: TurnKeys;
  expirySeconds: number;
}

/** What is more becomes a question of its own. */
const maxParts = 5;
const maxGatheredBytes = 64 * 1024;

export function createTurnParts({ redis, keys, expirySeconds }: TurnPartsOptions): TurnParts {
  const keysOf = (turnId: string) =>
    [keys.turn(turnId), keys.pictures(turnId), keys.owner(turnId)] as const;

  return {
    addPart: async (turnId, part) => {
      const places = [...keysOf(turnId), keys.turnOf(part.id)];
      const bounds = [maxParts, maxGatheredBytes, maxGatheringMs];
      const fields = Object.entries(partFields(part)).flat();
      const added = await redis.addTurnPart(...places, expirySeconds, turnId, ...bounds, ...fields);
      return added === 1;
    },
    editPart: async (turnId, { id, text }) => {
      await redis.editTurnPart(...keysOf(turnId), expirySeconds, textField(id), text);
    },
    removePart: (turnId, partId) =>
      redis.removeTurnPart(...keysOf(turnId), textField(partId), filesField(partId)),
    close: (turnId) => redis.closeTurn(...keysOf(turnId)),
  };
}
