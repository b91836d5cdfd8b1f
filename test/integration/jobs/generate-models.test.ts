import type { Redis } from 'ioredis';
import { beforeEach, describe, expect, it } from 'vitest';
import { createGenerateModels } from '../../../src/jobs/generate-models.ts';
import { generateQueueName, modelOfQueue } from '../../../src/jobs/queues.ts';
import { openTestRedis } from '../../support/redis.ts';

let redis: Redis;
let prefix: string;
const dayMs = 86_400_000;
let clock = 0;

beforeEach(async () => {
  ({ client: redis, prefix } = await openTestRedis());
  clock = 100 * dayMs;
});

const open = () =>
  createGenerateModels({ redis, prefix, retentionDays: 7, now: () => Promise.resolve(clock) });

describe('the models that have had asks', () => {
  it('are told once each, to every process', async () => {
    for (const model of ['qwen3:14b', 'deepseek-r1:8b', 'qwen3:14b']) await open().add(model);
    expect(await open().list()).toEqual(['deepseek-r1:8b', 'qwen3:14b']);
  });

  it('are forgotten one by one, when twice the time has passed for which asks are kept', async () => {
    const models = open();
    await models.add('qwen3:14b');
    clock += 13 * dayMs;
    await models.add('deepseek-r1:8b');
    expect(await models.list()).toEqual(['deepseek-r1:8b', 'qwen3:14b']);
    clock += dayMs;
    await models.add('deepseek-r1:8b');
    expect(await models.list()).toEqual(['deepseek-r1:8b']);
  });

  it('are all forgotten when nobody asks any more', async () => {
    await open().add('qwen3:14b');
    expect(await redis.ttl(`${prefix}:generate-models`)).toBe(14 * 86_400);
  });
});

it.each(['deepseek-r1:8b', 'hf.co/some/R1-GGUF:Q4_K_M', 'mödel'])(
  'has a queue name for %s that BullMQ takes, and finds the model by it',
  (model) => {
    const name = generateQueueName(model);
    expect(name).not.toContain(':');
    expect(modelOfQueue(name)).toBe(model);
  },
);
