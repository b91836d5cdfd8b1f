// Model tasks on a real Redis, with workers that come and go.
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { BotError } from '../../../../src/errors.ts';
import { createModelTasks, type NewModelTask } from '../../../../src/models/tasks/model-tasks.ts';
import { createTaskRuns } from '../../../../src/models/tasks/task-runs.ts';
import type { RunTask } from '../../../../src/models/tasks/run-to-outcome.ts';
import {
  createTaskWorker,
  type TaskWorkerOptions,
} from '../../../../src/models/tasks/task-worker.ts';
import { createGate } from '../../../support/gate.ts';
import { openTestRedis, type TestRedis } from '../../../support/redis.ts';
import { silentLog } from '../../../support/token-log.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

const place = () => ({ redis: testRedis.client, prefix: testRedis.prefix });
const noWake = () => Promise.resolve();
const tasks = () => createModelTasks({ ...place(), wake: noWake });
const pull: NewModelTask = { id: 't1', kind: 'pull', model: 'deepseek-r1:8b' };

function openWorker(run: RunTask, options: Partial<TaskWorkerOptions> & { leaseMs?: number } = {}) {
  const worker = createTaskWorker({
    runs: createTaskRuns({ ...place(), leaseMs: options.leaseMs ?? 10_000 }),
    machine: 'gpu-1',
    run,
    listModels: () => [],
    isFreeFor: () => Promise.resolve(true),
    onEnd: () => undefined,
    log: silentLog,
    lookMs: 20,
    ...options,
  });
  onTestFinished(() => worker.close());
  return worker;
}

const untilAborted: RunTask = (_task, { signal }) =>
  new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });

const stateOf = async (id: string) => (await tasks().get([id]))[0];
const outcomeOf = async (id: string) => (await stateOf(id))?.outcome;

it('gives a task to one of two workers alone', async () => {
  let runs = 0;
  const gate = createGate();
  const run: RunTask = async () => {
    runs += 1;
    await gate.opened;
  };
  openWorker(run);
  openWorker(run, { machine: 'gpu-2' });
  await tasks().begin(pull);
  await expect.poll(() => runs).toBe(1);
  await expect.poll(async () => (await stateOf('t1'))?.startedAt).toBeGreaterThan(0);
  gate.open();
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
  expect(runs).toBe(1);
});

it('gives a task to the machine that it names', async () => {
  const taken: string[] = [];
  const take =
    (worker: string): RunTask =>
    ({ id }) =>
      Promise.resolve(void taken.push(`${worker} ${id}`));
  openWorker(take('one'));
  openWorker(take('two'), { machine: 'gpu-2' });
  await tasks().begin({ ...pull, machine: 'gpu-2' });
  await tasks().begin({ ...pull, id: 't2', machine: 'gpu-1' });
  await tasks().begin({ ...pull, id: 't3', machine: 'gpu-3' });
  await expect.poll(() => taken.toSorted()).toEqual(['one t2', 'two t1']);
  expect((await stateOf('t3'))?.startedAt).toBeUndefined();
});

it('gives a task to another worker when the first one is gone without a word', async () => {
  const redis = createTaskRuns({ ...place(), leaseMs: 100 });
  await tasks().begin(pull);
  expect(await redis.take('t1', 'killed')).toBeDefined();
  openWorker(() => Promise.resolve());
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
});

it('keeps its task while it lives, however long that takes', async () => {
  let runs = 0;
  let looks = 0;
  const run: RunTask = (task, work) => {
    runs += 1;
    return untilAborted(task, work);
  };
  const counted = createTaskRuns({ ...place(), leaseMs: 500 });
  const isCancelled = (id: string) => {
    looks += 1;
    return counted.isCancelled(id);
  };
  openWorker(run, { runs: { ...counted, isCancelled } });
  await tasks().begin(pull);
  await expect.poll(() => runs).toBe(1);
  openWorker(run, { leaseMs: 500, machine: 'gpu-2' });
  // Each is at least 20 ms after the one before.
  await expect.poll(() => looks, { timeout: 10_000 }).toBeGreaterThan(40);
  expect(runs).toBe(1);
});

it('hands a task back when it closes', async () => {
  const first = openWorker(untilAborted);
  await tasks().begin(pull);
  await expect.poll(async () => (await stateOf('t1'))?.startedAt).toBeGreaterThan(0);
  await first.close();
  expect(await outcomeOf('t1')).toBeUndefined();
  openWorker(() => Promise.resolve(), { machine: 'gpu-2' });
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
});

it('ends a running task that is cancelled, and begins none that was', async () => {
  let runs = 0;
  await tasks().begin({ ...pull, id: 'before' });
  await tasks().cancel('before');
  openWorker((task, work) => {
    runs += 1;
    return untilAborted(task, work);
  });
  await expect.poll(() => outcomeOf('before')).toEqual({ type: 'cancelled' });
  expect(runs).toBe(0);
  await tasks().begin(pull);
  await expect.poll(() => runs).toBe(1);
  await tasks().cancel('t1');
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'cancelled' });
  await tasks().cancel('t1');
  expect((await stateOf('t1'))?.isCancelled).toBe(true);
});

