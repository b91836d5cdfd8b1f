// Where things of a person are kept, so that all of them can be found when that person wants to be forgotten.
import type { Redis } from 'ioredis';
import { secondsADay } from '../redis.ts';

/**
 * `ask`: an ask of the person, or one that answers a turn of the person. `turn`: one that the person asked. `quote`: a
 * turn of somebody about a message of the person. `answers`: a server (or `direct`) that counts the person's answers.
 */
const traceKinds = ['ask', 'turn', 'quote', 'answers'] as const;

export interface Trace {
  kind: (typeof traceKinds)[number];
  id: string;
}

export interface PersonIndex {
  /** Before the thing itself is written, so that nothing is ever kept that cannot be found. */
  add(personId: string, traces: readonly Trace[]): Promise<void>;
  /** Of things by their ids, those that are the person's. */
  among(
    personId: string,
    things: { kind: Trace['kind']; ids: readonly string[] },
  ): Promise<string[]>;
  /**
   * All traces, a few hundred at a time, for some people have very many. One may come twice; those that are dropped
   * meanwhile need not come.
   */
  parts(personId: string): AsyncIterable<Trace[]>;
  drop(personId: string, traces: readonly Trace[]): Promise<void>;
}

export interface PersonIndexOptions {
  redis: Redis;
  prefix: string;
  retentionDays: number;
  /** Epoch ms. */
  now?: () => number;
}

/** A trace outlives what it leads to: it is written before, and by another clock. */
const marginDays = 1;
/** What is done for so many at once takes Redis a few milliseconds. */
const tracesAStep = 200;

/** A sorted set for each person, by the epoch s at which each trace leads to nothing any more. */
export function createPersonIndex({
  redis,
  prefix,
  retentionDays,
  now = Date.now,
}: PersonIndexOptions): PersonIndex {
  const keyOf = (personId: string): string => `${prefix}:person:${personId}`;
  const keptSeconds = (retentionDays + marginDays) * secondsADay;

  async function* scan(key: string): AsyncGenerator<Trace[], void> {
    let cursor = '0';
    do {
      const [next, found] = await redis.zscan(key, cursor, 'COUNT', tracesAStep);
      // Members and their scores in turn.
      yield found.filter((_text, place) => place % 2 === 0).flatMap(toTrace);
      cursor = next;
    } while (cursor !== '0');
  }

  return {
    add: async (personId, traces) => {
      if (traces.length === 0) return;
      const key = keyOf(personId);
      const nowSeconds = Math.floor(now() / 1_000);
      const expiry = String(nowSeconds + keptSeconds);
      const write = redis.multi().zremrangebyscore(key, '-inf', String(nowSeconds));
      for (const trace of traces) write.zadd(key, expiry, toMember(trace));
      await write.expire(key, keptSeconds).exec();
    },
    among: async (personId, { kind, ids }) => {
      if (ids.length === 0) return [];
      const members = ids.map((id) => toMember({ kind, id }));
      const expiries = await redis.zmscore(keyOf(personId), ...members);
      return ids.filter((_id, place) => (expiries[place] ?? null) !== null);
    },
    parts: (personId) => scan(keyOf(personId)),
    drop: async (personId, traces) => {
      if (traces.length > 0) await redis.zrem(keyOf(personId), ...traces.map(toMember));
    },
  };
}

function toMember({ kind, id }: Trace): string {
  return `${kind}:${id}`;
}

function toTrace(member: string): Trace[] {
  const kind = traceKinds.find((known) => member.startsWith(`${known}:`));
  return kind ? [{ kind, id: member.slice(kind.length + 1) }] : [];
}
