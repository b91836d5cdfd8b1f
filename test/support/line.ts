// A line on a real Redis, and a worker that takes and gives back what a test says, when it says so.
import { Worker, type Job, type Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { createLine, type Line } from '../../src/asks/line.ts';
import { askIdOf, createQueue, jobIdOf, type JobData } from '../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { askWith } from './ask.ts';
import { silentLog } from './token-log.ts';

export interface TestLine {
  line: Line;
  queue: Queue<JobData['generate'], void, 'generate'>;
  /** `'ann-1'` is an ask of the asker `'ann'`. */
  join(id: string, weight?: number): Promise<void>;
  /** One after the other. */
  joinAll(...ids: string[]): Promise<void>;
  /** The id of the ask that a worker gets now. */
  take(): Promise<string | undefined>;
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

type GenerateWorker = Worker<JobData['generate'], void, 'generate'>;
type GenerateJob = Job<JobData['generate'], void, 'generate'>;

const token = 'test';

export const askerOf = (id: string): string => id.split('-')[0] ?? '';

export function openLine({ url, prefix }: TestLineOptions): TestLine {
  const redis = createPatientRedis({ url, name: 'line', log: silentLog });
  const queue = createQueue({ name: 'generate', redis, prefix });
  const worker: GenerateWorker = new Worker('generate', null, { connection: redis, prefix });
  worker.on('error', () => undefined);
  const line = createLine({ queue, redis, retentionDays: 7 });
  const taken = new Map<string, GenerateJob>();

  const join = (id: string, weight = 1): Promise<void> =>
    line.join(askWith({ id, asker: { id: askerOf(id), name: 'Ann' }, weight }));

  async function take(): Promise<string | undefined> {
    const job = await worker.getNextJob(token, { block: false });
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
    await worker.close();
    await queue.close();
    await closeRedis(redis);
  }
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  onTestFinished(close);

  return {
    line,
    queue,
    join,
    joinAll: async (...ids) => {
      for (const id of ids) await join(id);
    },
    take,
    stall: async (id) => stall(redis, { queue, id }),
    finish,
    order: async () => {
      const givenBack = await redis.lrange(queue.toKey('wait'), 0, -1);
      const delayed = await redis.zrange(queue.toKey('delayed'), '0', '-1');
      const ranked = await redis.zrange(queue.toKey('prioritized'), '0', '-1');
      return [...givenBack.toReversed(), ...delayed, ...ranked].map(askIdOf);
    },
    drain,
    prefix,
    close,
  };
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
