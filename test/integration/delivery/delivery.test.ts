import { once } from 'node:events';
import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { createAskStore } from '../../../src/asks/ask-store.ts';
import { createKeptAnswers } from '../../../src/asks/kept-answers.ts';
import { createTurnStore } from '../../../src/conversations/redis-turn-store.ts';
import { createTurnOrder } from '../../../src/conversations/turn-order.ts';
import { createDelivery } from '../../../src/delivery/delivery.ts';
import type { DiscordCalls } from '../../../src/delivery/discord-calls.ts';
import { createReplyStates } from '../../../src/delivery/reply-state.ts';
import type { Standing } from '../../../src/delivery/reply-source.ts';
import { jobIdOf } from '../../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../../src/redis.ts';
import { askedAt, askWith, homeChannelId, replyTokenWith } from '../../support/ask.ts';
import { openAsks, type TestAsks } from '../../support/asks.ts';
import { noPictures } from '../../support/formula-album.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { heard, silentLog } from '../../support/token-log.ts';

let testRedis: TestRedis;
let opened: TestAsks;

beforeEach(async () => {
  testRedis = await openTestRedis();
  opened = openAsks(testRedis);
  await once(opened.impatientRedis, 'ready');
});

const ask = askWith();

/** Delivers onto a screen that takes everything. */
function openDelivery(
  standingOf: () => Promise<Standing> = () => Promise.resolve({ place: 1, hasWorker: true }),
) {
  const { url, prefix } = testRedis;
  const redis = createPatientRedis({ url, name: 'bot', log: silentLog });
  const frames: string[] = [];
  const forgotten: string[] = [];
  const calls: DiscordCalls = {
    send: (_target, { render }) => {
      const frame = render();
      if (!frame) return Promise.resolve(undefined);
      frames.push(JSON.stringify(frame));
      return Promise.resolve({ id: 'm', channelId: homeChannelId, frame, files: [] });
    },
    remove: () => Promise.resolve(),
    wakeThread: () => Promise.resolve(),
    openDirectMessage: () => Promise.reject(new Error('not in this test')),
    delayMs: () => 0,
  };
  const askStore = createAskStore({ redis, prefix, retentionDays: 7 });
  const turns = createTurnStore({ redis, prefix, retentionDays: 7 });
  const delivery = createDelivery({
    ...opened,
    redis,
    prefix,
    askStore,
    turns,
    forgetQuestion: async (askId) => {
      if (!(await askStore.isOpen(askId))) forgotten.push(askId);
    },
    turnOrder: createTurnOrder({ turns, tokenLog: opened.tokenLog, isOpen: askStore.isOpen }),
    keptAnswers: createKeptAnswers({ redis, prefix, retentionDays: 7 }),
    replyStates: createReplyStates({ redis, prefix, retentionDays: 7 }),
    calls,
    formulaPictures: noPictures,
    standingOf,
    isPlaceAway: () => false,
    discordNow: () => askedAt,
    log: silentLog,
  });
  onTestFinished(async () => {
    await delivery.close();
    await closeRedis(redis);
  });
  return { frames, turns, forgotten };
}

it('gives a reply up that broke five times, and says so without any of its text', async () => {
  const standingOf = vi.fn<() => Promise<never>>(() => Promise.reject(new Error('broken')));
  const { frames } = openDelivery(standingOf);
  await opened.asks.submit(ask, { token: replyTokenWith() });
  await vi.waitFor(
    async () => {
      await opened.asks.revive();
      expect(await opened.store.listOpen()).toEqual([]);
    },
    { timeout: 10_000 },
  );
  expect(standingOf).toHaveBeenCalledTimes(5);
  expect(frames).toEqual([expect.stringContaining('The bot has a fault')]);
  expect(frames.join('')).not.toContain(ask.question);
  expect(await opened.generateQueue.getJobs()).toEqual([]);
  const { text } = heard(opened.tokenLog, ask.id);
  await vi.waitFor(() => expect(text()).toBe('<ask-failed>'));
});

it('leaves an ask alone that was closed while its job was being added', async () => {
  const { frames } = openDelivery();
  const { store, deliverQueue } = opened;
  await store.store(ask);
  await store.markClosed(ask.id);
  await deliverQueue.add('deliver', { askId: ask.id }, { jobId: jobIdOf(ask.id) });
  await vi.waitFor(async () => expect(await deliverQueue.getJobs()).toEqual([]));
  expect(frames).toEqual([]);
  expect(await opened.generateQueue.getJobs()).toEqual([]);
});

it('shows the end of a "Try again" whose question was deleted meanwhile, and forgets it then', async () => {
  const { store, tokenLog, deliverQueue } = opened;
  const turnId = ask.turnId;
  const again = askWith({ id: '7001', turnId, replaces: ask.id });
  await store.store(ask);
  await store.markClosed(ask.id);
  await store.store(again);
  const { frames, turns, forgotten } = openDelivery();
  const part = { id: turnId, text: ask.question };
  await turns.begin({ id: turnId, asker: ask.asker, part });
  await turns.beginAgain(turnId, { from: ask.id, to: again.id });
  await tokenLog.end(again.id, { type: 'ask-stopped', by: 'Ann', cause: 'deleted' });
  await turns.remove(turnId);
  await deliverQueue.add('deliver', { askId: again.id }, { jobId: jobIdOf(again.id) });
  await vi.waitFor(() => expect(forgotten).toEqual([again.id]), { timeout: 10_000 });
  expect(frames.at(-1)).toContain('the question was deleted');
});

it('forgets a deleted question when the run before was cut off between closing its ask and that', async () => {
  const { store, deliverQueue } = opened;
  const { frames, turns, forgotten } = openDelivery();
  await store.store(ask);
  await store.markClosed(ask.id);
  const part = { id: ask.turnId, text: ask.question };
  await turns.begin({ id: ask.turnId, asker: ask.asker, part });
  await turns.remove(ask.turnId);
  await deliverQueue.add('deliver', { askId: ask.id }, { jobId: jobIdOf(ask.id) });
  await vi.waitFor(() => expect(forgotten).toEqual([ask.id]));
  expect(frames).toEqual([]);
});
