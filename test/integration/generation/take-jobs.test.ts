import { once } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import type { JobRun } from '../../../src/jobs/job-runs.ts';
import { jobIdOf } from '../../../src/jobs/queues.ts';
import { createGate } from '../../support/gate.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { openAsks, openTaker, type TestAsks, type TestTakerOptions } from '../../support/taker.ts';

type Run = (job: JobRun<'generate'>) => Promise<void>;

let redis: TestRedis;
let asks: TestAsks;

beforeEach(async () => {
  redis = await openTestRedis();
  asks = openAsks(redis);
});

const open = (run: Run, options: Omit<TestTakerOptions, 'run'> = {}) =>
  openTaker(redis, { run, ...options });

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

/** Ends at once. */
function quickRun() {
  const askIds: string[] = [];
  const run: Run = ({ data }) => Promise.resolve(void askIds.push(data.askId));
  return { run, askIds };
}

const until = (look: () => void | Promise<void>, timeout = 2_000) =>
  vi.waitFor(look, { timeout, interval: 5 });

/** What BullMQ does with a job whose lock has expired. */
async function moveBackToLine(askId: string): Promise<void> {
  const jobId = jobIdOf(askId);
  await redis.client
    .multi()
    .del(asks.keyOf(`${jobId}:lock`))
    .lrem(asks.keyOf('active'), 0, jobId)
    .rpush(asks.keyOf('wait'), jobId)
    .exec();
  await asks.ring();
}

const connections = async () =>
  String(await redis.client.client('LIST'))
    .split('\n')
    .filter((line) => line.includes(` user=${redis.prefix} `));

it('runs a job with its data, as attempt 1', async () => {
  const jobs: JobRun<'generate'>[] = [];
  open((job) => Promise.resolve(void jobs.push(job)));
  await asks.add('7', { model: 'deepseek-r1:8b' });
  await until(() => expect(jobs).toHaveLength(1));
  expect(jobs[0]).toMatchObject({ attempt: 1, data: { askId: '7', model: 'deepseek-r1:8b' } });
});

it('takes what waited before it came', async () => {
  await asks.add('1');
  const { run, askIds } = quickRun();
  open(run);
  await until(() => expect(askIds).toEqual(['1']));
});

it('takes what nobody rang for within some seconds', async () => {
  const { run, askIds } = quickRun();
  open(run);
  await asks.add('1');
  await until(() => expect(askIds).toEqual(['1']));
  await asks.add('2', { rings: false });
  await until(() => expect(askIds).toEqual(['1', '2']), 7_000);
});

it('takes in the order of the one line over all models', async () => {
  const order = [4, 1, 3, 2, 5];
  await Promise.all(
    order.map((priority) => asks.add(`${priority}`, { priority, model: `m:${priority % 2}` })),
  );
  const { run, askIds } = quickRun();
  open(run);
  await until(() => expect(askIds).toEqual(['1', '2', '3', '4', '5']));
});

it('takes those of the model in memory first', async () => {
  const longAgo = Date.now() - 60_000;
  await asks.add('a', { model: 'm:cold', priority: 1, timestamp: longAgo });
  await asks.add('b', { model: 'm:warm', priority: 2 });
  await asks.add('c', { model: 'm:warm', priority: 3 });
  const { run, askIds } = quickRun();
  open(run, { loaded: () => ['m:warm'] });
  await until(() => expect(askIds).toEqual(['b', 'c', 'a']));
});

it('lets nobody pass who has waited too short to wait twice as long', async () => {
  await asks.add('a', { model: 'm:cold', priority: 1 });
  await asks.add('b', { model: 'm:warm', priority: 2 });
  const { run, askIds } = quickRun();
  open(run, { loaded: () => ['m:warm'] });
  await until(() => expect(askIds).toEqual(['a', 'b']));
});

it('lets no job pass that was given back', async () => {
  const longAgo = Date.now() - 60_000;
  const { run } = endlessRun();
  await asks.add('a', { model: 'm:cold', timestamp: longAgo });
  const first = open(run);
  await until(async () => expect(await asks.count('active', 'm:cold')).toBe(1));
  await first.close();
  await asks.add('b', { model: 'm:warm', timestamp: longAgo });
  const second = quickRun();
  open(second.run, { loaded: () => ['m:warm'] });
  await until(() => expect(second.askIds).toEqual(['a', 'b']));
});

