// Takes jobs as long as it has room for them, runs them, and tells BullMQ how they ended.
import { UnrecoverableError } from 'bullmq';
import type { Redis } from 'ioredis';
import { handBack, type JobRuns, type QueueHealth, type RunOutcome } from '../jobs/job-runs.ts';
import type { Bell } from './bell.ts';
import type { TakenJob } from './model-queues.ts';
import type { NextJob } from './next-job.ts';

export interface JobTakerOptions {
  redis: Redis;
  /** How many jobs run at once. */
  slots: number;
  nextJob: NextJob;
  runs: JobRuns<'generate'>;
  /** Called when a job's lock is to be renewed no longer, before its end is told. */
  release: (taken: TakenJob) => void;
  /** A job is back in line: other workers may take it. */
  onHandBack: () => Promise<void>;
  /** No job begins meanwhile; those that run go on. */
  isResting: () => Promise<boolean>;
  /** Rung when there may be a job to take. */
  bell: Bell;
  health: QueueHealth;
}

export interface JobTaker {
  /** Hands the running jobs back. Safe to call twice. */
  close(): Promise<void>;
}

/** For what nobody rang for: a ring that was lost, a model that came, a rest that is over. */
const lookEveryMs = 5_000;

export function createJobTaker(options: JobTakerOptions): JobTaker {
  const { redis, slots, nextJob, runs, bell, health } = options;
  const running = new Set<Promise<void>>();
  let isStopping = false;

  /** A rest may have begun while the job was being chosen: then it leaves the card's memory as it is. */
  async function runUnlessResting({ job }: TakenJob): Promise<RunOutcome> {
    const isResting = await options.isResting().catch(isTakenForNo);
    return isResting ? { type: 'hand-back' } : runs.run(job);
  }

  async function runToEnd(taken: TakenJob): Promise<void> {
    const outcome = await runUnlessResting(taken);
    options.release(taken);
    try {
      await settle(taken, outcome);
      if (outcome.type === 'hand-back') await options.onHandBack();
    } catch (error) {
      // Without an end the job's lock expires, and whoever takes it then finds its log ended.
      health.fails(error);
    }
  }

  function start(taken: TakenJob): void {
    const run = runToEnd(taken).finally(() => {
      running.delete(run);
      bell.ring();
    });
    running.add(run);
  }

  async function takeJobs(): Promise<void> {
    while (!isStopping && running.size < slots) {
      if (await options.isResting()) return;
      const taken = await nextJob();
      if (!taken) return;
      health.works();
      start(taken);
    }
  }

  async function work(): Promise<void> {
    while (!isStopping) {
      await takeJobs().catch(health.fails);
      await bell.wait(lookEveryMs);
    }
  }

  const working = work();

  async function close(): Promise<void> {
    isStopping = true;
    bell.ring();
    runs.stop();
    // Without Redis nothing can be handed back.
    if (redis.status !== 'ready') return;
    await working;
    await Promise.all(running);
  }

  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}

/** It did not rest a moment ago, and without an outcome the job would stay locked. */
function isTakenForNo(): boolean {
  return false;
}

async function settle({ job, token }: TakenJob, outcome: RunOutcome): Promise<void> {
  switch (outcome.type) {
    case 'completed':
      return void (await job.moveToCompleted(undefined, token, false));
    case 'hand-back':
      return handBack(job, token);
    case 'failed':
      return void (await job.moveToFailed(new UnrecoverableError(outcome.code), token, false));
    case 'lost':
      return undefined;
    default:
      return outcome satisfies never;
  }
}
