import { once } from 'node:events';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Ask } from '../../../src/asks/ask.ts';
import type { CountLimits } from '../../../src/asks/store-ask.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { askedAt, askWith, replyTokenWith } from '../../support/ask.ts';
import { openAsks, type TestAsks } from '../../support/asks.ts';
import { openLine } from '../../support/line.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { redisTexts } from '../../support/redis-texts.ts';

let testRedis: TestRedis;
let opened: TestAsks;

beforeEach(async () => {
  testRedis = await openTestRedis();
  opened = openAsks(testRedis);
  await once(opened.impatientRedis, 'ready');
});

const limits: CountLimits = {
  maxWaitingPerAsker: 2,
  maxWaiting: 3,
  maxAnswersPerDay: null,
  homeGuildId: '500000000000000001',
};
const daily: CountLimits = {
  ...limits,
  maxWaitingPerAsker: 50,
  maxWaiting: 500,
  maxAnswersPerDay: 2,
};
const hourMs = 3_600_000;

/** `'ann-1'` is an ask of the asker `'ann'`. */
function askOf(id: string, given: Partial<Ask> = {}): Ask {
  const { place: _, ...rest } = given;
  return askWith({ id, asker: { id: id.split('-')[0] ?? '', name: 'Ann' }, ...rest });
}

const submit = (id: string, { given = limits, at = askedAt } = {}) =>
  opened.asks.submit(askOf(id, { askedAt: at }), { token: replyTokenWith(), limits: given });

async function submitAll(...ids: string[]): Promise<void> {
  for (const id of ids) expect(await submit(id)).toEqual({ type: 'queued' });
}

const write = (askId: string, ...entries: LogEntry[]) =>
  opened.tokenLog.append({ askId, attempt: 1, run: 'one', batch: 1, entries });

const figures = { tokens: 1, reasoningTokens: 0, promptTokens: 1, generationMs: 1 };
const start = { type: 'attempt-start', model: 'r1' } as const;
const done = { type: 'ask-done', figures } as const;

describe('waiting questions', () => {
  it('are counted for each asker', async () => {
    await submitAll('ann-1', 'ann-2', 'bob-1');
    expect(await submit('ann-3')).toEqual({ type: 'asker-waiting', waiting: 2 });
  });

  it('can be looked at first, which counts for nothing', async () => {
    const look = (id: string) => opened.asks.look(askOf(id), { ...daily, maxWaitingPerAsker: 2 });
    await submitAll('ann-1');
    for (let time = 0; time < 4; time += 1) expect(await look('ann-2')).toBeUndefined();
    expect(await opened.store.listOpen()).toEqual(['ann-1']);
    await submitAll('ann-2');
    expect(await look('ann-3')).toEqual({ type: 'asker-waiting', waiting: 2 });
  });

  it('are counted over all askers', async () => {
    await submitAll('ann-1', 'ann-2', 'bob-1');
    expect(await submit('bob-2')).toEqual({ type: 'line-full', waiting: 3 });
  });

  it('are counted before they have reached the line, and in it', async () => {
    await submitAll('ann-1', 'ann-2');
    await opened.asks.enterLine(askOf('ann-1'));
    expect(await submit('ann-3')).toMatchObject({ type: 'asker-waiting' });
    await opened.asks.enterLine(askOf('ann-2'));
    expect(await submit('ann-3')).toMatchObject({ type: 'asker-waiting' });
  });

  it('take the last place once, however many come at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `ann-${index}`);
    const outcomes = await Promise.all(ids.map((id) => submit(id)));
    expect(outcomes.filter(({ type }) => type === 'queued')).toHaveLength(2);
    expect(await opened.store.listOpen()).toHaveLength(2);
    const bobs = ['bob-1', 'cy-1', 'di-1'].map((id) => submit(id));
    const types = (await Promise.all(bobs)).map(({ type }) => type);
    expect(types.filter((type) => type === 'queued')).toHaveLength(1);
  });

  it('are counted over all models, until a worker takes them', async () => {
    const qwen = askOf('ann-2', { model: 'qwen3:14b' });
    await submitAll('ann-1');
    await opened.asks.submit(qwen, { token: replyTokenWith(), limits });
    for (const ask of [askOf('ann-1'), qwen]) await opened.asks.enterLine(ask);
    expect(await submit('ann-3')).toEqual({ type: 'asker-waiting', waiting: 2 });
    await openLine(testRedis).take(['qwen3:14b']);
    expect(await submit('ann-3')).toEqual({ type: 'queued' });
  });

  it('end when a worker takes them', async () => {
    await submitAll('ann-1', 'ann-2');
    for (const id of ['ann-1', 'ann-2']) await opened.asks.enterLine(askOf(id));
    await openLine(testRedis).take();
    expect(await submit('ann-3')).toEqual({ type: 'queued' });
  });

  it('end when they are stopped, in the line and before it', async () => {
    await submitAll('ann-1', 'ann-2');
    await opened.asks.enterLine(askOf('ann-1'));
    await opened.asks.stop('ann-1', 'Ann');
    expect(await submit('ann-3')).toEqual({ type: 'queued' });
    await opened.asks.stop('ann-2', 'Ann');
    expect(await submit('ann-4')).toEqual({ type: 'queued' });
  });

  it('are not those that were withdrawn, or whose record is lost', async () => {
    await submitAll('ann-1', 'ann-2');
    await opened.store.withdraw('ann-1');
    expect(await submit('ann-3')).toEqual({ type: 'queued' });
    await testRedis.client.del(`${testRedis.prefix}:ask:ann-2`);
    expect(await submit('ann-4')).toEqual({ type: 'queued' });
  });

  it('count for nothing when they were refused', async () => {
    await submitAll('ann-1', 'ann-2');
    for (const id of ['ann-3', 'ann-4']) await submit(id);
    await opened.asks.stop('ann-1', 'Ann');
    expect(await submit('ann-3')).toEqual({ type: 'queued' });
  });

  it('are counted by another process too', async () => {
    await submitAll('ann-1', 'ann-2');
    opened = openAsks(testRedis);
    await once(opened.impatientRedis, 'ready');
    expect(await submit('ann-3')).toMatchObject({ type: 'asker-waiting' });
  });

  it('are not looked at for who has no limits', async () => {
    await submitAll('ann-1', 'ann-2', 'bob-1');
    const outcome = await opened.asks.submit(askOf('op-1'), { token: replyTokenWith() });
    expect(outcome).toEqual({ type: 'queued' });
  });

  it('come again as duplicates, not as one too many', async () => {
    await submitAll('ann-1', 'ann-2');
    expect(await submit('ann-2')).toEqual({ type: 'duplicate' });
    expect(await opened.replyTokens.get('ann-2')).toBeDefined();
  });

  it('are forgotten with the ask', async () => {
    await submitAll('ann-1', 'ann-2');
    for (const id of ['ann-1', 'ann-2']) await opened.store.markClosed(id);
    const left = [...(await redisTexts(testRedis)).keys()].filter((key) => key.includes(':asks:'));
    expect(left).toEqual([]);
  });
});