it('leaves what it has no model for to others', async () => {
  const one = quickRun();
  const other = quickRun();
  open(one.run, { models: ['m:1'] });
  open(other.run, { models: ['m:2'] });
  const askIds = ['1', '2', '3', '4'];
  await Promise.all(
    askIds.map((askId) => asks.add(askId, { model: `m:${Number(askId) % 2 || 2}` })),
  );
  await until(() => expect([...one.askIds, ...other.askIds]).toHaveLength(4));
  expect(one.askIds.toSorted()).toEqual(['1', '3']);
  expect(other.askIds.toSorted()).toEqual(['2', '4']);
});

it('takes each job once, however many workers there are', async () => {
  const workers = [quickRun(), quickRun(), quickRun()];
  for (const { run } of workers) open(run, { slots: 2 });
  const askIds = Array.from({ length: 60 }, (_, index) => `${index}`);
  await Promise.all(askIds.map((askId, index) => asks.add(askId, { model: `m:${index % 3}` })));
  const taken = () => workers.flatMap((worker) => worker.askIds);
  await until(() => expect(taken()).toHaveLength(60), 5_000);
  expect(new Set(taken()).size).toBe(60);
});

it('runs no more jobs at once than it has room for', async () => {
  const { run, starts } = endlessRun();
  open(run, { slots: 2 });
  await Promise.all(['1', '2', '3'].map((askId) => asks.add(askId, { model: `m:${askId}` })));
  await until(() => expect(starts).toHaveLength(2));
  await asks.ring();
  const left = await Promise.all(['1', '2', '3'].map((id) => asks.count('prioritized', `m:${id}`)));
  expect(left.filter((count) => count === 1)).toHaveLength(1);
  expect(starts).toHaveLength(2);
});

it('takes nothing while it rests, and goes on when it is told', async () => {
  let isResting = true;
  const looked = createGate();
  const { run, askIds } = quickRun();
  open(run, {
    isResting: () => {
      looked.open();
      return Promise.resolve(isResting);
    },
  });
  await asks.add('1');
  await looked.opened;
  expect(await asks.count('prioritized')).toBe(1);
  isResting = false;
  await asks.ring();
  await until(() => expect(askIds).toEqual(['1']), 1_000);
});

it('gives back to the head of the line what it has taken when a rest begins meanwhile', async () => {
  let looks = 0;
  let isOver = false;
  const { run, askIds } = quickRun();
  await asks.add('1', { priority: 5 });
  open(run, { isResting: () => Promise.resolve(!isOver && (looks += 1) > 1) });
  await until(async () => expect(await asks.count('waiting')).toBe(1));
  await asks.add('2', { priority: 1 });
  expect(await asks.count('active')).toBe(0);
  expect(askIds).toEqual([]);
  isOver = true;
  await asks.ring();
  await until(() => expect(askIds).toEqual(['1', '2']));
});

it('opens no connection for each model', async () => {
  const { run, askIds } = quickRun();
  open(run);
  await asks.add('1');
  await until(() => expect(askIds).toHaveLength(1));
  const before = (await connections()).length;
  await Promise.all(['2', '3', '4'].map((askId) => asks.add(askId, { model: `m:${askId}` })));
  await until(() => expect(askIds).toHaveLength(4));
  expect(await connections()).toHaveLength(before);
});

it('leaves nothing of a finished job', async () => {
  const { run, askIds } = quickRun();
  const taker = open(run);
  await asks.add('1');
  await until(() => expect(askIds).toEqual(['1']));
  await taker.close();
  expect(await asks.count('active')).toBe(0);
  expect(await redis.client.exists(asks.keyOf(jobIdOf('1')))).toBe(0);
});

describe('a worker that closes', () => {
  it('hands its jobs back, and another worker takes them within a second', async () => {
    const first = endlessRun();
    const second = endlessRun();
    const closing = open(first.run);
    await asks.add('1');
    await until(() => expect(first.starts).toEqual(['1 1']));
    open(second.run);
    await closing.close();
    await until(() => expect(second.starts).toEqual(['1 2']), 1_000);
    expect(first.ends).toEqual(['1 1']);
  });

  it('hands its job back to the head of the line', async () => {
    const first = endlessRun();
    const closing = open(first.run);
    await asks.add('1', { priority: 5 });
    await until(() => expect(first.starts).toEqual(['1 1']));
    await asks.add('2');
    await asks.add('3', { model: 'm:other' });
    await closing.close();
    const second = endlessRun();
    open(second.run);
    await until(() => expect(second.starts).toEqual(['1 2']));
  });

  it('hands back a job that comes while it closes', async () => {
    const { run, starts } = endlessRun();
    const closing = open(run, { slots: 5 });
    await Promise.all([asks.add('1'), asks.add('2'), asks.add('3'), closing.close()]);
    const rest = endlessRun();
    open(rest.run, { slots: 5 });
    await until(() => {
      const askIds = rest.starts.map((start) => start.split(' ')[0]);
      expect(new Set(askIds)).toEqual(new Set(['1', '2', '3']));
    });
    expect(starts.length).toBeLessThanOrEqual(3);
  });

  it('lets a job end that was about to', async () => {
    const gate = createGate();
    const started = createGate();
    const taker = open(() => {
      started.open();
      return gate.opened;
    });
    await asks.add('1');
    await started.opened;
    const closed = taker.close();
    gate.open();
    await closed;
    expect(await asks.count('active')).toBe(0);
    expect(await asks.count('delayed')).toBe(0);
  });

  it('may be closed twice', async () => {
    const taker = open(() => Promise.resolve());
    await taker.close();
    await expect(taker.close()).resolves.toBeUndefined();
  });
});

