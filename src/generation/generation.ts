// The worker: takes `generate` jobs and runs them beside one Ollama. Knows nothing of Discord.
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Config } from '../config.ts';
import { restlessCard, type Card } from '../gpu/card.ts';
import { writeQuietHours } from '../gpu/quiet-hours.ts';
import { createJobWorker } from '../jobs/job-worker.ts';
import { createQueue } from '../jobs/queues.ts';
import type { Logger } from '../log.ts';
import { createCatalogue } from '../models/catalogue.ts';
import { createLoader } from '../models/loader.ts';
import { createModelPublisher } from '../models/model-publisher.ts';
import { createRecordedRuns, type RecordedRun } from '../models/recorded-runs.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { runGeneration } from './run-generation.ts';
import { createRunsHere } from './runs-here.ts';

export interface GenerationOptions {
  config: Config;
  redis: Redis;
  prefix: string;
  tokenLog: TokenLog;
  /** That of the host whose Ollama it is. */
  card?: Pick<Card, 'isResting' | 'rest' | 'use'>;
  log: Logger;
}

export interface Generation {
  /** What is published of this worker has changed. */
  refreshReport(): void;
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
  card = restlessCard,
  log,
}: GenerationOptions): Generation {
  const queue = createQueue({ name: 'generate', redis, prefix });
  const catalogue = createCatalogue({ host: config.ollamaHost });
  const runsHere = createRunsHere({ tokenLog });
  const loader = createLoader({
    host: config.ollamaHost,
    memory: config,
    loadMs: config.watchdogs.loadMs,
    isWantedByOthers: async (model) => {
      if (await card.isResting()) return false;
      const waiting = await queue.getJobs(['wait', 'prioritized'], 0, mostWaitingLookedAt);
      // In this order: a job that leaves the line meanwhile is found to run.
      return waiting.some((job) => job.data.model === model) || runsHere.want(model);
    },
  });
  const publisher = createModelPublisher({
    redis,
    prefix,
    workerId: randomUUID(),
    name: config.workerName,
    quietHours: writeQuietHours(config.quietHours),
    catalogue,
    slots: config.workerConcurrency,
    restOf: card.rest,
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
      })
        .finally(card.use())
        .finally(runsHere.add(job.data)),
  });

  async function close(): Promise<void> {
    await worker.close();
    await Promise.all([loader.close(), publisher.close()]);
    await queue.close();
  }

  let closing: Promise<void> | undefined;
  return { refreshReport: publisher.refresh, close: () => (closing ??= close()) };
}
