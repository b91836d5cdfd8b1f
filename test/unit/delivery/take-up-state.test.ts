import { expect, it } from 'vitest';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import { takeUpState } from '../../../src/delivery/take-up-state.ts';
import { askedAt, askWith, homeChannelId, replyMessageId } from '../../support/ask.ts';

const ask = askWith();
const minuteMs = 60_000;

/** Deliveries of one reply, each with its own idea of what time it is. */
function openReply() {
  const saved: ReplyState[] = [];
  return {
    saved,
    takeUp: (logNow: number, discordNow: number) =>
      takeUpState({
        ask,
        askStore: { isOpen: () => Promise.resolve(false) },
        live: { now: () => logNow },
        replyStates: {
          load: () => Promise.resolve(saved.at(-1)),
          save: (_askId, state) => Promise.resolve(void saved.push(state)),
        },
        discordNow: () => discordNow,
        signal: new AbortController().signal,
      }),
  };
}

/** The reply of ask `before`, which is made anew. */
function openAgain({ before, openLooks = 0 }: { before?: ReplyState; openLooks?: number }) {
  const states = new Map(before ? [['before', before]] : []);
  const again = askWith({ id: 'again', turnId: 'before', replaces: 'before' });
  const waits: number[] = [];
  const takeUp = () =>
    takeUpState({
      ask: again,
      askStore: {
        isOpen: (askId) => Promise.resolve(askId === 'before' && waits.length < openLooks),
      },
      live: { now: () => askedAt },
      replyStates: {
        load: (askId) => Promise.resolve(states.get(askId)),
        save: (askId, state) => Promise.resolve(void states.set(askId, state)),
      },
      discordNow: () => askedAt,
      signal: new AbortController().signal,
      sleep: (ms) => Promise.resolve(void waits.push(ms)),
    });
  return { states, waits, takeUp };
}

it.each([
  ['ahead', 10 * minuteMs],
  ['behind', -10 * minuteMs],
])("knows when it was asked also where the log's clock is far %s", async (_, aheadMs) => {
  const logNow = askedAt + aheadMs;
  const state = await openReply().takeUp(logNow, askedAt + 2_000);
  expect(state.askedAt).toBe(logNow - 2_000);
});

it('begins with the deferred response as the first page, and keeps that', async () => {
  const { takeUp, saved } = openReply();
  const state = await takeUp(askedAt, askedAt);
  const pages = [{ channelId: homeChannelId, messageId: replyMessageId }];
  expect(state).toEqual({ pages, isFollowUpPending: false, askedAt });
  expect(saved).toEqual([state]);
});

it('tells every later delivery the same time, whatever its clocks say', async () => {
  const { takeUp, saved } = openReply();
  const first = await takeUp(askedAt + 2_000, askedAt + 2_000);
  const second = await takeUp(askedAt + 9_000, askedAt + 8_200);
  expect(second).toEqual(first);
  expect(saved).toHaveLength(1);
});

it('adds the time to what is known of a reply that had none', async () => {
  const { takeUp, saved } = openReply();
  const pages = [{ channelId: homeChannelId, messageId: 'posted' }];
  saved.push({ pages, isFollowUpPending: true });
  expect(await takeUp(askedAt, askedAt)).toEqual({ pages, isFollowUpPending: true, askedAt });
});

it('begins without a page where the bot has yet to post one', async () => {
  const { messageId: _, ...place } = ask.place;
  const state = await takeUpState({
    ask: { ...ask, place: { ...place, repliesTo: '700000000000000001' } },
    askStore: { isOpen: () => Promise.resolve(false) },
    live: { now: () => askedAt },
    replyStates: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
    discordNow: () => askedAt,
    signal: new AbortController().signal,
  });
  expect(state.pages).toEqual([]);
});

const pagesBefore = [
  { channelId: homeChannelId, messageId: 'one' },
  { channelId: homeChannelId, messageId: 'two' },
];

it('takes over the pages of the reply that is made anew, and nothing else of it', async () => {
  const before = {
    pages: pagesBefore,
    isFollowUpPending: false,
    askedAt: 5,
    isPinged: true,
    maxPages: 2,
  };
  const { takeUp, states } = openAgain({ before });
  const taken = { pages: pagesBefore, isFollowUpPending: false, askedAt };
  expect(await takeUp()).toEqual(taken);
  expect(states.get('again')).toEqual(taken);
});

it('waits until nobody else writes to the reply that is made anew', async () => {
  const before = { pages: pagesBefore, isFollowUpPending: false };
  const { takeUp, waits } = openAgain({ before, openLooks: 3 });
  await takeUp();
  expect(waits).toHaveLength(3);
});

it('begins with the first page where the reply that is made anew is forgotten', async () => {
  const { pages } = await openAgain({}).takeUp();
  expect(pages).toEqual([{ channelId: homeChannelId, messageId: replyMessageId }]);
});