describe('a job that comes back while it still runs here', () => {
  it('takes the earlier run away, and begins when that has ended', async () => {
    const held = createGate();
    const steps: string[] = [];
    open(
      async ({ attempt, signal }) => {
        steps.push(`attempt ${attempt}`);
        if (attempt > 1) return;
        await once(signal, 'abort');
        steps.push('aborted');
        await held.opened;
        steps.push('ended');
        signal.throwIfAborted();
      },
      { slots: 2 },
    );
    await asks.add('1');
    await until(() => expect(steps).toEqual(['attempt 1']));
    await moveBackToLine('1');
    await until(() => expect(steps).toEqual(['attempt 1', 'aborted']));
    held.open();
    await until(() => expect(steps).toHaveLength(4));
    // Taken up by the line's second giving, and handed back for a third.
    expect(steps).toEqual(['attempt 1', 'aborted', 'ended', 'attempt 3']);
    await until(async () => expect(await asks.count('active')).toBe(0));
    expect(await asks.count('delayed')).toBe(0);
  });

  it('does not hold up a shutdown', async () => {
    const { run, starts, ends } = endlessRun();
    const taker = open(run, { slots: 2 });
    await asks.add('1');
    await until(() => expect(starts).toHaveLength(1));
    await moveBackToLine('1');
    await until(async () => expect(await asks.count('waiting')).toBe(0));
    await taker.close();
    expect(ends).toHaveLength(starts.length);
  });
});

it('keeps the lock of a job that takes longer than a lock lasts', async () => {
  const { run, starts, ends } = endlessRun();
  open(run);
  await asks.add('1');
  await until(() => expect(starts).toEqual(['1 1']));
  const lockKey = asks.keyOf(`${jobIdOf('1')}:lock`);
  await redis.client.pexpire(lockKey, 6_000);
  await until(async () => expect(await redis.client.pttl(lockKey)).toBeGreaterThan(6_000), 6_000);
  expect(ends).toEqual([]);
});

it('cancels a job whose lock is lost, and never runs it twice at once', async () => {
  const { run, starts, ends } = endlessRun();
  open(run, { slots: 2 });
  await asks.add('1');
  await until(() => expect(starts).toEqual(['1 1']));
  await redis.client.del(asks.keyOf(`${jobIdOf('1')}:lock`));
  await until(() => expect(ends).toEqual(['1 1']), 10_000);
  await until(() => expect(starts.length).toBeGreaterThan(1), 15_000);
  expect(starts.length - ends.length).toBe(1);
});

describe('a job that fails', () => {
  it.each([
    ['the code of a BotError', new BotError('MODEL_ERROR', { detail: 'canary' }), 'MODEL_ERROR'],
    ['INTERNAL for any other', new Error('canary'), 'INTERNAL'],
  ])('stores %s and nothing else', async (_title, error, code) => {
    open(() => Promise.reject(error));
    await asks.add('1');
    await until(async () => {
      const events = await redis.client.xrange(asks.keyOf('events'), '-', '+');
      const failed = events.find(([, fields]) => fields.includes('failed'));
      expect(failed?.[1]).toEqual(expect.arrayContaining(['failedReason', code]));
      expect(JSON.stringify(failed)).not.toContain('canary');
    });
    expect(await redis.client.exists(asks.keyOf(jobIdOf('1')))).toBe(0);
  });

  it('is not tried again', async () => {
    const run = vi.fn<Run>(() => Promise.reject(new Error('no')));
    open(run);
    await asks.add('1');
    await asks.add('2');
    await until(() => expect(run).toHaveBeenCalledTimes(2));
    const runs = run.mock.calls.map(([{ data, attempt }]) => `${data.askId} ${attempt}`);
    expect(runs).toEqual(['1 1', '2 1']);
  });
});
