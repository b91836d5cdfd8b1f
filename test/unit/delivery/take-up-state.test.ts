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
        live: { now: () => logNow },
        replyStates: {
          load: () => Promise.resolve(saved.at(-1)),
          save: (_askId, state) => Promise.resolve(void saved.push(state)),
        },
        discordNow: () => discordNow,
      }),
  };
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
