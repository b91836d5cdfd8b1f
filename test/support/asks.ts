// The asks of a test on a real Redis, joined as the bot joins them.
import type { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { createAskStore, type AskStore } from '../../src/asks/ask-store.ts';
import { createAsks, type Asks } from '../../src/asks/asks.ts';
import { createLine, type Line } from '../../src/asks/line.ts';
import { createReplyTokens, type ReplyTokens } from '../../src/asks/reply-tokens.ts';
import { createGenerateQueues } from '../../src/jobs/generate-queues.ts';
import {
  createDeliverQueue,
  type DeliverQueue,
  type GenerateQueue,
} from '../../src/jobs/queues.ts';
import { closeRedis, createImpatientRedis, createPatientRedis } from '../../src/redis.ts';
import type { TokenLog } from '../../src/token-log/token-log.ts';
import type { TestRedis } from './redis.ts';
import { askWith } from './ask.ts';
import { openTokenLog, silentLog } from './token-log.ts';

export interface TestAsks {
  asks: Asks;
  store: AskStore;
  replyTokens: ReplyTokens;
  line: Line;
  tokenLog: TokenLog;
  /** That of the model of `askWith`. */
  generateQueue: GenerateQueue;
  deliverQueue: DeliverQueue;
  /** For work that somebody waits for. */
  impatientRedis: Redis;
}

/** Closed with the test. */
export function openAsks({ url, prefix }: Pick<TestRedis, 'url' | 'prefix'>): TestAsks {
  const redis = createPatientRedis({ url, name: 'commands', log: silentLog });
  const impatientRedis = createImpatientRedis({
    url,
    name: 'interactions',
    log: silentLog,
    timeoutMs: 2_000,
  });
  onTestFinished(async () => void (await Promise.all([redis, impatientRedis].map(closeRedis))));
  const tokenLog = openTokenLog({ url, prefix });
  const queues = createGenerateQueues({ redis, prefix });
  const generateQueue = queues.of(askWith().model);
  const deliverQueue = createDeliverQueue({ redis, prefix });
  const store = createAskStore({ redis: impatientRedis, prefix, retentionDays: 7 });
  const replyTokens = createReplyTokens({ redis: impatientRedis, prefix });
  const line = createLine({ queues, redis, prefix, retentionDays: 7 });
  const asks = createAsks({
    store,
    patientStore: createAskStore({ redis, prefix, retentionDays: 7 }),
    replyTokens,
    line,
    deliverQueue,
    tokenLog,
    log: silentLog,
  });
  return {
    asks,
    store,
    replyTokens,
    line,
    tokenLog,
    generateQueue,
    deliverQueue,
    impatientRedis,
  };
}
