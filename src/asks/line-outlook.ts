// One look at the whole line: who stands where, and how long each waits for a worker.
import { QueueKeys } from 'bullmq';
import type { Redis } from 'ioredis';
import type { GenerateModels } from '../jobs/generate-models.ts';
import { askIdOf, generateQueueName } from '../jobs/queues.ts';
import { createPace, type Pace } from '../models/pace.ts';
import type { PublishedModels, PublishedWorker } from '../models/published-models.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import { readRunProgress } from '../token-log/run-progress.ts';
import { estimateWaits, type RunningAsk, type WorkerState } from './estimate-waits.ts';

/** Where a waiting ask stands. */
export interface LinePlace {
  /** 1 is next. */
  place: number;
  /** Estimated ms until its turn; absent while no worker has its model. */
  waitMs?: number;
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
  redis: Redis;
  prefix: string;
  generateModels: Pick<GenerateModels, 'list'>;
  listModels: () => Promise<PublishedModels>;
  runs: Pick<RecordedRuns, 'list'>;
}

/** Each call looks anew, with a few commands to Redis for each model, however many wait. */
export function createLineOutlook(options: LineOutlookOptions): () => Promise<LineOutlook> {
  return async () => {
    const [{ active, waiting }, { workers }] = await Promise.all([
      listJobs(options),
      options.listModels(),
    ]);
    const models = new Set([...active, ...waiting].map(({ model }) => model));
    const [running, paces] = await Promise.all([
      lookAtRuns(options, active),
      learnPaces(options, models),
    ]);
    const waits = estimateWaits({
      running,
      waiting: waiting.map(({ model }) => model),
      workers: workers.map(toState),
      paceOf: (model) => paces.get(model) ?? unknownPace,
    });
    const places = waiting.map(({ jobId, model }, index): WaitingAsk => {
      const waitMs = waits[index];
      const wait = waitMs === undefined ? {} : { waitMs };
      return { askId: askIdOf(jobId), model, place: index + 1, ...wait };
    });
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

function toState({ slots = 1, models }: PublishedWorker): WorkerState {
  const inMemory = models.filter(({ isLoaded }) => isLoaded);
  return { slots, models: models.map(nameOf), inMemory: inMemory.map(nameOf) };
}

const nameOf = ({ name }: { name: string }): string => name;

interface LineJob {
  jobId: string;
  model: string;
}

interface LineJobs {
  active: LineJob[];
  /** The next one first. */
  waiting: LineJob[];
}

/** The jobs of one model, each list in its order. */
type QueueJobs = Record<'active' | 'givenBack', LineJob[]> & {
  prioritized: (LineJob & { score: number })[];
};

/** Those that a worker gave back stand before all others, as in the line's own script. */
async function listJobs(options: LineOutlookOptions): Promise<LineJobs> {
  const models = await options.generateModels.list();
  const queues = await Promise.all(models.map(async (model) => listJobsOf(model, options)));
  const ranked = queues.flatMap(({ prioritized }) => prioritized);
  return {
    active: queues.flatMap(({ active }) => active),
    waiting: [
      ...queues.flatMap(({ givenBack }) => givenBack),
      ...ranked.toSorted((one, other) => one.score - other.score),
    ],
  };
}

async function listJobsOf(
  model: string,
  { redis, prefix }: LineOutlookOptions,
): Promise<QueueJobs> {
  const keys = new QueueKeys(prefix);
  const keyOf = (kind: string): string => keys.toKey(generateQueueName(model), kind);
  const [active, wait, delayed, prioritized] = await Promise.all([
    redis.lrange(keyOf('active'), 0, -1),
    redis.lrange(keyOf('wait'), 0, -1),
    redis.zrange(keyOf('delayed'), '0', '-1'),
    redis.zrange(keyOf('prioritized'), '0', '-1', 'WITHSCORES'),
  ]);
  const asJob = (jobId: string): LineJob => ({ jobId, model });
  return {
    active: active.map(asJob),
    // BullMQ takes from the end of `wait`, and then from the other.
    givenBack: [...wait.toReversed(), ...delayed].map(asJob),
    prioritized: pairsOf(prioritized).map(([jobId, score]) => ({ jobId, model, score })),
  };
}

/** Redis gives members and scores in turn. */
function pairsOf(membersAndScores: readonly string[]): [member: string, score: number][] {
  return membersAndScores.flatMap((member, index): [string, number][] =>
    index % 2 === 0 ? [[member, Number(membersAndScores[index + 1])]] : [],
  );
}

async function lookAtRuns(
  { redis, prefix }: LineOutlookOptions,
  active: readonly LineJob[],
): Promise<LineOutlook['running'][number][]> {
  const [seconds, microseconds] = await redis.time();
  const now = Number(seconds) * 1_000 + Number(microseconds) / 1_000;
  return Promise.all(
    active.map(async ({ jobId, model }) => {
      const askId = askIdOf(jobId);
      const progress = await readRunProgress({ redis, prefix }, askId);
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
