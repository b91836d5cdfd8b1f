import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createLineOutlook, type LineOutlook } from '../../../src/asks/line-outlook.ts';
import { createGenerateModels } from '../../../src/jobs/generate-models.ts';
import { jobIdOf } from '../../../src/jobs/queues.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { listPublishedModels, publishWorker } from '../../../src/models/published-models.ts';
import { createRecordedRuns } from '../../../src/models/recorded-runs.ts';
import { closeRedis, createPatientRedis } from '../../../src/redis.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { openLine, type TestLine } from '../../support/line.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { openTokenLog, silentLog } from '../../support/token-log.ts';

const model = 'deepseek-r1:8b';
const answerMs = 60_000;

let testRedis: TestRedis;
let line: TestLine;

beforeEach(async () => {
  testRedis = await openTestRedis();
  line = openLine(testRedis);
});

const place = () => ({ redis: testRedis.client, prefix: testRedis.prefix });

/** It has answered as often as it takes to know how long that takes: a minute. */
async function publish(
  workerId: string,
  { slots, name = model, onDisk = [] }: { slots?: number; name?: string; onDisk?: string[] } = {},
): Promise<void> {
  const installed: InstalledModel = {
    name,
    sizeBytes: 1,
    parameterSize: '8B',
    canThink: true,
    isReasoner: true,
    isLoaded: true,
  };
  const others = onDisk.map((other) => ({ ...installed, name: other, isLoaded: false }));
  const models = [installed, ...others];
  const report = { state: 'ready' as const, models, ...(slots && { slots }) };
  await publishWorker(place(), { workerId, report });
  const runs = createRecordedRuns(place());
  const run = { readMs: 1_000, writeMs: answerMs - 1_000, tokens: 2_000 };
  for (let count = 0; count < 5; count += 1) await runs.add(name, run);
}

function openOutlook(): () => Promise<LineOutlook> {
  const redis = createPatientRedis({ url: testRedis.url, name: 'outlook', log: silentLog });
  onTestFinished(() => closeRedis(redis));
  return createLineOutlook({
    redis,
    prefix: testRedis.prefix,
    generateModels: createGenerateModels({ redis, prefix: testRedis.prefix, retentionDays: 7 }),
    runs: createRecordedRuns({ redis, prefix: testRedis.prefix }),
    listWorkers: async () =>
      (await listPublishedModels({ redis, prefix: testRedis.prefix })).workers,
  });
}

async function writeLog(askId: string, ...entries: LogEntry[]): Promise<void> {
  const tokenLog = openTokenLog(testRedis);
  await tokenLog.append({ askId, attempt: 1, run: 'one', batch: 1, entries });
}

/** As if it had joined so much earlier. */
async function makeOlder(askId: string, { of, byMs }: { of: string; byMs: number }): Promise<void> {
  const key = line.queues.of(of).toKey(jobIdOf(askId));
  await testRedis.client.hincrby(key, 'timestamp', -byMs);
}

