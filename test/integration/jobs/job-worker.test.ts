import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { StartAgain, type JobRun } from '../../../src/jobs/job-runs.ts';
import { createJobWorker, type JobWorker } from '../../../src/jobs/job-worker.ts';
import { createDeliverQueue, jobIdOf, type DeliverQueue } from '../../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../../src/redis.ts';
import { createGate } from '../../support/gate.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { silentLog } from '../../support/token-log.ts';

let testRedis: TestRedis;
let redis: Redis;
let queue: DeliverQueue;

beforeEach(async () => {
  testRedis = await openTestRedis();
  redis = openRedis();
  const { prefix } = testRedis;
  queue = createDeliverQueue({ redis, prefix });
  onTestFinished(() => queue.close());
});

function openRedis(): Redis {
  const connection = createPatientRedis({ url: testRedis.url, name: 'test', log: silentLog });
  onTestFinished(() => closeRedis(connection));
  return connection;
}

type Run = (job: JobRun<'deliver'>) => Promise<void>;

function openWorker(run: Run, concurrency = 1): JobWorker {
  const { prefix } = testRedis;
  const connection = openRedis();
  const options = { name: 'deliver', redis: connection, prefix, concurrency, run };
  const worker = createJobWorker({ ...options, log: silentLog });
  onTestFinished(() => worker.close());
  return worker;
}

const add = (askId: string) =>
  queue.add('deliver', { askId }, { jobId: jobIdOf(askId), priority: 1 });

/** Runs until it is aborted, and then ends as a run does that was taken away. */
function endlessRun() {
  const starts: string[] = [];
  const ends: string[] = [];
  const run: Run = async ({ data, attempt, signal }) => {
    starts.push(`${data.askId} ${attempt}`);
    try {
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
    } finally {
      ends.push(`${data.askId} ${attempt}`);
    }
  };
  return { run, starts, ends };
}

const until = (look: () => void | Promise<void>, timeout = 2_000) =>
  vi.waitFor(look, { timeout, interval: 5 });

const queueKey = (name: string): string => `${testRedis.prefix}:deliver:${name}`;

/** What BullMQ does with a job whose lock has expired. */
async function moveBackToLine(askId: string): Promise<void> {
  const jobId = jobIdOf(askId);
  await testRedis.client
    .multi()
    .del(queueKey(`${jobId}:lock`))
    .lrem(queueKey('active'), 0, jobId)
    .rpush(queueKey('wait'), jobId)
    .zadd(queueKey('marker'), 0, '0')
    .exec();
}

it('runs a job with its data, as attempt 1', async () => {
  const jobs: JobRun<'deliver'>[] = [];
  openWorker((job) => Promise.resolve(void jobs.push(job)));
  await add('7');
  await until(() => expect(jobs).toHaveLength(1));
  expect(jobs[0]).toMatchObject({ attempt: 1, data: { askId: '7' } });
});

it('takes ids that read as integers', async () => {
  const { run, starts } = endlessRun();
  openWorker(run);
  await add('1234567890');
  await until(() => expect(starts).toEqual(['1234567890 1']));
});

it('leaves nothing of a finished job', async () => {
  const worker = openWorker(() => Promise.resolve());
  await add('1');
  await until(async () => {
    expect(await queue.getJobCounts()).toMatchObject({ active: 0, completed: 0, prioritized: 0 });
  });
  await worker.close();
  expect(await testRedis.client.exists(queueKey(jobIdOf('1')))).toBe(0);
});

describe('a worker that closes', () => {
  it('hands its jobs back, and another worker takes them within a second', async () => {
    const first = endlessRun();
    const second = endlessRun();
    const closing = openWorker(first.run);
    await add('1');
    await until(() => expect(first.starts).toEqual(['1 1']));
    openWorker(second.run);
    await closing.close();
    await until(() => expect(second.starts).toEqual(['1 2']), 1_000);
    expect(first.ends).toEqual(['1 1']);
  });

  it('hands its job back to the head of the line', async () => {
    const first = endlessRun();
    const closing = openWorker(first.run);
    await add('1');
    await until(() => expect(first.starts).toEqual(['1 1']));
    await add('2');
    await closing.close();
    const second = endlessRun();
    openWorker(second.run);
    await until(() => expect(second.starts).toEqual(['1 2']));
  });

  it('hands back a job that comes while it closes', async () => {
    const { run, starts } = endlessRun();
    const closing = openWorker(run, 5);
    await Promise.all([add('1'), add('2'), add('3'), closing.close()]);
    const rest = endlessRun();
    openWorker(rest.run, 5);
    await until(() => {
      const askIds = rest.starts.map((start) => start.split(' ')[0]);
      expect(new Set(askIds)).toEqual(new Set(['1', '2', '3']));
    });
    expect(starts.length).toBeLessThanOrEqual(3);
  });

  it('lets a job end that was about to', async () => {
    const gate = createGate();
    const started = createGate();
    const worker = openWorker(() => {
      started.open();
      return gate.opened;
    });
    await add('1');
    await started.opened;
    const closed = worker.close();
    gate.open();
    await closed;
    expect(await queue.getJobCounts()).toMatchObject({ active: 0, delayed: 0, prioritized: 0 });
  });

  it('may be closed twice', async () => {
    const worker = openWorker(() => Promise.resolve());
    await worker.close();
    await expect(worker.close()).resolves.toBeUndefined();
  });
});

