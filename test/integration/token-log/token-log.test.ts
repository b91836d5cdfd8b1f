import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import type { LogWrite, TokenLog } from '../../../src/token-log/token-log.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { openShakyWay } from '../../support/shaky-way.ts';
import { answerDelta, heard, openTokenLog } from '../../support/token-log.ts';

let testRedis: TestRedis;
let tokenLog: TokenLog;

beforeEach(async () => {
  testRedis = await openTestRedis();
  tokenLog = openTokenLog(testRedis);
});

const figures = { tokens: 2, reasoningTokens: 0, promptTokens: 1, generationMs: 10 };
const start: LogEntry = { type: 'attempt-start', model: 'r1' };
const done: LogEntry = { type: 'ask-done', figures };

const write = (entries: LogEntry[], given: Partial<LogWrite> = {}) =>
  tokenLog.append({ askId: '1', attempt: 1, run: 'one', batch: 1, ...given, entries });

const stop = (by = 'Ann') => tokenLog.end('1', { type: 'ask-stopped', by });

const keys = () => testRedis.client.keys(`${testRedis.prefix}*`);

/** Waits until the follower has been handed all of this, and nothing else. */
const expectHeard = (follower: { text(): string }, text: string) =>
  vi.waitFor(() => expect(follower.text()).toBe(text), { timeout: 2_000, interval: 5 });

describe('appending', () => {
  it('takes entries of a growing attempt', async () => {
    expect(await write([start, answerDelta('a')])).toBe('appended');
    expect(await write([answerDelta('b')], { batch: 2 })).toBe('appended');
    expect(await write([start], { attempt: 2 })).toBe('appended');
  });

  it('refuses an attempt that is older than the last one, and writes nothing', async () => {
    await write([start], { attempt: 2 });
    expect(await write([answerDelta('late')], { batch: 9 })).toBe('superseded');
    await expectHeard(heard(tokenLog, '1'), '<attempt-start>');
  });

  it('refuses everything after a terminal entry, also of a later attempt', async () => {
    await write([start, done]);
    expect(await write([answerDelta('more')], { batch: 2 })).toBe('ended');
    expect(await write([start], { attempt: 2 })).toBe('ended');
    expect(await stop()).toBe('ended');
    await expectHeard(heard(tokenLog, '1'), '<attempt-start><ask-done>');
  });

  it('lets the first terminal entry win, whoever writes it', async () => {
    await write([start]);
    const results = await Promise.all([stop('Ann'), stop('Mod'), write([done], { batch: 2 })]);
    expect(results).toEqual(['appended', 'ended', 'ended']);
  });

  it('takes the end of an ask that nobody has begun', async () => {
    expect(await stop()).toBe('appended');
    expect(await stop()).toBe('ended');
    expect(await write([start])).toBe('ended');
  });

  it('writes a batch once that is sent twice', async () => {
    await write([start, answerDelta('a')]);
    await write([answerDelta('b')], { batch: 2 });
    expect(await write([answerDelta('b')], { batch: 2 })).toBe('appended');
    await write([answerDelta('c'), done], { batch: 3 });
    expect(await write([answerDelta('c'), done], { batch: 3 })).toBe('appended');
    await expectHeard(heard(tokenLog, '1'), '<attempt-start>abc<ask-done>');
  });

  it('writes a batch once whose connection breaks before the answer', async () => {
    const way = await openShakyWay(testRedis.url);
    const shaky = openTokenLog({ ...testRedis, url: way.url });
    await shaky.append({ askId: '1', attempt: 1, run: 'one', batch: 1, entries: [start] });
    way.breakBeforeNextAnswer();
    const entries = [answerDelta('once')];
    expect(await shaky.append({ askId: '1', attempt: 1, run: 'one', batch: 2, entries })).toBe(
      'appended',
    );
    expect(way.breaks()).toBe(1);
    await expectHeard(heard(tokenLog, '1'), '<attempt-start>once');
  });

  it('refuses what does not follow, because Redis has lost what came before', async () => {
    expect(await write([answerDelta('b')], { batch: 2 })).toBe('superseded');
    await write([start]);
    expect(await write([answerDelta('d')], { batch: 3 })).toBe('superseded');
    expect(await write([answerDelta('e')], { attempt: 2, batch: 2 })).toBe('superseded');
    await expectHeard(heard(tokenLog, '1'), '<attempt-start>');
  });

  it('lets a run take over that begins an attempt of the same number', async () => {
    await write([start, answerDelta('a')]);
    await write([answerDelta('b')], { batch: 2 });
    expect(await write([start], { run: 'two' })).toBe('appended');
    expect(await write([answerDelta('c')], { batch: 3 })).toBe('superseded');
    expect(await write([answerDelta('d')], { batch: 2, run: 'two' })).toBe('appended');
    expect(await tokenLog.read('1')).toMatchObject({ answer: 'd' });
  });

  it('begins anew when it is cleared', async () => {
    await write([start], { attempt: 3 });
    await tokenLog.clear('1');
    expect(await tokenLog.isEmpty('1')).toBe(true);
    expect(await write([start])).toBe('appended');
  });

  it('keeps an ending when it is cleared', async () => {
    await write([start, done]);
    await tokenLog.clear('1');
    expect(await tokenLog.read('1')).toMatchObject({ phase: 'ended' });
  });

  it('keeps the log as long as text is kept', async () => {
    await write([start]);
    expect(await testRedis.client.ttl(`${testRedis.prefix}:log:1`)).toBe(7 * 86_400);
  });

  it('keeps the logs of asks apart', async () => {
    await write([done]);
    expect(await write([start], { askId: '2' })).toBe('appended');
    expect([await tokenLog.isEmpty('2'), await tokenLog.isEmpty('3')]).toEqual([false, true]);
  });
});

