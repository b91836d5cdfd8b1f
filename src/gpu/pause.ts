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
  /** The operator's display name. */
  by: string;
  byId: string;
  at: number;
}

export interface NewPause extends Pick<Pause, 'reason' | 'by' | 'byId'> {
  /** How long; without end when absent. */
  forMs?: number;
}

export interface Pauses {
  get(): Promise<Pause | undefined>;
  /** In the place of the pause that there is, if there is one. */
  set(pause: NewPause): Promise<Pause>;
  /** False when there was none. */
  clear(): Promise<boolean>;
}

export interface PausesOptions {
  redis: Redis;
  /** Of every key of this bot. */
  prefix: string;
}

export function createPauses({ redis, prefix }: PausesOptions): Pauses {
  // A worker's Redis user may read it by this very name, and not write it.
  const key = `${prefix}:generate-pause`;

  return {
    get: async () => {
      const stored = await redis.get(key);
      return stored === null ? undefined : parsePause(stored);
    },
    set: async ({ forMs, ...given }) => {
      const at = await redisNow(redis);
      if (forMs === undefined) {
        const pause = { ...given, at };
        await redis.set(key, JSON.stringify(pause));
        return pause;
      }
      const pause = { ...given, at, until: at + forMs };
      await redis.set(key, JSON.stringify(pause), 'PX', forMs);
      return pause;
    },
    clear: async () => (await redis.del(key)) === 1,
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
