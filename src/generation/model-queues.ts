// The taking side of the `generate` queues, one for each model: looks at their heads, takes a job, keeps the locks of
// those that were taken. BullMQ does not choose between queues, nor does it renew locks of jobs that it did not start.
import { randomUUID } from 'node:crypto';
import { createRedisBackend, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import type { LineHead } from '../jobs/choose-head.ts';
import { lockMs, takeOverOptions, type QueueHealth } from '../jobs/job-runs.ts';
import { generateQueueName, type GenerateData } from '../jobs/queues.ts';
import { redisNow } from '../redis.ts';

export interface TakenJob {
  job: Job<GenerateData, void>;
  /** Of its lock. */
  token: string;
}

export interface ModelQueues {
  /** Of those queues in which somebody waits. Lets go of the queues of other models, but for those of jobs held here. */
  headsOf(models: readonly string[]): Promise<LineHead[]>;
  /**
   * How long it has been in the line, in ms: by the clock of Redis since the time at which the bot's clock saw it join.
   */
  waitedMs(head: LineHead): Promise<number>;
  isAnyWaiting(model: string): Promise<boolean>;
  /** The job that is next at this moment, locked until it is released; undefined when there is none (any more). */
  take(model: string): Promise<TakenJob | undefined>;
  /** Call it before BullMQ is told how the job ended. */
  release(taken: TakenJob): void;
  /** Safe to call twice. */
  close(): Promise<void>;
}

export interface ModelQueuesOptions {
  redis: Redis;
  prefix: string;
  health: Pick<QueueHealth, 'fails'>;
  /** A job of a process that died is back in its line. */
  onStalled: () => void;
  /** A job that was taken here is not ours any more. */
  onLost: (jobId: string) => void;
}

type QueueWorker = Worker<GenerateData, void, 'generate'>;

interface HeldJob {
  jobId: string;
  queue: QueueWorker;
}

/** BullMQ's score of a delayed job: epoch ms times this, and a number that keeps equals apart. */
const delayedScale = 4_096;

export function createModelQueues(options: ModelQueuesOptions): ModelQueues {
  const { redis } = options;
  const opened = new Map<string, QueueWorker>();
  /** By their tokens. */
  const held = new Map<string, HeldJob>();

  function queueOf(model: string): QueueWorker {
    const worker = opened.get(model) ?? openQueue(model, options);
    opened.set(model, worker);
    return worker;
  }

  function closeAllBut(models: readonly string[]): void {
    const inUse = new Set([...held.values()].map(({ queue }) => queue));
    for (const [model, queue] of opened) {
      if (models.includes(model) || inUse.has(queue)) continue;
      opened.delete(model);
      queue.close().catch(options.health.fails);
    }
  }

  const renewal = setInterval(() => void renewLocks(), lockMs / 2);
  let isRenewing = false;

  /** One round at a time: while Redis is away none is made up for. */
  async function renewLocks(): Promise<void> {
    if (isRenewing) return;
    isRenewing = true;
    try {
      await Promise.all([...held].map(renew));
    } catch (error) {
      options.health.fails(error);
    } finally {
      isRenewing = false;
    }
  }

  async function renew([token, { jobId, queue }]: [string, HeldJob]): Promise<void> {
    const lost = await queue.extendJobLocks([jobId], [token], lockMs);
    lost.forEach(options.onLost);
  }

  async function close(): Promise<void> {
    clearInterval(renewal);
    await Promise.all([...opened.values()].map((worker) => worker.close()));
  }

  let closing: Promise<void> | undefined;
  return {
    headsOf: async (models) => {
      closeAllBut(models);
      const heads = models.map((model) => headOf({ model, redis, queue: queueOf(model) }));
      return (await Promise.all(heads)).flat();
    },
    waitedMs: async ({ model, jobId }) => {
      const [now, joinedAt] = await Promise.all([
        redisNow(redis),
        redis.hget(queueOf(model).toKey(jobId), 'timestamp'),
      ]);
      return now - Number(joinedAt);
    },
    isAnyWaiting: async (model) => {
      const queue = queueOf(model);
      const waiting = await Promise.all([
        redis.llen(queue.toKey('wait')),
        redis.zcard(queue.toKey('delayed')),
        redis.zcard(queue.toKey('prioritized')),
      ]);
      return waiting.some((count) => count > 0);
    },
    take: async (model) => {
      const queue = queueOf(model);
      const token = randomUUID();
      const job = await nextJobOf(queue, token);
      if (!job) return undefined;
      held.set(token, { jobId: job.id ?? '', queue });
      return { job, token };
    },
    release: ({ token }) => void held.delete(token),
    close: () => (closing ??= close()),
  };
}

interface HeadOf {
  model: string;
  queue: QueueWorker;
  redis: Redis;
}

async function headOf({ model, queue, redis }: HeadOf): Promise<LineHead[]> {
  const dueScore = (Date.now() + 1) * delayedScale - 1;
  // BullMQ takes from the end of `wait`, and puts the delayed ones that are due behind those.
  const [waiting, delayed, [first, score]] = await Promise.all([
    redis.lindex(queue.toKey('wait'), -1),
    redis.zrangebyscore(queue.toKey('delayed'), 0, dueScore, 'LIMIT', 0, 1),
    redis.zrange(queue.toKey('prioritized'), '0', '0', 'WITHSCORES'),
  ]);
  const givenBack = waiting ?? delayed[0];
  if (givenBack !== undefined) return [{ model, jobId: givenBack, isGivenBack: true, score: 0 }];
  return first === undefined
    ? []
    : [{ model, jobId: first, isGivenBack: false, score: Number(score) }];
}

/** BullMQ's type leaves out that there may be none. */
function nextJobOf(queue: QueueWorker, token: string): Promise<TakenJob['job'] | undefined> {
  return queue.getNextJob(token, { block: false });
}

/** A `Worker` without a processor starts nothing by itself; without a connection for blocking reads it needs none. */
function openQueue(
  model: string,
  { redis, prefix, health, onStalled }: ModelQueuesOptions,
): QueueWorker {
  const worker: QueueWorker = new Worker(
    generateQueueName(model),
    null,
    { connection: redis, prefix, ...takeOverOptions },
    (name, backendOptions) => createRedisBackend(name, backendOptions),
  );
  worker.on('error', health.fails);
  worker.on('stalled', onStalled);
  void worker.startStalledCheckTimer();
  return worker;
}
