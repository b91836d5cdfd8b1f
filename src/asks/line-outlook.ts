// One look at the whole line: who stands where, and how long each waits for a worker.
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { askIdOf, jobIdOf, type GenerateData, type JobData } from '../jobs/queues.ts';
import { createPace, type Pace } from '../models/pace.ts';
import type { PublishedModels, PublishedWorker } from '../models/published-models.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import { readRunProgress } from '../token-log/run-progress.ts';
import { estimateWaits, type RunningAsk } from './estimate-waits.ts';

/** Where a waiting ask stands. */
export interface LinePlace {
  /** 1 is next. */
  place: number;
  /** Estimated ms until its turn. */
  waitMs: number;
}

export interface LineOutlook {
  /** Some worker is connected. */
  hasWorker: boolean;
  /** Undefined when the ask did not wait at the time of the look. */
  placeOf(askId: string): LinePlace | undefined;
}

export interface LineOutlookOptions {
  queue: Queue<JobData['generate'], void, 'generate'>;
  redis: Redis;
  prefix: string;
  listModels: () => Promise<PublishedModels>;
  runs: Pick<RecordedRuns, 'list'>;
}

/** Each call looks anew, with a few commands to Redis however many wait. */
export function createLineOutlook(options: LineOutlookOptions): () => Promise<LineOutlook> {
  const modelsOf = createModelLookUp(options);

  return async () => {
    const [{ active, waiting }, { workers }] = await Promise.all([
      listJobs(options),
      options.listModels(),
    ]);
    const models = await modelsOf([...active, ...waiting]);
    const modelOf = (jobId: string): string => models.get(jobId) ?? '';
    const [running, paces] = await Promise.all([
      lookAtRuns(options, { active, modelOf }),
      learnPaces(options, new Set(models.values())),
    ]);
    const waits = estimateWaits({
      running,
      waiting: waiting.map(modelOf),
      slots: workers.reduce((sum, { slots = 1 }) => sum + slots, 0),
      inMemory: workers.flatMap(modelsInMemory),
      paceOf: (model) => paces.get(model) ?? unknownPace,
    });
    const indexes = new Map(waiting.map((jobId, index) => [jobId, index]));
    return {
      hasWorker: workers.length > 0,
      placeOf: (askId) => {
        const index = indexes.get(jobIdOf(askId));
        return index === undefined ? undefined : { place: index + 1, waitMs: waits[index] ?? 0 };
      },
    };
  };
}

const unknownPace: Pace = createPace([]);

const modelsInMemory = ({ models }: PublishedWorker): string[] =>
  models.filter(({ isLoaded }) => isLoaded).map(({ name }) => name);

interface JobIds {
  active: string[];
  /** The next one first. */
  waiting: string[];
}

/** Those that a worker gave back stand before all others; BullMQ takes from the end of `wait`. */
async function listJobs({ queue, redis }: LineOutlookOptions): Promise<JobIds> {
  const [active, wait, delayed, prioritized] = await Promise.all([
    redis.lrange(queue.toKey('active'), 0, -1),
    redis.lrange(queue.toKey('wait'), 0, -1),
    redis.zrange(queue.toKey('delayed'), '0', '-1'),
    redis.zrange(queue.toKey('prioritized'), '0', '-1'),
  ]);
  return { active, waiting: [...wait.toReversed(), ...delayed, ...prioritized] };
}

/** A job's model never changes, so each is read once. */
function createModelLookUp({ queue, redis }: LineOutlookOptions) {
  let known = new Map<string, string>();

  async function readModel(jobId: string): Promise<[string, string][]> {
    const data = await redis.hget(queue.toKey(jobId), 'data');
    return data === null ? [] : [[jobId, parseData(data).model]];
  }

  return async (jobIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
    const entries = jobIds.map(async (jobId): Promise<[string, string][]> => {
      const model = known.get(jobId);
      return model === undefined ? readModel(jobId) : [[jobId, model]];
    });
    known = new Map((await Promise.all(entries)).flat());
    return known;
  };
}

/** Written by the line alone. */
function parseData(data: string): GenerateData {
  return JSON.parse(data) as GenerateData;
}

async function lookAtRuns(
  { redis, prefix }: LineOutlookOptions,
  { active, modelOf }: { active: readonly string[]; modelOf: (jobId: string) => string },
): Promise<RunningAsk[]> {
  const [seconds, microseconds] = await redis.time();
  const now = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  return Promise.all(
    active.map(async (jobId): Promise<RunningAsk> => {
      const progress = await readRunProgress({ redis, prefix }, askIdOf(jobId));
      const model = modelOf(jobId);
      if (progress.type === 'starting') return { model, progress };
      const elapsedMs = Math.max(0, now - progress.sinceAt);
      return { model, progress: { type: progress.type, elapsedMs } };
    }),
  );
}

async function learnPaces(
  { runs }: LineOutlookOptions,
  models: ReadonlySet<string>,
): Promise<ReadonlyMap<string, Pace>> {
  const paces = [...models].map(async (model): Promise<[string, Pace]> => [
    model,
    createPace(await runs.list(model)),
  ]);
  return new Map(await Promise.all(paces));
}
