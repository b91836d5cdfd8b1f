import { once } from 'node:events';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startRedis } from '../../../playground/redis.ts';
import type { JobRun } from '../../../src/jobs/job-runs.ts';
import { createJobWorker, type JobWorker } from '../../../src/jobs/job-worker.ts';
import { generateQueueName, jobIdOf } from '../../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../../src/redis.ts';
import { askWith, replyTokenWith } from '../../support/ask.ts';
import { openAsks, type TestAsks } from '../../support/asks.ts';
import { createGate } from '../../support/gate.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';
import { heard, silentLog } from '../../support/token-log.ts';

let testRedis: TestRedis;
let opened: TestAsks;

beforeEach(async () => {
  testRedis = await openTestRedis();
  opened = openAsks(testRedis);
  await once(opened.impatientRedis, 'ready');
});

const ask = askWith();
const token = replyTokenWith();

function openGenerateWorker(run: (job: JobRun<'generate'>) => Promise<void>): JobWorker {
  const { url, prefix } = testRedis;
  const redis = createPatientRedis({ url, name: 'worker', log: silentLog });
  const name = generateQueueName(ask.model);
  const options = { name, redis, prefix, concurrency: 1, run };
  const worker = createJobWorker({ ...options, log: silentLog });
  onTestFinished(async () => {
    await worker.close();
    await closeRedis(redis);
  });
  return worker;
}

const jobIdsOf = async (name: 'generateQueue' | 'deliverQueue') =>
  (await opened[name].getJobs()).map(({ id }) => id);

describe('submitting an ask', () => {
  it('stores its record and its token, and adds its deliver job', async () => {
    const { asks, store, replyTokens } = opened;
    expect(await asks.submit(ask, { token })).toEqual({ type: 'queued' });
    expect(await store.get(ask.id)).toEqual(ask);
    expect(await replyTokens.get(ask.id)).toEqual(token);
    expect(await store.listOpen()).toEqual([ask.id]);
    expect(await jobIdsOf('deliverQueue')).toEqual([jobIdOf(ask.id)]);
  });

  it('has its reasoning in the box when an earlier version stored it', async () => {
    const { client, prefix } = testRedis;
    const { reasoningDisplay: _, ...earlier } = ask;
    await client.set(`${prefix}:ask:${ask.id}`, JSON.stringify(earlier));
    expect(await opened.store.get(ask.id)).toEqual({ ...ask, reasoningDisplay: 'spoiler' });
  });

  it('is one ask, however often it comes', async () => {
    const { asks } = opened;
    const outcomes = await Promise.all([asks.submit(ask, { token }), asks.submit(ask, { token })]);
    const types = outcomes.map(({ type }) => type);
    expect(types.toSorted((one, other) => one.localeCompare(other))).toEqual([
      'duplicate',
      'queued',
    ]);
    expect(await jobIdsOf('deliverQueue')).toHaveLength(1);
  });

  it('is a duplicate also when the first one is done', async () => {
    const { asks, store, deliverQueue } = opened;
    await asks.submit(ask, { token });
    await deliverQueue.remove(jobIdOf(ask.id));
    await store.markClosed(ask.id);
    expect(await asks.submit(ask, { token })).toEqual({ type: 'duplicate' });
    expect(await jobIdsOf('deliverQueue')).toEqual([]);
  });

  it('keeps the token out of everything but its own key', async () => {
    await opened.asks.submit(ask, { token });
    await opened.asks.enterLine(ask);
    const holders = [...(await redisTexts(testRedis))]
      .filter(([, text]) => text.includes(token.token))
      .map(([key]) => key);
    expect(holders).toEqual([`${testRedis.prefix}:reply-token:${ask.id}`]);
  });

  it.each([
    ['is away', 'SIGKILL'],
    ['hangs', 'SIGSTOP'],
  ] as const)('is told within two seconds that Redis %s', async (_what, signal) => {
    const server = await startRedis();
    onTestFinished(server.close);
    const { asks, impatientRedis } = openAsks({ url: server.url, prefix: 'away' });
    await once(impatientRedis, 'ready');
    await server.kill(signal);
    const startedAt = performance.now();
    await expect(asks.submit(ask, { token })).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    if (signal === 'SIGSTOP') await server.kill('SIGCONT');
  });
});

it('is not taken after all when the queue comes back after the asker was told that it is away', async () => {
  const server = await startRedis();
  onTestFinished(server.close);
  const { asks, store, replyTokens, impatientRedis } = openAsks({
    url: server.url,
    prefix: 'late',
  });
  await once(impatientRedis, 'ready');
  vi.spyOn(replyTokens, 'put').mockImplementation(() => server.kill('SIGSTOP'));
  await expect(asks.submit(ask, { token })).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE' });
  await server.kill('SIGCONT');
  await vi.waitFor(async () => expect(await impatientRedis.exists(`late:ask:${ask.id}`)).toBe(1));
  await vi.waitFor(async () => expect(await store.listOpen()).toEqual([]));
  expect(await store.get(ask.id)).toBeUndefined();
});

