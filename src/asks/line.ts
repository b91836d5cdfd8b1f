// The line of asks that wait for a worker: BullMQ's queues, one for each model, in which askers take turns. All queues
// together are one line, with one place for each ask.
import type { Redis } from 'ioredis';
import { createGenerateModels, generateModelsKeyOf } from '../jobs/generate-models.ts';
import type { GenerateQueues } from '../jobs/generate-queues.ts';
import { askIdOf, generateQueueName, jobIdOf, modelOfQueue } from '../jobs/queues.ts';
import { createWakeUp } from '../jobs/wake-up.ts';
import { secondsADay } from '../redis.ts';
import type { Ask } from './ask.ts';
import { defineLineScripts } from './line-scripts.ts';
import { lineStateKeys, round, unranked } from './line-state.ts';

export interface LineOptions {
  queues: GenerateQueues;
  redis: Redis;
  prefix: string;
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

export function createLine({ queues, redis, prefix, retentionDays }: LineOptions): Line {
  defineLineScripts(redis);
  const models = createGenerateModels({ redis, prefix, retentionDays });
  const wakeUp = createWakeUp({ redis, prefix });
  const expirySeconds = retentionDays * secondsADay;
  const keys = [generateModelsKeyOf(prefix), ...lineStateKeys(prefix)];
  const everyScript = [...keys, `${prefix}:`, expirySeconds];

  /** What the queue's own keys that outlive its jobs are kept for: as long as the queue is known. */
  const queueSeconds = 2 * expirySeconds;

  return {
    // A process may die between any two steps, and any may fail: joining again does what is left. So a job whose queue
    // is not known yet is found later. A job that gets no tag is served when no other waits.
    join: async ({ id, asker, turnId, model, maxAnswerTokens, weight = 1 }) => {
      const jobId = jobIdOf(id);
      const bound = maxAnswerTokens === undefined ? {} : { maxAnswerTokens };
      const data = { askId: id, turnId, model, ...bound };
      const share = Math.max(1, Math.round(round / weight));
      const turn = [jobId, asker.id, weight, share];
      await Promise.all([
        models.add(model),
        queues.of(model).add('generate', data, { jobId, priority: unranked }),
      ]);
      // On one connection, so that whoever hears the ring finds the tag. Where it comes first all the same, because Redis
      // has yet to learn the script, a job without a tag is taken only by a worker that has nothing else to do.
      await Promise.all([
        redis.rankInLine(...everyScript, generateQueueName(model), ...turn, queueSeconds),
        wakeUp.ring(),
      ]);
    },
    leave: async (askId) => {
      const jobId = jobIdOf(askId);
      // In this order a worker that takes the job in between takes one that nobody counts.
      const holders = await redis.unrankInLine(...everyScript, jobId);
      await Promise.all(holders.map((name) => queues.of(modelOfQueue(name)).remove(jobId)));
    },
    placeOf: async (askId) =>
      (await redis.placeInLine(...everyScript, jobIdOf(askId))) ?? undefined,
    waitingOf: async (askerId) => {
      const jobIds = await redis.asksInLine(...everyScript, askerId);
      return jobIds.map(askIdOf);
    },
  };
}
