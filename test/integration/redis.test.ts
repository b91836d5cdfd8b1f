import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import {
  closeRedis,
  createImpatientRedis,
  createPatientRedis,
  firstConnection,
} from '../../src/redis.ts';
import { createTokenLog } from '../../src/token-log/token-log.ts';
import { createLogLines } from '../support/log-lines.ts';
import { openTestRedis, type TestRedis } from '../support/redis.ts';
import { openShakyWay, type ShakyWay } from '../support/shaky-way.ts';
import { answerDelta, heard, silentLog } from '../support/token-log.ts';

let testRedis: TestRedis;
let way: ShakyWay;

beforeEach(async () => {
  testRedis = await openTestRedis();
  way = await openShakyWay(testRedis.url);
});

const silenceMs = 200;

function openPatient(log = silentLog) {
  const redis = createPatientRedis({ url: way.url, name: 'test', log, silenceMs });
  onTestFinished(() => closeRedis(redis));
  return redis;
}

it('gives up a connection on which Redis has fallen silent, and keeps the command', async () => {
  const lines = createLogLines();
  const redis = openPatient(lines.logger);
  await redis.set(`${testRedis.prefix}:answer`, '42');
  way.fallSilent();
  expect(await redis.get(`${testRedis.prefix}:answer`)).toBe('42');
  expect([lines.count('redis-lost'), lines.count('redis-back')]).toEqual([1, 1]);
});

it('has an impatient connection back after one command that failed', async () => {
  const url = way.url;
  const redis = createImpatientRedis({
    url,
    name: 'test',
    log: silentLog,
    silenceMs,
    timeoutMs: 50,
  });
  onTestFinished(() => closeRedis(redis));
  await vi.waitFor(() => redis.ping());
  way.fallSilent();
  await expect(redis.ping()).rejects.toThrow('Command timed out');
  await vi.waitFor(() => redis.ping(), { timeout: 2_000 });
});

it('lets a follower of a token log hear on when its way has fallen silent', async () => {
  const tokenLog = createTokenLog({
    redis: openPatient(),
    reader: openPatient(),
    prefix: testRedis.prefix,
    retentionDays: 7,
    log: silentLog,
  });
  onTestFinished(() => tokenLog.close());
  const write = (text: string, batch: number) =>
    tokenLog.append({ askId: '1', attempt: 1, run: 'one', batch, entries: [answerDelta(text)] });
  const follower = heard(tokenLog, '1');
  await write('a', 1);
  await vi.waitFor(() => expect(follower.text()).toBe('a'));
  way.fallSilent();
  await write('b', 2);
  await vi.waitFor(() => expect(follower.text()).toBe('ab'), { timeout: 2_000 });
});

it('waits for the first connection, and no longer than until it fails', async () => {
  const there = createImpatientRedis({
    url: way.url,
    name: 'test',
    log: silentLog,
    timeoutMs: 500,
  });
  const nowhere = createImpatientRedis({
    url: 'redis://127.0.0.1:1',
    name: 'test',
    log: silentLog,
    timeoutMs: 500,
  });
  onTestFinished(async () => void (await Promise.all([there, nowhere].map(closeRedis))));
  await firstConnection(there, 10_000);
  expect(there.status).toBe('ready');
  await firstConnection(nowhere, 10_000);
  expect(nowhere.status).not.toBe('ready');
});