describe('an ask that is withdrawn', () => {
  it('is as if it had never been stored', async () => {
    const { store } = opened;
    await store.store(ask);
    await store.withdraw(ask.id);
    expect(await store.get(ask.id)).toBeUndefined();
    expect(await store.listOpen()).toEqual([]);
  });

  it('cannot be stored by what comes late', async () => {
    const { store } = opened;
    await store.withdraw(ask.id);
    expect(await store.store(ask)).toEqual({ type: 'duplicate' });
    expect(await store.get(ask.id)).toBeUndefined();
    expect(await store.listOpen()).toEqual([]);
  });
});

it('opens a closed ask again, and adds its deliver job', async () => {
  const { asks, store } = opened;
  await store.store(ask);
  await store.markClosed(ask.id);
  expect(await store.isOpen(ask.id)).toBe(false);
  await asks.reopen(ask.id);
  expect(await store.isOpen(ask.id)).toBe(true);
  expect(await jobIdsOf('deliverQueue')).toEqual([jobIdOf(ask.id)]);
});

it('counts the failures of each delivery', async () => {
  const { store } = opened;
  expect([await store.countFailure('1'), await store.countFailure('1')]).toEqual([1, 2]);
  expect(await store.countFailure('2')).toBe(1);
});

describe('reviving', () => {
  it('adds the deliver job of an open ask that has none', async () => {
    const { asks, store } = opened;
    await store.store(ask);
    await asks.revive();
    expect(await jobIdsOf('deliverQueue')).toEqual([jobIdOf(ask.id)]);
  });

  it('leaves an ask alone whose deliver job is there, or that is closed', async () => {
    const { asks, store } = opened;
    await asks.submit(ask, { token });
    await asks.submit(askWith({ id: '2' }), { token });
    await store.markClosed('2');
    await opened.deliverQueue.remove(jobIdOf('2'));
    await asks.revive();
    expect(await jobIdsOf('deliverQueue')).toEqual([jobIdOf(ask.id)]);
  });
});

describe('entering the line', () => {
  it('adds the generate job once, with what a worker needs', async () => {
    await opened.asks.enterLine(ask);
    await opened.asks.enterLine(ask);
    const [job, ...others] = await opened.generateQueue.getJobs();
    expect(others).toEqual([]);
    expect(job?.data).toEqual({ askId: ask.id, turnId: ask.turnId, model: ask.model });
  });

  it('does nothing when a worker has begun already, or the ask has ended', async () => {
    await opened.tokenLog.append({
      askId: ask.id,
      attempt: 1,
      run: 'one',
      batch: 1,
      entries: [{ type: 'attempt-start', model: ask.model }],
    });
    await opened.asks.enterLine(ask);
    expect(await jobIdsOf('generateQueue')).toEqual([]);
  });

  it('while it enters the line leaves nothing there', async () => {
    const { asks, line, tokenLog } = opened;
    vi.spyOn(tokenLog, 'isEmpty').mockImplementationOnce(async () => {
      await asks.stop(ask.id, 'Ann');
      return true;
    });
    await asks.enterLine(ask);
    expect(await jobIdsOf('generateQueue')).toEqual([]);
    expect(await line.placeOf(ask.id)).toBeUndefined();
  });
});

describe('restoring an ask', () => {
  const nothing = () => Promise.resolve();

  it('stores it again, and lets it begin anew, when Redis has lost it', async () => {
    const { asks, store, tokenLog } = opened;
    const remembered: string[] = [];
    await asks.restore(ask, async () => void remembered.push(await readQuestion()));
    expect(remembered).toEqual([ask.question]);
    expect(await store.listOpen()).toEqual([ask.id]);
    expect(await jobIdsOf('deliverQueue')).toEqual([jobIdOf(ask.id)]);
    expect(await tokenLog.isEmpty(ask.id)).toBe(true);
  });

  it('empties a log that a worker still wrote to, and keeps one that has ended', async () => {
    const { asks, tokenLog } = opened;
    const write = { attempt: 3, run: 'one', batch: 1 };
    const start = { type: 'attempt-start', model: ask.model } as const;
    await tokenLog.append({ askId: ask.id, ...write, entries: [start] });
    await asks.restore(ask, nothing);
    expect(await tokenLog.isEmpty(ask.id)).toBe(true);
    const other = { ...ask, id: '100000000000000009' };
    await tokenLog.end(other.id, { type: 'ask-stopped', by: 'Ann' });
    await asks.restore(other, nothing);
    expect(await tokenLog.read(other.id)).toMatchObject({ phase: 'ended' });
  });

  it('does nothing when Redis knows the ask', async () => {
    const { asks, store } = opened;
    await store.store(ask);
    await store.markClosed(ask.id);
    await asks.restore(ask, () => Promise.reject(new Error('not asked for')));
    expect(await store.listOpen()).toEqual([]);
  });

  async function readQuestion(): Promise<string> {
    return (await opened.store.get(ask.id))?.question ?? '';
  }
});

