// Tells idle workers that there may be something to take. A stream and no publishing, which a worker's Redis user may
// not listen to. A ring may be lost, so workers also look from time to time.
import type { Redis } from 'ioredis';

export interface WakeUpOptions {
  redis: Redis;
  prefix: string;
}

export interface WakeUp {
  /** A stream: each ring replaces the last entry, whose fields mean nothing. It expires when nobody rings. */
  key: string;
  ring(): Promise<void>;
}

/** Longer than any worker rests between two looks. */
const keepSeconds = 3_600;

export function createWakeUp({ redis, prefix }: WakeUpOptions): WakeUp {
  const key = `${prefix}:generate-wake`;
  return {
    key,
    ring: async () => {
      await redis.multi().xadd(key, 'MAXLEN', 1, '*', 'ring', '').expire(key, keepSeconds).exec();
    },
  };
}
