// A worker's taking side on a real Redis: it takes jobs of every model (or of those that a test says) and runs what the
// test says.
import { onTestFinished } from 'vitest';
import { createGenerateWorker } from '../../src/generation/generate-worker.ts';
import { createGenerateModels } from '../../src/jobs/generate-models.ts';
import { createGenerateQueues } from '../../src/jobs/generate-queues.ts';
import type { JobRun } from '../../src/jobs/job-runs.ts';
import { createPassedAsks } from '../../src/jobs/passed-asks.ts';
import { jobIdOf } from '../../src/jobs/queues.ts';
import { createWakeUp } from '../../src/jobs/wake-up.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import type { TestRedis } from './redis.ts';
import { silentLog } from './token-log.ts';

type Place = Pick<TestRedis, 'url' | 'prefix'>;

export interface TestTakerOptions {
  run: (job: JobRun<'generate'>) => Promise<void>;
  slots?: number;
  models?: readonly string[];
  loaded?: () => readonly string[];
  isResting?: () => Promise<boolean>;
}

export interface TestTaker {
  /** Safe to call twice; called when the test is over. */
  close(): Promise<void>;
}

function openRedis(url: string, name: string) {
  return createPatientRedis({ url, name, log: silentLog });
}

export function openTaker({ url, prefix }: Place, options: TestTakerOptions): TestTaker {
  const redis = openRedis(url, 'taker');
  const { run, slots = 1, models, loaded = () => [] } = options;
  const worker = createGenerateWorker({
    redis,
    wakeReader: openRedis(url, 'wake-up'),
    prefix,
    retentionDays: 1,
    slots,
    run,
    isResting: options.isResting ?? (() => Promise.resolve(false)),
    pickOwn: (heads) =>
      Promise.resolve(heads.filter(({ model }) => models?.includes(model) ?? true)),
    listLoaded: () => Promise.resolve(loaded()),
    usualMs: () => Promise.resolve(1_000),
    passedAsks: createPassedAsks(),
    log: silentLog,
  });

  async function closeAll(): Promise<void> {
    await worker.close();
    await closeRedis(redis);
  }
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= closeAll());
  onTestFinished(close);
  return { close };
}

export interface AddOptions {
  model?: string;
  priority?: number;
  /** When it was asked, in epoch ms. */
  timestamp?: number;
  /** Without a ring nobody is told. */
  rings?: boolean;
}

export interface TestAsks {
  add(askId: string, options?: AddOptions): Promise<void>;
  /** Jobs of the model in this state. */
  count(state: 'active' | 'delayed' | 'prioritized' | 'waiting', model?: string): Promise<number>;
  keyOf(name: string, model?: string): string;
  ring(): Promise<void>;
}

/** The adding side, closed with the test. */
export function openAsks({ url, prefix }: Place): TestAsks {
  const redis = openRedis(url, 'asks');
  const queues = createGenerateQueues({ redis, prefix });
  const models = createGenerateModels({ redis, prefix, retentionDays: 1 });
  const wakeUp = createWakeUp({ redis, prefix });
  onTestFinished(async () => {
    await queues.close();
    await closeRedis(redis);
  });
  return {
    add: async (askId, { model = 'r1', priority = 1, timestamp, rings = true } = {}) => {
      await models.add(model);
      const data = { askId, turnId: askId, model };
      const at = timestamp === undefined ? {} : { timestamp };
      await queues.of(model).add('generate', data, { jobId: jobIdOf(askId), priority, ...at });
      if (rings) await wakeUp.ring();
    },
    count: async (state, model = 'r1') =>
      (await queues.of(model).getJobCounts(state))[state] ?? Number.NaN,
    keyOf: (name, model = 'r1') => queues.of(model).toKey(name),
    ring: wakeUp.ring,
  };
}
