// What the last runs of each model took. Workers add to it, the bot estimates by it; it outlives them all.
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { secondsADay } from '../redis.ts';

const recordedRun = z.object({
  /** Reading the model into memory; absent when it was there. */
  loadMs: z.number().nonnegative().optional(),
  /** From the prompt's sending to the first text. */
  readMs: z.number().nonnegative(),
  /** From the first text to the end. */
  writeMs: z.number().nonnegative(),
  /** Reasoning and answer together, about. */
  tokens: z.number().nonnegative(),
  /** How much text the prompt held, as `textWeight` counts it, and how many tokens that was. Absent with pictures. */
  promptWeight: z.number().positive().optional(),
  promptTokens: z.number().positive().optional(),
});

/** One run of one ask, times in ms. */
export type RecordedRun = z.infer<typeof recordedRun>;

export interface RecordedRuns {
  add(model: string, run: RecordedRun): Promise<void>;
  /** At most the last 30, the newest first. */
  list(model: string): Promise<RecordedRun[]>;
}

/** Enough for a steady mean, few enough to follow a change of the machine or of what people ask. */
const keptRuns = 30;
const keptDays = 30;
/** Part of the key: a run that older processes could not read gets another key. */
const version = 1;

export interface RecordedRunsOptions {
  redis: Redis;
  prefix: string;
}

/** A worker's Redis user may write the keys that begin as these do. */
export function createRecordedRuns({ redis, prefix }: RecordedRunsOptions): RecordedRuns {
  const keyOf = (model: string): string => `${prefix}:generate-runs:${version}:${model}`;
  return {
    add: async (model, run) => {
      await redis
        .multi()
        .lpush(keyOf(model), JSON.stringify(run))
        .ltrim(keyOf(model), 0, keptRuns - 1)
        .expire(keyOf(model), keptDays * secondsADay)
        .exec();
    },
    list: async (model) => {
      const runs = await redis.lrange(keyOf(model), 0, -1);
      return runs.flatMap((run) => recordedRun.safeParse(JSON.parse(run)).data ?? []);
    },
  };
}
