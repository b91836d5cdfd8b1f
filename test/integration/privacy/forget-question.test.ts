import type { Redis } from 'ioredis';
import { beforeEach, expect, it } from 'vitest';
import { createAskStore, type AskStore } from '../../../src/asks/ask-store.ts';
import { createErase } from '../../../src/privacy/erase.ts';
import { createForgetQuestion, type ForgetQuestion } from '../../../src/privacy/forget-question.ts';
import { secondsADay } from '../../../src/redis.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { logKeyOf } from '../../../src/token-log/log-key.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { askWith } from '../../support/ask.ts';
import { openTestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';
import { answerDelta, openTokenLog } from '../../support/token-log.ts';

let store: AskStore;
let tokenLog: TokenLog;
let forgetQuestion: ForgetQuestion;
let kept: () => Promise<string>;
let redis: Redis;
let prefix: string;

beforeEach(async () => {
  const testRedis = await openTestRedis();
  const options = { redis: testRedis.client, prefix: testRedis.prefix, retentionDays: 7 };
  store = createAskStore(options);
  ({ client: redis, prefix } = testRedis);
  tokenLog = openTokenLog(testRedis);
  forgetQuestion = createForgetQuestion({ askStore: store, erase: createErase(options) });
  kept = async () => [...(await redisTexts(testRedis)).values()].join('\n');
});

const first = askWith({ question: 'A secret?' });
const again = askWith({ ...first, id: '7001', turnId: first.turnId, replaces: first.id });

async function answer(askId: string, text: string): Promise<void> {
  const entries: LogEntry[] = [{ type: 'attempt-start', model: 'r1' }, answerDelta(text)];
  await tokenLog.append({ askId, attempt: 1, run: 'run', batch: 1, entries });
  await tokenLog.end(askId, { type: 'ask-stopped', by: 'Ann' });
}

async function answerTwice(): Promise<void> {
  await store.store(first);
  await answer(first.id, 'First answer');
  await store.markClosed(first.id);
  await store.store(again);
  await answer(again.id, 'Second answer');
}

it('keeps no word of the ask, nor of those that it replaced', async () => {
  await answerTwice();
  await store.markClosed(again.id);
  await forgetQuestion(again.id);
  expect(await kept()).not.toMatch(/secret|answer/);
});

it('leaves an open ask to its delivery', async () => {
  await answerTwice();
  await forgetQuestion(again.id);
  const texts = await kept();
  for (const text of ['secret', 'First answer', 'Second answer']) expect(texts).toContain(text);
});

it('still says how each ended, also before its record is there', async () => {
  await tokenLog.end(first.id, { type: 'ask-stopped', by: 'Ann', cause: 'deleted' });
  await answer(again.id, 'Second answer');
  for (const { id } of [first, again]) {
    await forgetQuestion(id);
    await forgetQuestion(id);
    expect(await tokenLog.hasEnded(id)).toBe(true);
  }
});

it('takes nothing of a worker that comes late', async () => {
  await answer(first.id, 'First answer');
  await forgetQuestion(first.id);
  const late = { askId: first.id, entries: [answerDelta('A late answer')] };
  expect(await tokenLog.append({ ...late, attempt: 1, run: 'run', batch: 2 })).toBe('ended');
  expect(await tokenLog.append({ ...late, attempt: 2, run: 'other', batch: 1 })).toBe('ended');
  expect(await kept()).not.toMatch(/answer/);
});

it('leaves the logs to the retention', async () => {
  await answer(first.id, 'First answer');
  await forgetQuestion(first.id);
  expect(await redis.ttl(logKeyOf(prefix, first.id))).toBeGreaterThan(6 * secondsADay);
});

it('keeps nothing of a log without an end', async () => {
  const start: LogEntry = { type: 'attempt-start', model: 'r1' };
  await tokenLog.append({ askId: first.id, attempt: 1, run: 'run', batch: 1, entries: [start] });
  await forgetQuestion(first.id);
  expect(await tokenLog.isEmpty(first.id)).toBe(true);
});
