// Runs the `generate` jobs that are this worker's, out of the queues of all models. What a run is, and whose job which
// is, the caller says: generation.ts does, beside an Ollama.
import type { Redis } from 'ioredis';
import { createGenerateModels } from '../jobs/generate-models.ts';
import { createJobRuns, createQueueHealth, type JobRunsOptions } from '../jobs/job-runs.ts';
import { createWakeUp } from '../jobs/wake-up.ts';
import { createBell } from './bell.ts';
import { createJobTaker, type JobTakerOptions } from './job-taker.ts';
import { createModelQueues } from './model-queues.ts';
import { createNextJob, type NextJobOptions } from './next-job.ts';
import { createWakeListener } from './wake-listener.ts';

export interface GenerateWorkerOptions
  extends
    JobRunsOptions<'generate'>,
    Pick<NextJobOptions, 'pickOwn' | 'listLoaded' | 'usualMs' | 'passedAsks'>,
    Pick<JobTakerOptions, 'slots' | 'isResting'> {
  redis: Redis;
  /** For blocking reads, the worker's alone; it is closed with the worker. */
  wakeReader: Redis;
  prefix: string;
  retentionDays: number;
  /** Somebody has rung, maybe for something other than a job. */
  onWake?: () => void;
}

export interface GenerateWorker {
  /** There may be a job to take. */
  ring(): void;
  isAnyWaiting(model: string): Promise<boolean>;
  /** The models that somebody waits for, whether this worker has them or not. */
  listWaiting(): Promise<string[]>;
  /** Stops taking jobs and hands the running ones back, to be taken up by another process at once. */
  close(): Promise<void>;
}

export function createGenerateWorker(options: GenerateWorkerOptions): GenerateWorker {
  const { redis, wakeReader, prefix, retentionDays, log } = options;
  const place = { redis, prefix };
  const bell = createBell();
  const wakeUp = createWakeUp(place);
  const runs = createJobRuns(options);
  const health = createQueueHealth({ log: log.child({ queue: 'generate' }), redis });
  const queues = createModelQueues({ ...place, health, onStalled: ringAll, onLost: runs.lose });
  const { list: listAsked } = createGenerateModels({ ...place, retentionDays });
  const taker = createJobTaker({
    ...options,
    nextJob: createNextJob({ ...options, queues, listAsked }),
    runs,
    release: queues.release,
    onHandBack: wakeUp.ring,
    bell,
    health,
  });
  const listener = createWakeListener({
    reader: wakeReader,
    key: wakeUp.key,
    onRing: () => {
      bell.ring();
      options.onWake?.();
    },
    log,
  });

  /** Also those on other machines, which may have the model. Nobody waits for it: they look now and then anyway. */
  function ringAll(): void {
    wakeUp.ring().catch((error: unknown) => log.debug({ err: error }, 'wake-up-not-rung'));
  }

  async function close(): Promise<void> {
    await taker.close();
    listener.close();
    await queues.close();
  }

  let closing: Promise<void> | undefined;
  return {
    ring: bell.ring,
    isAnyWaiting: queues.isAnyWaiting,
    listWaiting: async () => (await queues.headsOf(await listAsked())).map(({ model }) => model),
    close: () => (closing ??= close()),
  };
}
