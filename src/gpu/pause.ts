// The pause: an operator takes the card back from all workers. It stands in Redis, where every process sees it and a
// restart finds it.
import type { Redis } from 'ioredis';
import { redisNow } from '../redis.ts';
import type { Rest } from './rest.ts';

/** Times are epoch ms on the clock of Redis, which ends the pause by itself, so no other clock can. */
export interface Pause {
  /** Until somebody resumes, without it. */
  until?: number;
  /** The operator's own words, of any length and content. */
  reason?: string;
  at: number;
}

export interface NewPause extends Pick<Pause, 'reason'> {
  by: { id: string; name: string };
  /** How long; without end when absent. */
  forMs?: number;
}

export interface Pauses {
  get(): Promise<Pause | undefined>;
  /** In the place of the pause that there is, if there is one. */
  set(pause: NewPause): Promise<Pause>;
  /** False when there was none. */
  clear(): Promise<boolean>;
  /** The display name of whoever paused; undefined when that is over, or was forgotten. Not for workers. */
  whose(): Promise<string | undefined>;
}

export interface PausesOptions {
  redis: Redis;
  /** Of every key of this bot. */
  prefix: string;
}

/** A hash for the bot alone: `id` and `name` of whoever paused. */
export function pausedByKeyOf(prefix: string): string {
  return `${prefix}:paused-by`;
}

export function createPauses({ redis, prefix }: PausesOptions): Pauses {
  // A worker's Redis user may read it by this very name, and not write it.
  const key = `${prefix}:generate-pause`;
  const byKey = pausedByKeyOf(prefix);

  return {
    get: async () => {
      const stored = await redis.get(key);
      return stored === null ? undefined : parsePause(stored);
    },
    set: async ({ forMs, by, ...given }) => {
      const at = await redisNow(redis);
      const pause = { ...given, at, ...(forMs !== undefined && { until: at + forMs }) };
      const write = redis.multi().set(key, JSON.stringify(pause)).del(byKey).hset(byKey, by);
      if (forMs !== undefined) write.pexpire(key, forMs).pexpire(byKey, forMs);
      await write.exec();
      return pause;
    },
    clear: async () => {
      await redis.del(byKey);
      return (await redis.del(key)) === 1;
    },
    whose: async () => (await redis.hget(byKey, 'name')) ?? undefined,
  };
}

/** Written by `set` alone. */
function parsePause(stored: string): Pause {
  return JSON.parse(stored) as Pause;
}

/** What the pause means to those who wait. */
export function restOfPause({ until, reason }: Pause): Rest {
  return {
    cause: 'pause',
    ...(until !== undefined && { until }),
    ...(reason !== undefined && { reason }),
  };
}