describe('a look at the line', () => {
  it('tells the place and the wait of each ask', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    const outlook = await openOutlook()();
    expect(outlook.placeOf('ann-1')).toMatchObject({ place: 1, waitMs: 0 });
    expect(outlook.placeOf('ben-1')).toMatchObject({ place: 2, waitMs: answerMs });
    expect(outlook.hasWorker).toBe(true);
  });

  it('knows no place of an ask that is not in the line', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    await line.take();
    const outlook = await openOutlook()();
    expect(outlook.placeOf('ann-1')).toBeUndefined();
    expect(outlook.placeOf('cem-1')).toBeUndefined();
  });

  it('counts an ask that has just been taken as a whole answer', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    await line.take();
    expect((await openOutlook()()).placeOf('ben-1')).toMatchObject({ place: 1, waitMs: answerMs });
  });

  it('sees how far an answer is, and moves on with it', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    await line.take();
    await writeLog('ann-1', { type: 'attempt-start', model }, { type: 'prompt-start' });
    const look = openOutlook();
    const first = (await look()).placeOf('ben-1')?.waitMs ?? 0;
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThan(answerMs);
    await expect.poll(async () => (await look()).placeOf('ben-1')?.waitMs).toBeLessThan(first);
  });

  it('counts the load of a model in with the answer', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    await line.take();
    await writeLog('ann-1', { type: 'attempt-start', model }, { type: 'load-start' });
    const waitMs = (await openOutlook()()).placeOf('ben-1')?.waitMs;
    expect(waitMs).toBeGreaterThan(answerMs);
    expect(waitMs).toBeLessThanOrEqual(answerMs + 20_000);
  });

  it('lets all workers take their share', async () => {
    await publish('gpu-1', { slots: 2 });
    await publish('gpu-2');
    await line.joinAll('ann-1', 'ben-1', 'cem-1', 'dan-1');
    const outlook = await openOutlook()();
    const waits = ['ann-1', 'ben-1', 'cem-1', 'dan-1'].map((id) => outlook.placeOf(id)?.waitMs);
    expect(waits).toEqual([0, 0, 0, answerMs]);
  });

  it('puts an ask first that a killed worker had', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ben-1');
    await line.take();
    await line.stall('ann-1');
    const outlook = await openOutlook()();
    expect(outlook.placeOf('ann-1')?.place).toBe(1);
    expect(outlook.placeOf('ben-1')?.place).toBe(2);
  });

  it('tells the wait for a worker that has the model, and one place over all models', async () => {
    await publish('gpu-1');
    await publish('gpu-2', { name: 'qwen3:14b' });
    await line.joinAll('ann-1', 'ben-1');
    await line.join('cem-1', { model: 'qwen3:14b' });
    await line.join('dan-1', { model: 'llama3:8b' });
    const outlook = await openOutlook()();
    expect(outlook.waiting).toEqual([
      { askId: 'ann-1', model, place: 1, waitMs: 0 },
      { askId: 'ben-1', model, place: 2, waitMs: answerMs },
      { askId: 'cem-1', model: 'qwen3:14b', place: 3, waitMs: 0 },
      { askId: 'dan-1', model: 'llama3:8b', place: 4 },
    ]);
  });

  it('knows that asks for the model in memory pass one that has waited for long', async () => {
    await publish('gpu-1', { onDisk: ['qwen3:14b'] });
    await line.join('cem-1', { model: 'qwen3:14b' });
    await line.joinAll('ann-1', 'ben-1');
    const look = openOutlook();
    expect((await look()).placeOf('cem-1')).toMatchObject({ place: 1, waitMs: 0 });
    await makeOlder('cem-1', { of: 'qwen3:14b', byMs: 2.5 * answerMs });
    const outlook = await look();
    expect(outlook.placeOf('cem-1')).toMatchObject({ place: 1, waitMs: answerMs });
    expect(outlook.placeOf('ann-1')).toMatchObject({ place: 2, waitMs: 0 });
  });

  it('tells what runs, of every model', async () => {
    await line.joinAll('ann-1');
    await line.join('cem-1', { model: 'qwen3:14b' });
    await line.take();
    await line.take();
    const progress = { type: 'starting' };
    expect((await openOutlook()()).running).toEqual([
      { askId: 'ann-1', model, progress },
      { askId: 'cem-1', model: 'qwen3:14b', progress },
    ]);
  });

  it('says that there is no worker', async () => {
    await line.joinAll('ann-1');
    const outlook = await openOutlook()();
    expect(outlook.hasWorker).toBe(false);
    expect(outlook.placeOf('ann-1')?.place).toBe(1);
  });

  it('agrees with the line about every place', async () => {
    await publish('gpu-1');
    await line.joinAll('ann-1', 'ann-2', 'ben-1');
    await line.join('ann-3', { model: 'qwen3:14b' });
    await line.join('dan-1', { model: 'qwen3:14b' });
    await line.joinAll('ben-2', 'cem-1');
    await line.stall((await line.take(['qwen3:14b'])) ?? '');
    await line.take([model]);
    const outlook = await openOutlook()();
    const order = await line.order();
    expect(order.map((id) => outlook.placeOf(id)?.place)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await Promise.all(order.map(line.line.placeOf))).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
