import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogWriter } from '../../../src/generation/log-writer.ts';
import { createLogger } from '../../../src/log.ts';
import type { AppendResult } from '../../../src/token-log/append-script.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { useFakeTime } from '../../support/fake-time.ts';

beforeEach(useFakeTime);

type Append = TokenLog['append'];

const answer = (text: string, tokens = 1): LogEntry => ({ type: 'answer-delta', text, tokens });
const reasoning = (text: string): LogEntry => ({ type: 'reasoning-delta', text, tokens: 1 });

/** A writer into a log that answers as told; by default it takes everything at once. */
function openWriter(onAppend: (write: Parameters<Append>[0]) => Promise<AppendResult> = taken) {
  const batches: LogEntry[][] = [];
  const refusals: string[] = [];
  const job = new AbortController();
  const rests: number[] = [];
  const present = { onRest: () => {} };
  const append: Append = (write) => {
    batches.push(write.entries);
    return onAppend(write);
  };
  const writer = createLogWriter({
    tokenLog: { append } as TokenLog,
    askId: '1',
    attempt: 2,
    onRefused: (result) => refusals.push(result),
    onBroken: () => refusals.push('broken'),
    signal: job.signal,
    log: createLogger({ level: 'silent' }),
    sleep: (ms) => {
      rests.push(ms);
      present.onRest();
      return Promise.resolve();
    },
  });
  return { writer, batches, refusals, job, rests, present };
}

const taken = (): Promise<AppendResult> => Promise.resolve('appended');
const broken = (): Promise<AppendResult> => Promise.reject(new Error('Redis is loading'));

it('writes what comes after a pause at once, then one batch every 50 ms', async () => {
  const { writer, batches } = openWriter();
  writer.write({ type: 'prompt-start' });
  await vi.advanceTimersByTimeAsync(1);
  expect(batches).toEqual([[{ type: 'prompt-start' }]]);
  writer.write(reasoning('so'));
  await vi.advanceTimersByTimeAsync(48);
  writer.write(answer('it'));
  expect(batches).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(2);
  expect(batches.slice(1)).toEqual([[reasoning('so'), answer('it')]]);
});

it('joins text of one kind, and its tokens', async () => {
  const { writer, batches } = openWriter();
  for (const entry of [reasoning('so '), reasoning('it'), answer('It ', 2), answer('is', 3)]) {
    writer.write(entry);
  }
  await writer.flush();
  expect(batches).toEqual([
    [{ type: 'reasoning-delta', text: 'so it', tokens: 2 }, answer('It is', 5)],
  ]);
});

it('does not join entries that are no text', async () => {
  const { writer, batches } = openWriter();
  writer.write({ type: 'server-wait' });
  writer.write({ type: 'server-wait' });
  await writer.flush();
  expect(batches[0]).toHaveLength(2);
});

it('writes at once when it is flushed, and nothing when there is nothing', async () => {
  const { writer, batches } = openWriter();
  await writer.flush();
  writer.write(answer('It'));
  await writer.flush();
  await writer.flush();
  expect(batches).toEqual([[answer('It')]]);
});

it('names its ask, its attempt, and itself', async () => {
  const append = vi.fn<Append>(taken);
  for (const { writer } of [openWriter(append), openWriter(append)]) {
    writer.write(answer('It'));
    await writer.flush();
  }
  const [first, second] = append.mock.calls.map(([write]) => write);
  expect(first).toMatchObject({ askId: '1', attempt: 2, batch: 1 });
  expect(first?.run).not.toBe(second?.run);
});

it('has one batch under way, and gathers the next meanwhile', async () => {
  let finish = (_result: AppendResult): void => {};
  const { writer, batches } = openWriter(
    () =>
      new Promise((resolve) => {
        finish = resolve;
      }),
  );
  writer.write(answer('a'));
  await vi.advanceTimersByTimeAsync(50);
  writer.write(answer('b'));
  await vi.advanceTimersByTimeAsync(50);
  writer.write(answer('c'));
  const flushed = writer.flush();
  expect(batches).toEqual([[answer('a')]]);
  finish('appended');
  await vi.advanceTimersByTimeAsync(0);
  expect(batches).toEqual([[answer('a')], [answer('bc', 2)]]);
  finish('appended');
  await flushed;
});

describe('a log that refuses', () => {
  it.each(['superseded', 'ended'] as const)('as %s is told of once', async (result) => {
    const { writer, refusals } = openWriter(() => Promise.resolve(result));
    writer.write(answer('a'));
    await writer.flush();
    writer.write(answer('b'));
    await writer.flush();
    expect(refusals).toEqual([result]);
  });

  it('is not written to any more', async () => {
    const { writer, batches } = openWriter(() => Promise.resolve('superseded'));
    writer.write(answer('a'));
    await writer.flush();
    writer.write(answer('b'));
    await writer.flush();
    expect(batches).toEqual([[answer('a')]]);
  });
});

it('is not tried again when Redis finds fault with what is written, which is told of once', async () => {
  const fault = new Error('WRONGTYPE Operation against a key holding the wrong kind of value');
  fault.name = 'ReplyError';
  const { writer, batches, refusals } = openWriter(() => Promise.reject(fault));
  for (const text of ['a', 'b']) {
    writer.write(answer(text));
    await writer.flush();
  }
  expect([batches.length, refusals]).toEqual([1, ['broken']]);
});

describe('a Redis that takes no writes', () => {
  it('is tried every half second with the same entries, and what comes later waits', async () => {
    const results = [broken, broken, taken];
    const { writer, batches, rests, present } = openWriter(() => (results.shift() ?? taken)());
    present.onRest = () => writer.write(answer('b'));
    writer.write(answer('a'));
    await writer.flush();
    await writer.flush();
    expect(batches).toEqual([[answer('a')], [answer('a')], [answer('a')], [answer('bb', 2)]]);
    expect(rests).toEqual([500, 500]);
  });

  it('is given up when the job is no longer ours', async () => {
    const { writer, job, present } = openWriter(broken);
    present.onRest = () => job.abort(new Error('shutdown'));
    writer.write(answer('a'));
    await expect(writer.flush()).rejects.toThrow('shutdown');
  });

  it('breaks nothing when a batch is dropped in passing', async () => {
    const { writer, job, present } = openWriter(broken);
    present.onRest = () => job.abort(new Error('shutdown'));
    writer.write(answer('a'));
    await vi.advanceTimersByTimeAsync(60);
    await expect(writer.flush()).rejects.toThrow('shutdown');
  });
});
