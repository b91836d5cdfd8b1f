// Runs the jobs of one queue so that none is ever lost: locks short enough for a quick take-over after a kill,
// hand-back at shutdown, and no job twice in one process. The reasons and figures: docs/decisions/0001-one-engine.md.
import { DelayedError, UnrecoverableError, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { createOutage } from '../outage.ts';
import { isRefusal } from '../redis.ts';
import { CalmWorker } from './calm-worker.ts';
import type { JobData, QueueName } from './queues.ts';

/** One run of a job. `attempt` counts every start, also after a kill; it begins at 1. */
export interface JobRun<Name extends QueueName> {
  data: JobData[Name];
  attempt: number;
  /** Aborted when the job is no longer ours: at shutdown, or when its lock was lost. */
  signal: AbortSignal;
}

/** What a run rejects with that has to be made again: what it had written is lost. The job goes back to the line. */
export class StartAgain extends Error {
  constructor() {
    super('start again');
    this.name = 'StartAgain';
  }
}

/** Why a run is aborted: Redis does not know the job as ours any more, or at all. */
export const lockLost = new Error('lock lost');

export interface JobWorkerOptions<Name extends QueueName> {
  name: Name;
  redis: Redis;
  prefix: string;
  concurrency: number;
  log: Logger;
  /**
   * Rejects when aborted, or with `StartAgain`. Any other rejection ends the job for good, so it must be the last resort: the run itself
   * tells the asker.
   */
  run: (job: JobRun<Name>) => Promise<void>;
}

export interface JobWorker {
  /** Stops taking jobs and hands the running ones back, to be taken up by another process at once. */
  close(): Promise<void>;
}

/**
 * The same in every process of a queue: BullMQ shares its stalled check among them. It skips a check that comes within
 * `stalledInterval` of the last, so a timer that is early by a hair makes the time between two checks twice as long.
 */
const takeOver = { lockDuration: 10_000, stalledInterval: 2_500 };

/** Kills are not counted by BullMQ (its limit fails the job without a word); the run bounds its attempts itself. */
const unbounded = 1_000_000_000;

/** Why a run is aborted otherwise. */
const shutdown = new Error('shutdown');

interface Run {
  cancel: AbortController;
  /** Never rejects. */
  ended: Promise<void>;
}

export function createJobWorker<Name extends QueueName>({
  name,
  redis,
  prefix,
  concurrency,
  log,
  run,
}: JobWorkerOptions<Name>): JobWorker {
  const runs = new Map<string, Run>();
  let isStopping = false;

  /** To the head of the line: it has stood there before. BullMQ would put it behind its equals. */
  async function handBack(job: Job, token: string | undefined): Promise<never> {
    await job.changePriority({ priority: 0 });
    await job.moveToDelayed(Date.now(), token);
    // That is due by this host's clock, which may be ahead of the others'. Somebody may have been quicker to take it.
    await job.promote().catch(ignore);
    throw new DelayedError();
  }

  /** True when this process ran the job until now: its lock was lost, and the line gave it to us again. */
  async function endEarlierRun(jobId: string): Promise<boolean> {
    const earlier = runs.get(jobId);
    earlier?.cancel.abort(lockLost);
    await earlier?.ended;
    return earlier !== undefined;
  }

  async function runOnce(job: Job<JobData[Name]>, cancel: AbortController): Promise<void> {
    const { id = '', data, attemptsStarted: attempt } = job;
    const running = run({ data, attempt, signal: cancel.signal });
    runs.set(id, { cancel, ended: running.then(ignore, ignore) });
    try {
      await running;
    } finally {
      runs.delete(id);
    }
  }

  async function process(job: Job<JobData[Name]>, token: string | undefined): Promise<void> {
    // BullMQ keeps its locks by job id: after two runs of one job in one process it renews neither. So start afresh.
    const wasHere = await endEarlierRun(job.id ?? '');
    if (wasHere || isStopping) await handBack(job, token);
    const cancel = new AbortController();
    try {
      await runOnce(job, cancel);
    } catch (error) {
      const isGivenBack = cancel.signal.reason === shutdown || error instanceof StartAgain;
      if (isGivenBack) await handBack(job, token);
      if (cancel.signal.reason === lockLost) log.warn({ jobId: job.id, queue: name }, 'job-lost');
      else log.error({ err: error, jobId: job.id, queue: name }, 'job-failed');
      throw new UnrecoverableError(codeOf(error));
    }
  }

  const outage = createOutage({ of: 'queue', log: log.child({ queue: name }) });
  const worker = new CalmWorker<JobData[Name], Name>(name, process, {
    connection: redis,
    prefix,
    concurrency,
    outage,
    ...takeOver,
    maxStalledCount: unbounded,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
  });
  worker.on('error', (error) => {
    if (isRefusal(error)) return outage.begin(error);
    // That Redis is away is told by its connection, once.
    const level = redis.status === 'ready' ? 'warn' : 'debug';
    log[level]({ reason: error.message, queue: name }, 'queue-error');
  });
  worker.on('lockRenewalFailed', (jobIds) => {
    for (const jobId of jobIds) runs.get(jobId)?.cancel.abort(lockLost);
  });

  async function close(): Promise<void> {
    isStopping = true;
    const closed = worker.close();
    for (const { cancel } of runs.values()) cancel.abort(shutdown);
    // Without Redis nothing can be handed back, and BullMQ would wait for it.
    if (redis.status === 'ready') await closed;
    else closed.catch(ignore);
  }

  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}

function ignore(): void {}

/** BullMQ stores this text: a code, never a message that could quote a person or a secret. */
function codeOf(error: unknown): string {
  return error instanceof BotError ? error.code : 'INTERNAL';
}
