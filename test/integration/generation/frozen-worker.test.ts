import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, expect, it, vi } from 'vitest';
import { createLogWriter, type LogWriter } from '../../../src/generation/log-writer.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { answerDelta, heard, openTokenLog, silentLog } from '../../support/token-log.ts';

// A worker that stood still past its lock does not know that another one answers its ask now.

let testRedis: TestRedis;
let reader: TokenLog;

beforeEach(async () => {
  testRedis = await openTestRedis();
  reader = openTokenLog(testRedis);
});

const start: LogEntry = { type: 'attempt-start', model: 'r1' };
const figures = { tokens: 2, reasoningTokens: 0, promptTokens: 1, generationMs: 10 };

/** A worker's writer, as in a process of its own. */
async function begin(attempt: number): Promise<LogWriter & { refusals: string[] }> {
  const refusals: string[] = [];
  const writer = createLogWriter({
    tokenLog: openTokenLog(testRedis),
    askId: '1',
    attempt,
    onRefused: (result) => refusals.push(result),
    onBroken: () => refusals.push('broken'),
    signal: new AbortController().signal,
    log: silentLog,
  });
  writer.write(start);
  await writer.flush();
  return { ...writer, refusals };
}

async function expectLog(text: string): Promise<void> {
  const follower = heard(reader, '1');
  await vi.waitFor(() => expect(follower.text()).toBe(text));
}

it('is told that it was superseded, and has written nothing', async () => {
  const frozen = await begin(1);
  const successor = await begin(2);
  frozen.write(answerDelta('old'));
  successor.write(answerDelta('new'));
  await Promise.all([frozen.flush(), successor.flush()]);
  expect([frozen.refusals, successor.refusals]).toEqual([['superseded'], []]);
  await expectLog('<attempt-start><attempt-start>new');
});

it('cannot end the answer of its successor', async () => {
  const frozen = await begin(1);
  const successor = await begin(2);
  frozen.write({ type: 'ask-failed', code: 'MODEL_SERVER_LOST' });
  await frozen.flush();
  successor.write(answerDelta('new'));
  successor.write({ type: 'ask-done', figures });
  await successor.flush();
  await expectLog('<attempt-start><attempt-start>new<ask-done>');
});

it('cannot write after its successor has ended', async () => {
  const frozen = await begin(1);
  const successor = await begin(2);
  successor.write({ type: 'ask-done', figures });
  await successor.flush();
  frozen.write(answerDelta('old'));
  await frozen.flush();
  expect(frozen.refusals).toEqual(['ended']);
  await expectLog('<attempt-start><attempt-start><ask-done>');
});

it('cannot write between the entries of its successor, whatever the order of arrival', async () => {
  const frozen = await begin(1);
  frozen.write(answerDelta('kept until the reset '));
  await frozen.flush();
  const successor = await begin(2);
  const rounds = Array.from({ length: 20 }, async (_, index) => {
    frozen.write(answerDelta('old '));
    successor.write(answerDelta(`${index} `));
    await Promise.all([frozen.flush(), successor.flush(), nextTurn()]);
  });
  await Promise.all(rounds);
  const expected = Array.from({ length: 20 }, (_, index) => `${index} `).join('');
  await expectLog(`<attempt-start>kept until the reset <attempt-start>${expected}`);
});
