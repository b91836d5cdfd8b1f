// Runs the jobs of one queue so that none is ever lost: locks short enough for a quick take-over after a kill,
// hand-back at shutdown, and no job twice in one process. The reasons and figures: docs/decisions/0001-one-engine.md.
import { DelayedError, UnrecoverableError, Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { JobData, QueueName } from './queues.ts';

/** One run of a job. `attempt` counts every start, also after a kill; it begins at 1. */
export interface JobRun<Name extends QueueName> {
  data: JobData[Name];
  attempt: number;
  /** Aborted when the job is no longer ours: at shutdown, or when its lock was lost. */
  signal: AbortSignal;
}

export interface JobWorkerOptions<Name extends QueueName> {
  name: Name;
  redis: Redis;
  prefix: string;
  concurrency: number;
  log: Logger;
  /**
   * Rejects when aborted. Any other rejection ends the job for good, so it must be the last resort: the run itself
   * tells the asker.
   */
  run: (job: JobRun<Name>) => Promise<void>;
}

export interface JobWorker {
  /** Stops taking jobs and hands the running ones back, to be taken up by another process at once. */
  close(): Promise<void>;
}

/** The same in every process of a queue: BullMQ shares its stalled check among them. */
const takeOver = { lockDuration: 10_000, stalledInterval: 5_000 };

/** Kills are not counted by BullMQ (its limit fails the job without a word); the run bounds its attempts itself. */
const unbounded = 1_000_000_000;

export function createJobWorker<Name extends QueueName>({
  name,
  redis,
  prefix,
  concurrency,
  log,
  run,
}: JobWorkerOptions<Name>): JobWorker {
  const runningJobs = new Map<string, Promise<void>>();
  let isStopping = false;

  async function handBack(job: Job, token: string | undefined): Promise<never> {
    await job.moveToDelayed(Date.now(), token);
    throw new DelayedError();
  }

  async function runOnce(job: Job<JobData[Name]>, signal: AbortSignal): Promise<void> {
    const id = job.id ?? '';
    await runningJobs.get(id);
    const running = run({ data: job.data, attempt: job.attemptsStarted, signal });
    const settled = running.then(ignore, ignore);
    runningJobs.set(id, settled);
    try {
      await running;
    } finally {
      if (runningJobs.get(id) === settled) runningJobs.delete(id);
    }
  }

  async function process(
    job: Job<JobData[Name]>,
    token: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (isStopping) await handBack(job, token);
    try {
      await runOnce(job, signal ?? new AbortController().signal);
    } catch (error) {
      if (isStopping && signal?.aborted) await handBack(job, token);
      log.error({ err: error, jobId: job.id, queue: name }, 'job-failed');
      throw new UnrecoverableError(codeOf(error));
    }
  }

  const worker = new Worker<JobData[Name], void, Name>(name, process, {
    connection: redis,
    prefix,
    concurrency,
    ...takeOver,
    maxStalledCount: unbounded,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', (error) => log.warn({ reason: error.message, queue: name }, 'queue-error'));
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const jobId of jobIds) worker.cancelJob(jobId, 'lock lost');
  });

  async function close(): Promise<void> {
    isStopping = true;
    const closed = worker.close();
    worker.cancelAllJobs('shutdown');
    await closed;
  }

  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}

function ignore(): void {}

/** BullMQ stores this text: a code, never a message that could quote a person or a secret. */
function codeOf(error: unknown): string {
  return error instanceof BotError ? error.code : 'INTERNAL';
}