describe('reading', () => {
  it('gives what the log says at this moment', async () => {
    await write([start, { type: 'reasoning-delta', text: 'so', tokens: 1 }, answerDelta('a')]);
    await write([answerDelta('b'), done], { batch: 2 });
    const transcript = await tokenLog.read('1');
    expect(transcript).toMatchObject({ phase: 'ended', reasoning: 'so', answer: 'ab' });
  });

  it('leaves out what an earlier attempt wrote', async () => {
    await write([start, answerDelta('void')]);
    await write([start, answerDelta('b')], { attempt: 2 });
    expect(await tokenLog.read('1')).toMatchObject({ answer: 'b' });
  });

  it('tells when there is nothing', async () => {
    expect(await tokenLog.read('1')).toBeUndefined();
  });
});

describe('a follower', () => {
  it('is handed each entry as it was written, with the time of Redis', async () => {
    const failed: LogEntry = { type: 'ask-failed', code: 'MODEL_ERROR', detail: 'r1' };
    const text: LogEntry = { type: 'reasoning-delta', text: '汉 "\\\n', tokens: 3 };
    const before = Date.now();
    await write([start, text, failed]);
    const follower = heard(tokenLog, '1');
    await expectHeard(follower, '<attempt-start>汉 "\\\n<ask-failed>');
    expect(follower.entries).toMatchObject([start, text, failed]);
    for (const { at } of follower.entries) {
      expect(at).toBeGreaterThanOrEqual(before);
      expect(at).toBeLessThanOrEqual(Date.now());
    }
  });

  it('is handed what comes after it began', async () => {
    const follower = heard(tokenLog, '1');
    await write([start]);
    await expectHeard(follower, '<attempt-start>');
    await write([answerDelta('a')], { batch: 2 });
    await expectHeard(follower, '<attempt-start>a');
  });

  it('is handed everything from the first entry on, however late it begins', async () => {
    const early = heard(tokenLog, '1');
    await write([start, answerDelta('a')]);
    await expectHeard(early, '<attempt-start>a');
    const late = heard(tokenLog, '1');
    await write([answerDelta('b')], { batch: 2 });
    await expectHeard(late, '<attempt-start>ab');
    await expectHeard(early, '<attempt-start>ab');
  });

  it('is handed everything when it begins while an entry is on its way', async () => {
    const early = heard(tokenLog, '1');
    await write([start, answerDelta('a')]);
    await expectHeard(early, '<attempt-start>a');
    const writing = write([answerDelta('b')], { batch: 2 });
    const late = heard(tokenLog, '1');
    await writing;
    await expectHeard(late, '<attempt-start>ab');
  });

  it('wakes a reader that is blocked on other logs', async () => {
    const other = heard(tokenLog, 'other');
    await write([start], { askId: 'other' });
    await expectHeard(other, '<attempt-start>');
    await write([start]);
    await expectHeard(heard(tokenLog, '1'), '<attempt-start>');
  });

  it('sees what another process writes', async () => {
    const follower = heard(openTokenLog(testRedis), '1');
    await write([start]);
    await expectHeard(follower, '<attempt-start>');
  });

  it('is handed nothing after its signal', async () => {
    const leaving = new AbortController();
    const gone = heard(tokenLog, '1', leaving.signal);
    const never = heard(tokenLog, '1', AbortSignal.abort());
    const stays = heard(tokenLog, '1');
    await write([start]);
    await expectHeard(gone, '<attempt-start>');
    leaving.abort();
    await write([answerDelta('a')], { batch: 2 });
    await expectHeard(stays, '<attempt-start>a');
    expect([gone.text(), never.text()]).toEqual(['<attempt-start>', '']);
  });

  it('goes on when the connection was cut, with nothing lost and nothing twice', async () => {
    const follower = heard(tokenLog, '1');
    await write([start, answerDelta('a')]);
    await expectHeard(follower, '<attempt-start>a');
    await testRedis.client.call('CLIENT', 'KILL', 'USER', testRedis.prefix, 'SKIPME', 'yes');
    await write([answerDelta('b')], { batch: 2 });
    await expectHeard(follower, '<attempt-start>ab');
  });

  it('does not suffer from a listener that throws', async () => {
    const { signal } = new AbortController();
    const fail = (): void => {
      throw new Error('listener');
    };
    tokenLog.follow('1', fail, signal);
    const follower = heard(tokenLog, '1');
    await write([start]);
    await expectHeard(follower, '<attempt-start>');
  });

  it('gets every entry of many busy logs, once and in order', async () => {
    const askIds = Array.from({ length: 40 }, (_, index) => `ask-${index}`);
    const followers = askIds.map((askId) => heard(tokenLog, askId));
    const expected = Array.from({ length: 25 }, (_, index) => `${index},`).join('');
    await Promise.all(
      askIds.map(async (askId) => {
        for (let batch = 1; batch <= 25; batch += 1) {
          await write([answerDelta(`${batch - 1},`)], { askId, batch });
          await nextTurn();
        }
      }),
    );
    await vi.waitFor(() => {
      for (const follower of followers) expect(follower.text()).toBe(expected);
    });
  });
});

it("tells the time of its entries' clock", async () => {
  const before = await tokenLog.now();
  await write([start]);
  const [[id] = ['']] = await testRedis.client.xrange(`${testRedis.prefix}:log:1`, '-', '+');
  const at = Number(id.split('-')[0]);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(await tokenLog.now());
});

it('leaves nothing but its logs when it is closed, twice', async () => {
  const other = openTokenLog(testRedis);
  heard(other, '1');
  await vi.waitFor(async () => expect(await keys()).not.toEqual([]));
  await other.close();
  await other.close();
  await vi.waitFor(async () => expect(await keys()).toEqual([]));
});
