// The line of asks that wait for a worker.
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { jobIdOf, type JobData } from '../jobs/queues.ts';
import type { Ask } from './ask.ts';

export interface LineOptions {
  queue: Queue<JobData['generate'], void, 'generate'>;
  redis: Redis;
}

export interface Line {
  /** Does nothing when the ask stands in the line already. */
  join(ask: Ask): Promise<void>;
  /** Takes a waiting ask out; one that a worker has taken up stays. */
  leave(askId: string): Promise<void>;
  /** 1 is next; undefined when the ask is not waiting. */
  placeOf(askId: string): Promise<number | undefined>;
}

/** All alike: first come, first served. (Priority 0 would jump the line.) */
const priority = 1;

export function createLine({ queue, redis }: LineOptions): Line {
  const waitKey = queue.toKey('wait');
  const prioritizedKey = queue.toKey('prioritized');

  return {
    join: async ({ id, question, model }) => {
      await queue.add('generate', { askId: id, question, model }, { jobId: jobIdOf(id), priority });
    },
    leave: async (askId) => {
      await queue.remove(jobIdOf(askId));
    },
    placeOf: async (askId) => {
      const [waiting, rank, isRetaken] = await Promise.all([
        redis.llen(waitKey),
        redis.zrank(prioritizedKey, jobIdOf(askId)),
        redis.lpos(waitKey, jobIdOf(askId)),
      ]);
      if (rank !== null) return waiting + rank + 1;
      return isRetaken === null ? undefined : 1;
    },
  };
}
