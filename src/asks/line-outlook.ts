// One look at the whole line: who stands where, and how long each waits for a worker.
import type { Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { askIdOf, type GenerateData, type JobData } from '../jobs/queues.ts';
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

/** An ask that waits for a worker. */
export interface WaitingAsk extends LinePlace {
  askId: string;
  model: string;
}

export interface LineOutlook {
  /** Some worker is connected. */
  hasWorker: boolean;
  /** What workers have, in no order. */
  running: readonly (RunningAsk & { askId: string })[];
  /** In the order of their places. */
  waiting: readonly WaitingAsk[];
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
    const places = waiting.map((jobId, index): WaitingAsk => ({
      askId: askIdOf(jobId),
      model: modelOf(jobId),
      place: index + 1,
      waitMs: waits[index] ?? 0,
    }));
    const placesById = new Map(places.map((place) => [place.askId, place]));
    return {
      hasWorker: workers.length > 0,
      running,
      waiting: places,
      placeOf: (askId) => placesById.get(askId),
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
): Promise<LineOutlook['running'][number][]> {
  const [seconds, microseconds] = await redis.time();
  const now = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  return Promise.all(
    active.map(async (jobId) => {
      const askId = askIdOf(jobId);
      const progress = await readRunProgress({ redis, prefix }, askId);
      const model = modelOf(jobId);
      if (progress.type === 'starting') return { askId, model, progress };
      const elapsedMs = Math.max(0, now - progress.sinceAt);
      return { askId, model, progress: { type: progress.type, elapsedMs } };
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
