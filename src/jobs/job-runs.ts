// The runs of jobs in this process, whatever gave the jobs to it: each with a signal of its own, and no job twice at
// once. The reasons and figures: docs/decisions/0001-one-engine.md.
import type { Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { createOutage } from '../outage.ts';
import { isRefusal } from '../redis.ts';
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

/** What is to be done with the job. `lost`: nothing, it is not ours any more. `code`: of the error that ended it. */
export type RunOutcome =
  | { type: 'completed' }
  | { type: 'hand-back' }
  | { type: 'lost' }
  | { type: 'failed'; code: string };

export interface JobRuns<Name extends QueueName> {
  /** Never rejects. */
  run(job: Job<JobData[Name], void>): Promise<RunOutcome>;
  /** Aborts the run of a job whose lock could not be renewed. */
  lose(jobId: string): void;
  /** Aborts every run, to be handed back; what comes later is handed back at once. */
  stop(): void;
}

export interface JobRunsOptions<Name extends QueueName> {
  log: Logger;
  /**
   * Rejects when aborted, or with `StartAgain`. Any other rejection ends the job for good, so it must be the last
   * resort: the run itself tells the asker.
   */
  run: (job: JobRun<Name>) => Promise<void>;
}

/** How long a job is ours without a renewal, in ms: renewed at half of it. */
export const lockMs = 10_000;

/** Kills are not counted by BullMQ (its limit fails the job without a word); the run bounds its attempts itself. */
const unbounded = 1_000_000_000;

/**
 * The same in every process: BullMQ shares a queue's stalled check among them. It skips a check that comes within
 * `stalledInterval` of the last, so a timer that is early by a hair makes the time between two checks twice as long.
 */
export const takeOverOptions = {
  lockDuration: lockMs,
  stalledInterval: 2_500,
  maxStalledCount: unbounded,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
};

/** Why a run is aborted: Redis does not know the job as ours any more, or at all. */
export const lockLost = new Error('lock lost');
/** Why it is aborted otherwise. */
const shutdown = new Error('shutdown');

interface Run {
  cancel: AbortController;
  /** Never rejects. */
  ended: Promise<void>;
}

export function createJobRuns<Name extends QueueName>({
  log,
  run,
}: JobRunsOptions<Name>): JobRuns<Name> {
  const runs = new Map<string, Run>();
  let isStopping = false;

  /** True when this process ran the job until now: its lock was lost, and the line gave it to us again. */
  async function endEarlierRun(jobId: string): Promise<boolean> {
    const earlier = runs.get(jobId);
    earlier?.cancel.abort(lockLost);
    await earlier?.ended;
    return earlier !== undefined;
  }

  async function runOnce(job: Job<JobData[Name], void>, cancel: AbortController): Promise<void> {
    const { id = '', data, attemptsStarted: attempt } = job;
    const running = run({ data, attempt, signal: cancel.signal });
    runs.set(id, { cancel, ended: running.then(ignore, ignore) });
    try {
      await running;
    } finally {
      runs.delete(id);
    }
  }

  return {
    run: async (job) => {
      // BullMQ keeps its locks by job id: after two runs of one job in one process it renews neither. So start afresh.
      const wasHere = await endEarlierRun(job.id ?? '');
      if (wasHere || isStopping) return { type: 'hand-back' };
      const cancel = new AbortController();
      try {
        await runOnce(job, cancel);
        return { type: 'completed' };
      } catch (error) {
        const isGivenBack = cancel.signal.reason === shutdown || error instanceof StartAgain;
        if (isGivenBack) return { type: 'hand-back' };
        const jobOf = { jobId: job.id, queue: job.queueName };
        if (cancel.signal.reason === lockLost) {
          log.warn(jobOf, 'job-lost');
          return { type: 'lost' };
        }
        log.error({ err: error, ...jobOf }, 'job-failed');
        return { type: 'failed', code: codeOf(error) };
      }
    },
    lose: (jobId) => runs.get(jobId)?.cancel.abort(lockLost),
    stop: () => {
      isStopping = true;
      for (const { cancel } of runs.values()) cancel.abort(shutdown);
    },
  };
}

/** To the head of the line: it has stood there before. BullMQ would put it behind its equals. */
export async function handBack(job: Job, token: string | undefined): Promise<void> {
  await job.changePriority({ priority: 0 });
  await job.moveToDelayed(Date.now(), token);
  // That is due by this host's clock, which may be ahead of the others'. Somebody may have been quicker to take it.
  await job.promote().catch(ignore);
}

/** Logs what goes wrong with a queue. */
export interface QueueHealth {
  fails(error: unknown): void;
  /** Redis has let a job be taken, which it does not while it refuses writes. */
  works(): void;
}

export function createQueueHealth({ log, redis }: { log: Logger; redis: Redis }): QueueHealth {
  const outage = createOutage({ of: 'queue', log });
  return {
    fails: (error) => {
      if (isRefusal(error)) return outage.begin(error);
      // That Redis is away is told by its connection, once.
      const reason = error instanceof Error ? error.message : String(error);
      log[redis.status === 'ready' ? 'warn' : 'debug']({ reason }, 'queue-error');
    },
    works: outage.end,
  };
}

function ignore(): void {}

/** BullMQ stores this text: a code, never a message that could quote a person or a secret. */
function codeOf(error: unknown): string {
  return error instanceof BotError ? error.code : 'INTERNAL';
}
