import { beforeEach, expect, it } from 'vitest';
import { createKeptAnswers, type KeptAnswers } from '../../../src/asks/kept-answers.ts';
import { askWith } from '../../support/ask.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';

const askerId = askWith().asker.id;

let testRedis: TestRedis;
let kept: KeptAnswers;

beforeEach(async () => {
  testRedis = await openTestRedis();
  const { client, prefix } = testRedis;
  kept = createKeptAnswers({ redis: client, prefix, retentionDays: 7 });
});

it('keeps answers for their asker alone, the newest first', async () => {
  await kept.keep(askWith({ id: '1', askedAt: 1 }));
  await kept.keep(askWith({ id: '3', askedAt: 3 }));
  await kept.keep(askWith({ id: '2', askedAt: 2 }));
  expect(await kept.list(askerId)).toEqual(['3', '2', '1']);
  expect(await kept.list('400000000000000002')).toEqual([]);
  expect(await kept.has(askerId, '2')).toBe(true);
  expect(await kept.has('400000000000000002', '2')).toBe(false);
});

it('keeps an answer once, however often it could not be shown', async () => {
  for (const _ of [1, 2]) await kept.keep(askWith({ id: '1' }));
  expect(await kept.list(askerId)).toEqual(['1']);
});

it('keeps the newest 25', async () => {
  for (let id = 1; id <= 30; id += 1) await kept.keep(askWith({ id: String(id), askedAt: id }));
  const ids = await kept.list(askerId);
  expect([ids.length, ids[0], ids.at(-1)]).toEqual([25, '30', '6']);
});

it('forgets them with the answers', async () => {
  await kept.keep(askWith());
  const seconds = await testRedis.client.ttl(`${testRedis.prefix}:kept:${askerId}`);
  expect(seconds).toBeGreaterThan(7 * 86_400 - 10);
  expect(seconds).toBeLessThanOrEqual(7 * 86_400);
});
