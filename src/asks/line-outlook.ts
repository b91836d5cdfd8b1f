// One look at the whole line: who stands where, and how long each waits for a worker.
import { QueueKeys } from 'bullmq';
import type { Redis } from 'ioredis';
import type { GenerateModels } from '../jobs/generate-models.ts';
import { askIdOf, generateQueueName } from '../jobs/queues.ts';
import { createPace, type Pace } from '../models/pace.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import { redisNow } from '../redis.ts';
import { readRunProgress } from '../token-log/run-progress.ts';
import {
  estimateWaitAt,
  estimateWaits,
  type LineState,
  type RunningAsk,
  type WaitingTurn,
} from './estimate-waits.ts';
import { learnPaces } from './learn-paces.ts';
import type { WorkerState } from './timetable.ts';

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
  /** Estimated ms until the turn of one who joins at this place; undefined where nothing answers. */
  waitAt(place: number): number | undefined;
}

export interface LineOutlookOptions {
  redis: Redis;
  prefix: string;
  generateModels: Pick<GenerateModels, 'list'>;
  /** Those that the waiting asks can count on. */
  listWorkers: () => Promise<readonly PublishedWorker[]>;
  runs: Pick<RecordedRuns, 'list'>;
}

/** Each call looks anew, with a few commands to Redis for each model, however many wait. */
export function createLineOutlook(options: LineOutlookOptions): () => Promise<LineOutlook> {
  return async () => {
    const [{ active, waiting }, workers] = await Promise.all([
      listJobs(options),
      options.listWorkers(),
    ]);
    const models = new Set([...active, ...waiting].map(({ model }) => model));
    const [running, turns, paces] = await Promise.all([
      lookAtRuns(options, active),
      lookAtTurns(options, waiting),
      learnPaces(options.runs, models),
    ]);
    const line: LineState = {
      running,
      waiting: turns,
      workers: workers.map(toState),
      paceOf: (model) => paces.get(model)?.pace ?? unknownPace,
    };
    const waits = estimateWaits(line);
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
      waitAt: (place) => estimateWaitAt(place, line),
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

type WaitingJob = LineJob & Pick<WaitingTurn, 'isGivenBack'>;

interface LineJobs {
  active: LineJob[];
  /** The next one first. */
  waiting: WaitingJob[];
}

/** The jobs of one model, each list in its order. */
interface QueueJobs {
  active: LineJob[];
  givenBack: WaitingJob[];
  prioritized: (WaitingJob & { score: number })[];
}

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
  // BullMQ takes from the end of `wait`, and then from the other.
  const givenBack = [...wait.toReversed(), ...delayed];
  return {
    active: active.map((jobId) => ({ jobId, model })),
    givenBack: givenBack.map((jobId) => ({ jobId, model, isGivenBack: true })),
    prioritized: pairsOf(prioritized).map(([jobId, score]) => {
      return { jobId, model, isGivenBack: false, score };
    }),
  };
}

/** Redis gives members and scores in turn. */
function pairsOf(membersAndScores: readonly string[]): [member: string, score: number][] {
  return membersAndScores.flatMap((member, index): [string, number][] =>
    index % 2 === 0 ? [[member, Number(membersAndScores[index + 1])]] : [],
  );
}

/** How long each has waited matters only where models compete. */
async function lookAtTurns(
  { redis, prefix }: LineOutlookOptions,
  waiting: readonly WaitingJob[],
): Promise<WaitingTurn[]> {
  const isOneModel = new Set(waiting.map(({ model }) => model)).size <= 1;
  if (isOneModel) return waiting.map((job) => ({ ...job, waitedMs: 0 }));
  const keys = new QueueKeys(prefix);
  const now = await redisNow(redis);
  return Promise.all(
    waiting.map(async (job) => {
      const key = keys.toKey(generateQueueName(job.model), job.jobId);
      const joinedAt = await redis.hget(key, 'timestamp');
      return { ...job, waitedMs: joinedAt === null ? 0 : Math.max(0, now - Number(joinedAt)) };
    }),
  );
}

async function lookAtRuns(
  { redis, prefix }: LineOutlookOptions,
  active: readonly LineJob[],
): Promise<LineOutlook['running'][number][]> {
  const now = await redisNow(redis);
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
