import { expect, it } from 'vitest';
import { createAskStore } from '../../../src/asks/ask-store.ts';
import { askWith } from '../../support/ask.ts';
import { openTestRedis } from '../../support/redis.ts';

it('reads many records at once, and leaves out those that are not there', async () => {
  const { client: redis, prefix } = await openTestRedis();
  const store = createAskStore({ redis, prefix, retentionDays: 7 });
  const asks = ['1', '2', '3'].map((id) => askWith({ id }));
  for (const ask of asks) await store.store(ask);
  await store.withdraw('2');
  expect(await store.getMany(['3', 'unknown', '2', '1'])).toEqual([asks[2], asks[0]]);
  expect(await store.getMany([])).toEqual([]);
});

it('leaves an ask open that was opened again before it was closed as not reached', async () => {
  const { client: redis, prefix } = await openTestRedis();
  const store = createAskStore({ redis, prefix, retentionDays: 7 });
  const ask = askWith();
  const askId = ask.id;
  await store.store(ask);
  await store.markOpen(askId);
  expect(await store.closeUnreached(askId)).toBe(false);
  expect(await store.isOpen(askId)).toBe(true);
  expect(await store.closeUnreached(askId)).toBe(true);
  expect(await store.isOpen(askId)).toBe(false);
});
