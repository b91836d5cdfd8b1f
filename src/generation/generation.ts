// The worker: takes `generate` jobs and runs them beside one Ollama. Knows nothing of Discord.
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Config } from '../config.ts';
import { createTurnStore } from '../conversations/redis-turn-store.ts';
import { restlessCard, type Card } from '../gpu/card.ts';
import { writeQuietHours } from '../gpu/quiet-hours.ts';
import { createPassedAsks } from '../jobs/passed-asks.ts';
import type { Logger } from '../log.ts';
import { createCatalogue } from '../models/catalogue.ts';
import { listLoadedModels } from '../models/loaded-models.ts';
import { createLoader } from '../models/loader.ts';
import { machineOf } from '../models/machine.ts';
import { isSameModel } from '../models/model-name.ts';
import { createModelPublisher } from '../models/model-publisher.ts';
import { createOwnTasks } from '../models/tasks/own-tasks.ts';
import { createPace } from '../models/pace.ts';
import { listPublishedModels, type WorkerReport } from '../models/published-models.ts';
import { createRecordedRuns, type RecordedRun } from '../models/recorded-runs.ts';
import { learnTokenRatio } from '../models/token-ratio.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import { createIsFreeFor } from './free-card.ts';
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
  const place = { redis, prefix, log };
  const host = config.ollamaHost;
  const catalogue = createCatalogue({ host });
  const { turns, tokenRatioOf, usualMs, record } = openKept(options);
  const runsHere = createRunsHere({ tokenLog });
  const workerId = randomUUID();
  let report: WorkerReport | undefined;

  const loader = createLoader({
    host,
    memory: config,
    loadMs: config.watchdogs.loadMs,
    isWantedByOthers: async (model) => !(await card.isResting()) && isWanted(model),
  });
  // In this order: a job that leaves the line meanwhile is found to run.
  const isWanted = async (model: string): Promise<boolean> =>
    (await worker.isAnyWaiting(model)) || runsHere.want((name) => isSameModel(name, model));
  const tasks = createOwnTasks({
    ...place,
    host,
    modelHosts: config.modelHosts,
    ...nameOf(config),
    catalogue,
    loader,
    isInUse: isWanted,
    isFreeFor: createIsFreeFor({
      report: () => report,
      listWaiting: () => worker.listWaiting(),
      runsHere,
      isResting: card.isResting,
    }),
    listModels: () => (report?.state === 'ready' ? report.models : undefined),
    onEnd: () => publisher.refresh(),
  });
  const worker = createGenerateWorker({
    ...options,
    isResting: card.isResting,
    retentionDays: config.retentionDays,
    slots: config.workerConcurrency,
    run: (job) => {
      const onRun = (run: RecordedRun) => record(job.data.model, run);
      const parts = { config, catalogue, loader, tokenLog, turns, tokenRatioOf };
      const running = runGeneration({ ...parts, log, job, onRun });
      return running.finally(card.use()).finally(runsHere.add(job.data));
    },
    pickOwn: createPickOwn({
      report: () => report,
      listModels: () => listPublishedModels(place),
      patienceMs: config.watchdogs.serverWaitMs,
    }),
    listLoaded: () => listLoadedModels({ host }),
    usualMs,
    passedAsks: createPassedAsks(),
    onWake: tasks.ring,
  });
  const publisher = createModelPublisher({
    ...place,
    workerId,
    ...nameOf(config),
    quietHours: writeQuietHours(config.quietHours),
    catalogue,
    slots: config.workerConcurrency,
    restOf: card.rest,
    onReport: (latest) => {
      report = latest;
      worker.ring();
      tasks.ring();
    },
  });

  async function close(): Promise<void> {
    await Promise.all([worker.close(), tasks.close()]);
    await Promise.all([loader.close(), publisher.close()]);
  }

  let closing: Promise<void> | undefined;
  return { refreshReport: publisher.refresh, close: () => (closing ??= close()) };
}

function nameOf({ workerName: name, ollamaHost }: Config) {
  return { name, machine: machineOf({ name, ollamaHost }) };
}

/** What Redis holds for a worker: the questions, and what the runs of each model were like. */
function openKept({ config, redis, prefix, log }: GenerationOptions) {
  const { retentionDays } = config;
  const recordedRuns = createRecordedRuns({ redis, prefix });
  return {
    turns: createTurnStore({ redis, prefix, retentionDays }),
    tokenRatioOf: async (model: string) => learnTokenRatio(await recordedRuns.list(model)),
    usualMs: async (model: string) => createPace(await recordedRuns.list(model)).answerLeftMs(0),
    /** Nobody waits for it. */
    record: (model: string, run: RecordedRun): void => {
      recordedRuns.add(model, run).catch((error: unknown) => {
        log.debug({ err: error }, 'run-not-recorded');
      });
    },
  };
}