const load: NewModelTask = { id: 't1', kind: 'load', model: 'deepseek-r1:8b' };
const hasModel = () => [{ name: 'deepseek-r1:8b' }];

it('loads a model where it is', async () => {
  const taken: string[] = [];
  const take =
    (worker: string): RunTask =>
    () =>
      Promise.resolve(void taken.push(worker));
  openWorker(take('without'));
  openWorker(take('with'), { machine: 'gpu-2', listModels: hasModel });
  await tasks().begin(load);
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
  expect(taken).toEqual(['with']);
});

it('waits with a load for a free card, and gives way when somebody asks', async () => {
  const signals: AbortSignal[] = [];
  const gate = createGate();
  let isFree = false;
  const run: RunTask = async (task, work) => {
    signals.push(work.signal);
    await Promise.race([gate.opened, untilAborted(task, work)]);
  };
  const worker = openWorker(run, {
    listModels: hasModel,
    isFreeFor: () => Promise.resolve(isFree),
  });
  await tasks().begin(load);
  worker.ring();
  expect(await stateOf('t1')).not.toHaveProperty('startedAt');
  isFree = true;
  await expect.poll(() => signals.length).toBe(1);
  expect(await stateOf('t1')).toMatchObject({ isHeld: true });
  isFree = false;
  await expect.poll(() => signals[0]?.aborted).toBe(true);
  await expect.poll(async () => (await stateOf('t1'))?.isHeld).toBeUndefined();
  expect(await outcomeOf('t1')).toBeUndefined();
  isFree = true;
  await expect.poll(() => signals.length).toBe(2);
  gate.open();
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
});

it('forgets the ids of tasks that are long gone, and keeps no cancellation for ever', async () => {
  const { client, prefix } = testRedis;
  const open = `${prefix}:model-tasks`;
  await client.zadd(open, Date.now() - 8 * 24 * 60 * 60_000, 'lost');
  await tasks().begin(pull);
  expect(await client.zrange(open, '0', '-1')).toEqual(['t1']);
  await tasks().cancel('gone');
  expect(await client.pttl(`${prefix}:model-task:gone`)).toBeGreaterThan(0);
  expect(await stateOf('gone')).toBeUndefined();
});

it('tells why a task failed, and nothing but the code of a fault of ours', async () => {
  openWorker(({ id }) =>
    Promise.reject(
      id === 't1' ? new BotError('PULL_NO_SPACE', { detail: 'r1' }) : new Error('secret words'),
    ),
  );
  await tasks().begin(pull);
  await tasks().begin({ ...pull, id: 't2' });
  const failed = { type: 'failed', code: 'PULL_NO_SPACE', detail: 'r1' };
  await expect.poll(() => outcomeOf('t1')).toEqual(failed);
  await expect.poll(() => outcomeOf('t2')).toEqual({ type: 'failed', code: 'INTERNAL' });
});

it('takes nothing while its Ollama does not answer', async () => {
  let models: [] | undefined;
  const worker = openWorker(() => Promise.resolve(), { listModels: () => models });
  await tasks().begin(pull);
  worker.ring();
  expect(await outcomeOf('t1')).toBeUndefined();
  models = [];
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
});

it('begins a task once, looks at none that is settled, and leaves no key without an expiry', async () => {
  await tasks().begin(pull);
  await tasks().begin({ ...pull, model: 'other' });
  expect((await tasks().listOpen()).map(({ task }) => task.model)).toEqual(['deepseek-r1:8b']);
  openWorker((_task, { onProgress }) => {
    for (const completedBytes of [0, 1, 2]) {
      onProgress({ phase: 'downloading', completedBytes, totalBytes: 2 });
    }
    return Promise.resolve();
  });
  await expect.poll(() => outcomeOf('t1')).toEqual({ type: 'done' });
  expect((await stateOf('t1'))?.progress).toMatchObject({ completedBytes: 2 });
  const keys = await testRedis.client.keys(`${testRedis.prefix}:model-*`);
  const expiries = await Promise.all(keys.map((key) => testRedis.client.pttl(key)));
  expect(keys.length).toBeGreaterThan(1);
  expect(expiries.every((ms) => ms > 0)).toBe(true);
  await tasks().settle('t1');
  expect(await tasks().listOpen()).toEqual([]);
});

it('reads what cannot be read of a run as nothing', async () => {
  await tasks().begin(pull);
  await testRedis.client.hset(`${testRedis.prefix}:model-run:t1`, {
    progress: '{"phase":"done","completedBytes":-1}',
    outcome: 'no json',
    workerName: 'gpu-1',
    startedAt: 'soon',
  });
  expect(await stateOf('t1')).toEqual({
    task: expect.objectContaining({ id: 't1' }),
    workerName: 'gpu-1',
  });
});
