// The worker: takes `generate` jobs and runs them beside one Ollama. Knows nothing of Discord.
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Config } from '../config.ts';
import { createJobWorker } from '../jobs/job-worker.ts';
import { createQueue } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import { createCatalogue } from '../models/catalogue.ts';
import { createLoader } from '../models/loader.ts';
import { createModelPublisher } from '../models/model-publisher.ts';
import { createRecordedRuns, type RecordedRun } from '../models/recorded-runs.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { runGeneration } from './run-generation.ts';

export interface GenerationOptions {
  config: Config;
  redis: Redis;
  prefix: string;
  tokenLog: TokenLog;
  log: Logger;
}

export interface Generation {
  /** Hands the running jobs back. Safe to call twice. */
  close(): Promise<void>;
}

/** More are hardly ever in line, and a look at all of them is not worth a model's load. */
const mostWaitingLookedAt = 200;

export function createGeneration({
  config,
  redis,
  prefix,
  tokenLog,
  log,
}: GenerationOptions): Generation {
  const queue = createQueue({ name: 'generate', redis, prefix });
  const catalogue = createCatalogue({ host: config.ollamaHost });
  const loader = createLoader({
    host: config.ollamaHost,
    memory: config,
    loadMs: config.watchdogs.loadMs,
    isWantedByOthers: async (model) => {
      const waiting = await queue.getJobs(['wait', 'prioritized'], 0, mostWaitingLookedAt);
      return waiting.some((job) => job.data.model === model);
    },
  });
  const publisher = createModelPublisher({
    redis,
    prefix,
    workerId: randomUUID(),
    catalogue,
    slots: config.workerConcurrency,
    log,
  });
  const recordedRuns = createRecordedRuns({ redis, prefix });

  /** Nobody waits for it. */
  function record(model: string, run: RecordedRun): void {
    recordedRuns.add(model, run).catch((error: unknown) => {
      log.debug({ err: error }, 'run-not-recorded');
    });
  }

  const parts = { config, catalogue, loader, tokenLog, log };
  const worker = createJobWorker({
    name: 'generate',
    redis,
    prefix,
    concurrency: config.workerConcurrency,
    log,
    run: (job) =>
      runGeneration({
        ...parts,
        job,
        onRun: (run) => record(job.data.model, run),
      }),
  });

  async function close(): Promise<void> {
    await worker.close();
    await Promise.all([loader.close(), publisher.close()]);
    await queue.close();
  }

  let closing: Promise<void> | undefined;
  return { close: () => (closing ??= close()) };
}
