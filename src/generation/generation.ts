// The worker: takes `generate` jobs and runs them beside one Ollama. Knows nothing of Discord.
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Config } from '../config.ts';
import { restlessCard, type Card } from '../gpu/card.ts';
import { writeQuietHours } from '../gpu/quiet-hours.ts';
import { createPassedAsks } from '../jobs/passed-asks.ts';
import type { Logger } from '../log.ts';
import { createCatalogue } from '../models/catalogue.ts';
import { listLoadedModels } from '../models/loaded-models.ts';
import { createLoader } from '../models/loader.ts';
import { createModelPublisher } from '../models/model-publisher.ts';
import { createPace } from '../models/pace.ts';
import { listPublishedModels, type WorkerReport } from '../models/published-models.ts';
import { createRecordedRuns, type RecordedRun } from '../models/recorded-runs.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { createGenerateWorker } from './generate-worker.ts';
import { createPickOwn } from './pick-own.ts';
import { runGeneration } from './run-generation.ts';
import { createRunsHere } from './runs-here.ts';

export interface GenerationOptions {
  config: Config;
  redis: Redis;
  /** For blocking reads, the worker's alone; it is closed with the worker. */
  wakeReader: Redis;
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

export function createGeneration({
  card = restlessCard,
  ...options
}: GenerationOptions): Generation {
  const { config, redis, prefix, tokenLog, log } = options;
  const place = { redis, prefix };
  const host = config.ollamaHost;
  const catalogue = createCatalogue({ host });
  const recordedRuns = createRecordedRuns(place);
  const runsHere = createRunsHere({ tokenLog });
  let report: WorkerReport | undefined;

  const loader = createLoader({
    host,
    memory: config,
    loadMs: config.watchdogs.loadMs,
    isWantedByOthers: async (model) => {
      if (await card.isResting()) return false;
      // In this order: a job that leaves the line meanwhile is found to run.
      return (await worker.isAnyWaiting(model)) || runsHere.want(model);
    },
  });
  const worker = createGenerateWorker({
    ...options,
    isResting: card.isResting,
    retentionDays: config.retentionDays,
    slots: config.workerConcurrency,
    run: (job) => {
      const onRun = (run: RecordedRun) => record(job.data.model, run);
      const running = runGeneration({ config, catalogue, loader, tokenLog, log, job, onRun });
      return running.finally(card.use()).finally(runsHere.add(job.data));
    },
    pickOwn: createPickOwn({
      report: () => report,
      listModels: () => listPublishedModels(place),
      patienceMs: config.watchdogs.serverWaitMs,
    }),
    listLoaded: () => listLoadedModels({ host }),
    usualMs: async (model) => createPace(await recordedRuns.list(model)).answerLeftMs(0),
    passedAsks: createPassedAsks(),
  });
  const publisher = createModelPublisher({
    ...place,
    workerId: randomUUID(),
    name: config.workerName,
    quietHours: writeQuietHours(config.quietHours),
    catalogue,
    slots: config.workerConcurrency,
    restOf: card.rest,
    onReport: (latest) => {
      report = latest;
      worker.ring();
    },
    log,
  });

  /** Nobody waits for it. */
  function record(model: string, run: RecordedRun): void {
    recordedRuns.add(model, run).catch((error: unknown) => {
      log.debug({ err: error }, 'run-not-recorded');
    });
  }

  async function close(): Promise<void> {
    await worker.close();
    await Promise.all([loader.close(), publisher.close()]);
  }

  let closing: Promise<void> | undefined;
  return { refreshReport: publisher.refresh, close: () => (closing ??= close()) };
}
