// The turns in Redis. The bot writes them; workers read them, to know what a model is to be told.
import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { redisNow, secondsADay } from '../redis.ts';
import { fromFields, ownedTurn, toFields, toOwner } from './stored-turn.ts';
import { turnKeys } from './turn-keys.ts';
import { createTurnLinks } from './turn-links.ts';
import { createTurnParts } from './turn-parts.ts';
import { defineTurnScripts } from './turn-scripts.ts';
import { createTurnSnapshots, type TurnSnapshots } from './turn-snapshots.ts';
import type { TurnStore } from './turn-store.ts';
import type { ToldTurn, Turn } from './turn.ts';

export interface TurnStoreOptions {
  redis: Redis;
  prefix: string;
  /** A turn is kept so long from the last write to it. */
  retentionDays: number;
}

/** For whoever answers a turn. */
export type TurnReader = Pick<TurnStore, 'chain' | 'pictures'>;

export interface RedisTurnStore extends TurnStore, TurnSnapshots {
  /** For how many ms the turn has been there, by Redis's clock; undefined without it. */
  ageMs(turnId: string): Promise<number | undefined>;
}

/** One step of a walk through a long conversation takes Redis about a millisecond. */
const turnsAStep = 64;

export function createTurnStore({
  redis,
  prefix,
  retentionDays,
}: TurnStoreOptions): RedisTurnStore {
  defineTurnScripts(redis);
  const keys = turnKeys(prefix);
  const expirySeconds = retentionDays * secondsADay;
  const keysOf = (turnId: string) =>
    [keys.turn(turnId), keys.pictures(turnId), keys.owner(turnId)] as const;

  /** The newest first, with those that were removed. */
  async function walk(lastId: string, maxBytes: number): Promise<ToldTurn[]> {
    const turns = new Map<string, ToldTurn>();
    let leftBytes = maxBytes;
    // Each once: whatever is stored, a walk has an end.
    for (let next: string | undefined = lastId; next !== undefined && !turns.has(next);) {
      const [left, step] = await redis.walkTurns(keys.turn(''), next, turnsAStep, leftBytes);
      const found = step.flatMap(([id, fields]) => fromFields(id, toRecord(fields)) ?? []);
      for (const turn of found) turns.set(turn.id, turn);
      next = step.length < turnsAStep ? undefined : found.at(-1)?.previousId;
      leftBytes = left;
    }
    return [...turns.values()];
  }

  // In this order, so that whoever loses its owner in between is seen to be removed.
  async function get(turnId: string): Promise<Turn | undefined> {
    const [owner, fields] = await Promise.all([
      redis.hgetall(keys.owner(turnId)),
      redis.hgetall(keys.turn(turnId)),
    ]);
    return ownedTurn(fromFields(turnId, fields), owner);
  }

  async function previous(turnId: string): Promise<Turn | undefined> {
    const previousId = await redis.previousTurn(keys.turn(''), turnId);
    const turn = previousId === '' ? undefined : await get(previousId);
    return turn?.isRemoved ? previous(turn.id) : turn;
  }

  return {
    ...createTurnLinks({ redis, keys, expirySeconds }),
    ...createTurnParts({ redis, keys, expirySeconds }),
    ...createTurnSnapshots({ redis, keys, expirySeconds }),

    begin: async (turn, continues = {}) => {
      const { id, part, pictures = [], gatherMs = 0 } = turn;
      const { turnId: previousId = '', channelId = '', beginsAfter = '' } = continues;
      const around = [keys.turnOf(part.id), keys.conversation(channelId), keys.owner('')];
      const fields = Object.entries(toFields(turn)).flat();
      const owner = Object.entries(toOwner(turn, continues.channelId)).flat();
      const counts = [owner.length, fields.length];
      const salt = randomBytes(16).toString('hex');
      const place = [id, expirySeconds, channelId, previousId, beginsAfter];
      const head = [...place, gatherMs, salt, ...counts];
      const values = [...head, ...owner, ...fields, ...pictures.map(toBuffer)];
      await redis.beginTurn(...keysOf(id), ...around, ...values);
    },

    get,

    chain: async (turnId, { maxBytes = Number.MAX_SAFE_INTEGER } = {}) => {
      const turns = await walk(turnId, maxBytes);
      return turns.filter(({ isRemoved }) => !isRemoved).toReversed();
    },

    previous,

    pictures: (turnId) => redis.lrangeBuffer(keys.pictures(turnId), 0, -1),

    beginAgain: async (turnId, { from, to }) =>
      (await redis.beginTurnAgain(...keysOf(turnId), expirySeconds, from, to)) === 1,

    settle: async (turnId, { askId, answer }) => {
      await redis.settleTurn(...keysOf(turnId), expirySeconds, askId, answer);
    },

    remove: async (turnId) => (await redis.removeTurn(...keysOf(turnId), expirySeconds)) === 1,

    withdraw: async (turnId) => {
      const around = [keys.conversation(''), keys.turnOf('')];
      await redis.withdrawTurn(...keysOf(turnId), ...around, turnId, expirySeconds);
    },

    ageMs: async (turnId) => {
      const [begunAt, now] = await Promise.all([
        redis.hget(keys.turn(turnId), 'begunAt'),
        redisNow(redis),
      ]);
      return begunAt === null ? undefined : now - Number(begunAt);
    },
  };
}

function toRecord(fields: readonly string[]): Record<string, string> {
  const names = fields.filter((_field, index) => index % 2 === 0);
  return Object.fromEntries(names.map((name, index) => [name, fields[2 * index + 1] ?? '']));
}

function toBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