describe('a job that comes back while it still runs here', () => {
  it('takes the earlier run away, and begins when that has ended', async () => {
    const held = createGate();
    const steps: string[] = [];
    openWorker(async ({ attempt, signal }) => {
      steps.push(`attempt ${attempt}`);
      if (attempt > 1) return;
      await once(signal, 'abort');
      steps.push('aborted');
      await held.opened;
      steps.push('ended');
      signal.throwIfAborted();
    }, 2);
    await add('1');
    await until(() => expect(steps).toEqual(['attempt 1']));
    await moveBackToLine('1');
    await until(() => expect(steps).toEqual(['attempt 1', 'aborted']));
    held.open();
    await until(() => expect(steps).toHaveLength(4));
    // Taken up by the line's second giving, and handed back for a third.
    expect(steps).toEqual(['attempt 1', 'aborted', 'ended', 'attempt 3']);
    await until(async () => {
      expect(await queue.getJobCounts()).toMatchObject({ active: 0, delayed: 0, waiting: 0 });
    });
  });

  it('does not hold up a shutdown', async () => {
    const { run, starts, ends } = endlessRun();
    const worker = openWorker(run, 2);
    await add('1');
    await until(() => expect(starts).toHaveLength(1));
    await moveBackToLine('1');
    await until(async () => expect(await queue.getWaitingCount()).toBe(0));
    await worker.close();
    expect(ends).toHaveLength(starts.length);
  });
});

it('cancels a job whose lock is lost, and never runs it twice at once', async () => {
  const { run, starts, ends } = endlessRun();
  openWorker(run, 2);
  await add('1');
  await until(() => expect(starts).toEqual(['1 1']));
  await testRedis.client.del(queueKey(`${jobIdOf('1')}:lock`));
  await until(() => expect(ends).toEqual(['1 1']), 10_000);
  await until(() => expect(starts.length).toBeGreaterThan(1), 15_000);
  expect(starts.length - ends.length).toBe(1);
});

it('takes a job again whose run asks for it, as its next attempt', async () => {
  const run = vi.fn<Run>(({ attempt }) =>
    attempt === 1 ? Promise.reject(new StartAgain()) : Promise.resolve(),
  );
  openWorker(run);
  await add('1');
  await until(() => expect(run.mock.calls.map(([{ attempt }]) => attempt)).toEqual([1, 2]));
});

describe('a job that fails', () => {
  it.each([
    ['the code of a BotError', new BotError('MODEL_ERROR', { detail: 'canary' }), 'MODEL_ERROR'],
    ['INTERNAL for any other', new Error('canary'), 'INTERNAL'],
  ])('stores %s and nothing else', async (_title, error, code) => {
    openWorker(() => Promise.reject(error));
    await add('1');
    await until(async () => {
      const events = await testRedis.client.xrange(queueKey('events'), '-', '+');
      const failed = events.find(([, fields]) => fields.includes('failed'));
      expect(failed?.[1]).toEqual(expect.arrayContaining(['failedReason', code]));
      expect(JSON.stringify(failed)).not.toContain('canary');
    });
    expect(await testRedis.client.exists(queueKey(jobIdOf('1')))).toBe(0);
  });

  it('is not tried again', async () => {
    const run = vi.fn<Run>(() => Promise.reject(new Error('no')));
    openWorker(run);
    await add('1');
    await add('2');
    await until(() => expect(run).toHaveBeenCalledTimes(2));
    expect(run.mock.calls.map(([{ data, attempt }]) => `${data.askId} ${attempt}`)).toEqual([
      '1 1',
      '2 1',
    ]);
  });
});