it('keeps nothing of an ask that is refused, not even its token', async () => {
  await submitAll('ann-1', 'ann-2');
  const before = [...(await redisTexts(testRedis)).keys()].toSorted();
  await submit('ann-3');
  expect([...(await redisTexts(testRedis)).keys()].toSorted()).toEqual(before);
});

describe('answers in 24 hours', () => {
  const ask = (id: string, at: number) => submit(id, { given: daily, at });

  it('are refused beyond the limit until the first is a day old', async () => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt + hourMs);
    const until = askedAt + 24 * hourMs;
    expect(await ask('ann-3', askedAt + 2 * hourMs)).toEqual({ type: 'day-over', until });
    expect(await ask('ann-4', until - 1)).toEqual({ type: 'day-over', until });
    expect(await ask('ann-5', until)).toEqual({ type: 'queued' });
    expect(await ask('ann-6', until)).toEqual({ type: 'day-over', until: until + hourMs });
  });

  it('tell the time at which there is room also when the limit was lowered', async () => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt + hourMs);
    const lowered = { ...daily, maxAnswersPerDay: 1 };
    const until = askedAt + 25 * hourMs;
    expect(await submit('ann-3', { given: lowered })).toEqual({ type: 'day-over', until });
  });

  it('are counted for each asker and server', async () => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt);
    expect(await ask('bob-1', askedAt)).toEqual({ type: 'queued' });
    const elsewhere = { ...daily, homeGuildId: '500000000000000002' };
    expect(await submit('ann-3', { given: elsewhere })).toEqual({ type: 'queued' });
  });

  it('take the last one once, however many come at the same time', async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `ann-${index}`);
    const outcomes = await Promise.all(ids.map((id) => ask(id, askedAt)));
    expect(outcomes.filter(({ type }) => type === 'queued')).toHaveLength(2);
  });

  it.each<[string, LogEntry[]]>([
    ['that failed', [start, { type: 'ask-failed', code: 'MODEL_SERVER_LOST' }]],
    ['that was stopped while it waited', [{ type: 'ask-stopped', by: 'Ann' }]],
  ])('do not count one %s', async (_what, entries) => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt);
    await write('ann-1', ...entries);
    expect(await ask('ann-3', askedAt)).toEqual({ type: 'queued' });
  });

  it('do not count one that was withdrawn', async () => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt);
    await opened.store.withdraw('ann-1');
    expect(await ask('ann-3', askedAt)).toEqual({ type: 'queued' });
  });

  it.each<[string, LogEntry[]]>([
    ['that is done', [start, done]],
    ['that is under way', [start]],
    ['that was stopped after it had begun', [start, { type: 'ask-stopped', by: 'Ann' }]],
  ])('count one %s', async (_what, entries) => {
    await ask('ann-1', askedAt);
    await ask('ann-2', askedAt);
    await write('ann-1', ...entries);
    expect(await ask('ann-3', askedAt)).toMatchObject({ type: 'day-over' });
  });

  it('are not remembered longer than for the day', async () => {
    await ask('ann-1', askedAt);
    const key = `${testRedis.prefix}:answers:${daily.homeGuildId}:ann`;
    expect(await testRedis.client.ttl(key)).toBe(86_400);
  });

  it('are not remembered at all where there is no such limit', async () => {
    await submitAll('ann-1');
    const keys = [...(await redisTexts(testRedis)).keys()];
    expect(keys.filter((key) => key.includes(':answers:'))).toEqual([]);
  });
});
