// The models that have had asks lately, so that it is known which `generate` queues there are.
import type { Redis } from 'ioredis';
import { redisNow, secondsADay } from '../redis.ts';
import { generateQueueName, modelOfQueue } from './queues.ts';

export interface GenerateModelsOptions {
  redis: Redis;
  prefix: string;
  /** Of asks. Nothing waits for so long, so a model without asks is forgotten after twice the time. */
  retentionDays: number;
  /** Epoch ms; by default on the clock of Redis. */
  now?: () => Promise<number>;
}

export interface GenerateModels {
  /** A queue that is not known is looked at by nobody, so call it at the latest with the adding of a job. */
  add(model: string): Promise<void>;
  /** In the order of their queues' names. */
  list(): Promise<string[]>;
}

/** A sorted set of queue names by the time of the last ask. A worker's Redis user may read it. */
export function generateModelsKeyOf(prefix: string): string {
  return `${prefix}:generate-models`;
}

export function createGenerateModels({
  redis,
  prefix,
  retentionDays,
  now = () => redisNow(redis),
}: GenerateModelsOptions): GenerateModels {
  const key = generateModelsKeyOf(prefix);
  const keepSeconds = 2 * retentionDays * secondsADay;

  return {
    add: async (model) => {
      const at = await now();
      await redis
        .multi()
        .zadd(key, at, generateQueueName(model))
        .zremrangebyscore(key, '-inf', at - keepSeconds * 1_000)
        .expire(key, keepSeconds)
        .exec();
    },
    list: async () => (await redis.zrange(key, '0', '-1')).toSorted().map(modelOfQueue),
  };
}
