// Runs the jobs of one queue so that none is ever lost: locks short enough for a quick take-over after a kill,
// hand-back at shutdown, and no job twice in one process.
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { CalmWorker } from './calm-worker.ts';
import { createJobRuns, createQueueHealth, handBack, takeOverOptions } from './job-runs.ts';
import type { JobRunsOptions } from './job-runs.ts';
import type { JobData, QueueName } from './queues.ts';

export interface JobWorkerOptions<Name extends QueueName> extends JobRunsOptions<Name> {
  /** Of the queue. */
  name: string;
  redis: Redis;
  prefix: string;
  concurrency: number;
}

export interface JobWorker {
  /** Stops taking jobs and hands the running ones back, to be taken up by another process at once. */
  close(): Promise<void>;
}

export function createJobWorker<Name extends QueueName>({
  name,
  redis,
  prefix,
  concurrency,
  log,
  run,
}: JobWorkerOptions<Name>): JobWorker {
  const runs = createJobRuns({ log, run });

  async function process(job: Job<JobData[Name], void>, token: string | undefined): Promise<void> {
    const outcome = await runs.run(job);
    switch (outcome.type) {
      case 'completed':
        return;
      case 'hand-back':
        await handBack(job, token);
        throw new DelayedError();
      case 'lost':
        throw new UnrecoverableError('LOCK_LOST');
      case 'failed':
        throw new UnrecoverableError(outcome.code);
      default:
        outcome satisfies never;
    }
  }

  const health = createQueueHealth({ log: log.child({ queue: name }), redis });
  const worker = new CalmWorker<JobData[Name], Name>(name, process, {
    connection: redis,
    prefix,
    concurrency,
    health,
    ...takeOverOptions,
  });
  worker.on('error', health.fails);
  worker.on('lockRenewalFailed', (jobIds) => jobIds.forEach(runs.lose));

  async function close(): Promise<void> {
    const closed = worker.close();
    runs.stop();
    // Without Redis nothing can be handed back, and BullMQ would wait for it.
    if (redis.status === 'ready') await closed;
    else closed.catch(ignore);
  }

  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}

function ignore(): void {}
