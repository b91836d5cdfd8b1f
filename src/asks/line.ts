// The line of asks that wait for a worker: BullMQ's queue, in which askers take turns.
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { askIdOf, jobIdOf, type JobData } from '../jobs/queues.ts';
import { secondsADay } from '../redis.ts';
import type { Ask } from './ask.ts';
import { defineLineScripts, round, unranked } from './line-scripts.ts';

export interface LineOptions {
  queue: Queue<JobData['generate'], void, 'generate'>;
  redis: Redis;
  /** How long it is remembered who asked what, when nobody joins or leaves any more. */
  retentionDays: number;
}

export interface Line {
  /**
   * An asker's n-th waiting ask stands behind everyone's (n-1)-th; equals stand in the order of arrival. Does nothing
   * when the ask stands in the line already, or a worker has taken it.
   */
  join(ask: Ask): Promise<void>;
  /** Takes a waiting ask out, and moves its asker's later ones up; one that a worker has taken stays. */
  leave(askId: string): Promise<void>;
  /** 1 is next; undefined when the ask is not waiting. */
  placeOf(askId: string): Promise<number | undefined>;
  /** The ids of the asker's waiting asks, the next one first. */
  waitingOf(askerId: string): Promise<string[]>;
}

export function createLine({ queue, redis, retentionDays }: LineOptions): Line {
  defineLineScripts(redis);
  const waitKey = queue.toKey('wait');
  const delayedKey = queue.toKey('delayed');
  const prioritizedKey = queue.toKey('prioritized');
  const everyScript = [
    prioritizedKey,
    waitKey,
    delayedKey,
    ...stateKeys(queue),
    queue.toKey(''),
    retentionDays * secondsADay,
  ];

  return {
    join: async ({ id, asker, question, model, maxAnswerTokens, weight = 1 }) => {
      const jobId = jobIdOf(id);
      const bound = maxAnswerTokens === undefined ? {} : { maxAnswerTokens };
      const data = { askId: id, question, model, ...bound };
      const share = Math.max(1, Math.round(round / weight));
      // A job that gets no tag, because this process dies here, is served when no other waits.
      await queue.add('generate', data, { jobId, priority: unranked });
      await redis.rankInLine(...everyScript, jobId, asker.id, weight, share);
    },
    leave: async (askId) => {
      // In this order a worker that takes the job in between takes one that nobody counts.
      await redis.unrankInLine(...everyScript, jobIdOf(askId));
      await queue.remove(jobIdOf(askId));
    },
    placeOf: async (askId) => {
      const jobId = jobIdOf(askId);
      const [waiting, delayed, waitIndex, delayedRank, rank] = await Promise.all([
        redis.llen(waitKey),
        redis.zcard(delayedKey),
        redis.lpos(waitKey, jobId),
        redis.zrank(delayedKey, jobId),
        redis.zrank(prioritizedKey, jobId),
      ]);
      if (rank !== null) return waiting + delayed + rank + 1;
      // Given back by a worker: the list is taken from its end, and the delayed ones follow.
      if (waitIndex !== null) return waiting - waitIndex;
      return delayedRank === null ? undefined : waiting + delayedRank + 1;
    },
    waitingOf: async (askerId) => {
      const jobIds = await redis.asksInLine(...everyScript, askerId);
      return jobIds.map(askIdOf);
    },
  };
}

/** Not among the queue's own keys, which a worker's Redis user may read: it need not know who asks. */
function stateKeys({ opts: { prefix = '' } }: LineOptions['queue']): string[] {
  const names = ['order', 'askers', 'asks', 'weights', 'ends', 'clock', 'taken'];
  return names.map((name) => `${prefix}:line:${name}`);
}
