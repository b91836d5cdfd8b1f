// A line on a real Redis, and a worker that takes and gives back what a test says, when it says so.
import { Worker, type Job } from 'bullmq';
import type { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { createLine, type Line } from '../../src/asks/line.ts';
import { createGenerateModels } from '../../src/jobs/generate-models.ts';
import { createGenerateQueues, type GenerateQueues } from '../../src/jobs/generate-queues.ts';
import {
  askIdOf,
  generateQueueName,
  jobIdOf,
  type GenerateQueue,
  type JobData,
} from '../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { askWith } from './ask.ts';
import { silentLog } from './token-log.ts';

export interface TestLine {
  line: Line;
  queues: GenerateQueues;
  /** That of `usualModel`. */
  queue: GenerateQueue;
  /** `'ann-1'` is an ask of the asker `'ann'`. */
  join(id: string, terms?: { weight?: number; model?: string }): Promise<void>;
  /** A job of the usual model that no one has given a tag. */
  addJob(id: string, priority: number): Promise<void>;
  /** One after the other. */
  joinAll(...ids: string[]): Promise<void>;
  /** The id of the ask that a worker gets now that has these models, or all. */
  take(models?: readonly string[]): Promise<string | undefined>;
  /** What becomes of a taken ask whose worker was killed. */
  stall(id: string): Promise<void>;
  finish(id: string): Promise<void>;
  /** All that wait, the next one first. */
  order(): Promise<string[]>;
  /** Takes and finishes all that wait, in this order. */
  drain(): Promise<string[]>;
  prefix: string;
  /** Safe to call twice; called when the test is over. */
  close(): Promise<void>;
}

export interface TestLineOptions {
  url: string;
  prefix: string;
}

export const usualModel = 'deepseek-r1:8b';

type GenerateWorker = Worker<JobData['generate'], void, 'generate'>;
type GenerateJob = Job<JobData['generate'], void, 'generate'>;

const token = 'test';

export const askerOf = (id: string): string => id.split('-')[0] ?? '';

export function openLine({ url, prefix }: TestLineOptions): TestLine {
  const redis = createPatientRedis({ url, name: 'line', log: silentLog });
  const queues = createGenerateQueues({ redis, prefix });
  const generateModels = createGenerateModels({ redis, prefix, retentionDays: 7 });
  const line = createLine({ queues, redis, prefix, retentionDays: 7 });
  const workers = new Map<string, GenerateWorker>();
  const taken = new Map<string, GenerateJob>();

  const join: TestLine['join'] = (id, { weight = 1, model = usualModel } = {}) =>
    line.join(askWith({ id, asker: { id: askerOf(id), name: 'Ann' }, weight, model }));

  function workerFor(model: string): GenerateWorker {
    const worker = workers.get(model) ?? openWorker(model, { redis, prefix });
    workers.set(model, worker);
    return worker;
  }

  async function waiting(): Promise<WaitingJob[]> {
    const models = await generateModels.list();
    const jobs = await Promise.all(
      models.map((model) => listWaiting(redis, { model, queue: queues.of(model) })),
    );
    return jobs.flat().toSorted((one, other) => one.score - other.score);
  }

  async function take(models?: readonly string[]): Promise<string | undefined> {
    const next = (await waiting()).find(({ model }) => models?.includes(model) ?? true);
    const job = next && (await workerFor(next.model).getNextJob(token, { block: false }));
    if (job) taken.set(job.data.askId, job);
    return job?.data.askId;
  }

  async function finish(id: string): Promise<void> {
    await taken.get(id)?.moveToCompleted(undefined, token, false);
    taken.delete(id);
  }

  async function drain(): Promise<string[]> {
    const served: string[] = [];
    for (let id = await take(); id !== undefined; id = await take()) {
      served.push(id);
      await finish(id);
    }
    return served;
  }

  async function closeAll(): Promise<void> {
    await Promise.all([...workers.values()].map((worker) => worker.close()));
    await queues.close();
    await closeRedis(redis);
  }
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  onTestFinished(close);

  return {
    line,
    queues,
    queue: queues.of(usualModel),
    join,
    addJob: async (askId, priority) => {
      const data = { askId, turnId: askId, model: usualModel };
      await generateModels.add(usualModel);
      await queues.of(usualModel).add('generate', data, { jobId: jobIdOf(askId), priority });
    },
    joinAll: async (...ids) => {
      for (const id of ids) await join(id);
    },
    take,
    stall: async (id) => {
      const { model = usualModel } = taken.get(id)?.data ?? {};
      await stall(redis, { queue: queues.of(model), id });
    },
    finish,
    order: async () => (await waiting()).map(({ jobId }) => askIdOf(jobId)),
    drain,
    prefix,
    close,
  };
}

interface WaitingJob {
  jobId: string;
  model: string;
  /** Below 0 when it was given back. */
  score: number;
}

/** Those that were given back stand before all others. BullMQ takes from the end of `wait`. */
async function listWaiting(
  redis: Redis,
  { model, queue }: { model: string; queue: GenerateQueue },
): Promise<WaitingJob[]> {
  const [wait, delayed, prioritized] = await Promise.all([
    redis.lrange(queue.toKey('wait'), 0, -1),
    redis.zrange(queue.toKey('delayed'), '0', '-1'),
    redis.zrange(queue.toKey('prioritized'), '0', '-1', 'WITHSCORES'),
  ]);
  const ranked = prioritized.flatMap((jobId, index) =>
    index % 2 === 0 ? [{ jobId, model, score: Number(prioritized[index + 1]) }] : [],
  );
  return [
    ...wait.toReversed().map((jobId) => ({ jobId, model, score: -1 })),
    ...delayed.map((jobId) => ({ jobId, model, score: -1 })),
    ...ranked,
  ];
}

function openWorker(
  model: string,
  { redis, prefix }: { redis: Redis; prefix: string },
): GenerateWorker {
  const worker: GenerateWorker = new Worker(generateQueueName(model), null, {
    connection: redis,
    prefix,
  });
  worker.on('error', () => undefined);
  return worker;
}

let lines = 0;

/** With keys of its own: a test may have many. */
export function openNewLine({ url, prefix }: TestLineOptions): TestLine {
  lines += 1;
  return openLine({ url, prefix: `${prefix}-${lines}` });
}

/** As BullMQ does when a lock has expired. */
async function stall(
  redis: Redis,
  { queue, id }: Pick<TestLine, 'queue'> & { id: string },
): Promise<void> {
  await redis
    .multi()
    .del(queue.toKey(`${jobIdOf(id)}:lock`))
    .lrem(queue.toKey('active'), 0, jobIdOf(id))
    .rpush(queue.toKey('wait'), jobIdOf(id))
    .exec();
}