describe('stopping an ask', () => {
  it('that waits ends its log and takes it out of the line', async () => {
    const { asks, tokenLog } = opened;
    await asks.submit(ask, { token });
    await asks.enterLine(ask);
    expect(await asks.stop(ask.id, 'Mod')).toBe(true);
    expect(await jobIdsOf('generateQueue')).toEqual([]);
    const follower = heard(tokenLog, ask.id);
    await vi.waitFor(() => expect(follower.entries).toHaveLength(1));
    expect(follower.entries).toMatchObject([{ type: 'ask-stopped', by: 'Mod' }]);
  });

  it('that runs ends its log, and leaves the job to its worker', async () => {
    const { asks, tokenLog, generateQueue } = opened;
    const running = createGate();
    const started = createGate();
    openGenerateWorker(async () => {
      started.open();
      await running.opened;
    });
    await asks.enterLine(ask);
    await started.opened;
    expect(await asks.stop(ask.id, 'Ann')).toBe(true);
    expect(await tokenLog.isEmpty(ask.id)).toBe(false);
    expect(await generateQueue.getActiveCount()).toBe(1);
    running.open();
  });

  it('that has ended changes nothing', async () => {
    const { asks } = opened;
    await asks.stop(ask.id, 'Ann');
    expect(await asks.stop(ask.id, 'Mod')).toBe(false);
  });

  it('does not let the person who presses wait for a queue that hangs', async () => {
    const server = await startRedis();
    onTestFinished(server.close);
    const { asks, impatientRedis } = openAsks({ url: server.url, prefix: 'hangs' });
    await once(impatientRedis, 'ready');
    await server.kill('SIGSTOP');
    const startedAt = performance.now();
    await expect(asks.stop(ask.id, 'Ann')).rejects.toThrow('no answer within 2000 ms');
    expect(performance.now() - startedAt).toBeLessThan(2_500);
    await server.kill('SIGCONT');
  });

  it('before it enters the line keeps it out', async () => {
    await opened.asks.stop(ask.id, 'Ann');
    await opened.asks.enterLine(ask);
    expect(await jobIdsOf('generateQueue')).toEqual([]);
  });
});

describe('the place in the line', () => {
  const join = (...ids: string[]) =>
    ids.reduce(
      (before, id) => before.then(() => opened.line.join(askWith({ id }))),
      Promise.resolve(),
    );
  const places = (...ids: string[]) => Promise.all(ids.map((id) => opened.line.placeOf(id)));

  it('is in the order of arrival', async () => {
    await join('1', '2', '3');
    expect(await places('1', '2', '3', '4')).toEqual([1, 2, 3, undefined]);
  });

  it('moves up when one in front leaves', async () => {
    await join('1', '2', '3');
    await opened.line.leave('1');
    expect(await places('1', '2', '3')).toEqual([undefined, 1, 2]);
  });

  it('does not change by joining again', async () => {
    await join('1', '2', '1');
    expect(await places('1', '2')).toEqual([1, 2]);
  });

  it('is none for an ask that is being answered', async () => {
    const running = createGate();
    openGenerateWorker(() => running.opened);
    await join('1', '2');
    await vi.waitFor(async () => expect(await places('1', '2')).toEqual([undefined, 1]));
    running.open();
  });

  it('is the first for an ask that a worker gave back', async () => {
    const worker = openGenerateWorker(async ({ signal }) => {
      await once(signal, 'abort');
      signal.throwIfAborted();
    });
    await join('1', '2', '3');
    await vi.waitFor(async () => expect(await places('1', '2')).toEqual([undefined, 1]));
    await worker.close();
    const running = createGate();
    openGenerateWorker(async () => running.opened);
    await vi.waitFor(async () => expect(await places('1', '2', '3')).toEqual([undefined, 1, 2]));
    running.open();
  });
});

it('forgets a reply token after a quarter of an hour, when Discord does', async () => {
  await opened.replyTokens.put(ask.id, token);
  const leftMs = await testRedis.client.pttl(`${testRedis.prefix}:reply-token:${ask.id}`);
  expect(leftMs).toBeGreaterThan(14 * 60_000);
  expect(leftMs).toBeLessThanOrEqual(15 * 60_000);
});

it('replaces a reply token by a fresh one', async () => {
  await opened.replyTokens.put(ask.id, token);
  await opened.replyTokens.put(ask.id, replyTokenWith({ token: 'fresh' }));
  expect(await opened.replyTokens.get(ask.id)).toMatchObject({ token: 'fresh' });
});

it('forgets an ask when its text is not useful any more', async () => {
  await opened.store.store(ask);
  expect(await testRedis.client.ttl(`${testRedis.prefix}:ask:${ask.id}`)).toBe(7 * 86_400);
});
