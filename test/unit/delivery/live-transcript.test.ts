import { expect, it } from 'vitest';
import { followTranscript } from '../../../src/delivery/live-transcript.ts';
import type { StoredEntry } from '../../../src/token-log/entries.ts';
import { tokenLogWith } from '../../support/fake-token-log.ts';

const minuteMs = 60_000;
const start = 1_700_000_000_000;

/** A log whose clock is `aheadMs` ahead of ours. */
async function openLive(aheadMs = 0) {
  const present = { now: start, changes: 0 };
  let listener: (entries: StoredEntry[]) => void = () => {};
  const live = await followTranscript({
    tokenLog: tokenLogWith({
      now: () => Promise.resolve(present.now + aheadMs),
      follow: (_askId, follower) => {
        listener = follower;
      },
    }),
    askId: '1',
    onChange: () => {
      present.changes += 1;
    },
    signal: new AbortController().signal,
    now: () => present.now,
  });
  return { live, present, read: (...entries: StoredEntry[]) => listener(entries) };
}

it.each([
  ['ahead', 10 * minuteMs],
  ['behind', -10 * minuteMs],
])('tells the time of a log whose clock is far %s', async (_, aheadMs) => {
  const { live, present } = await openLive(aheadMs);
  present.now += 1_500;
  expect(live.now()).toBe(start + aheadMs + 1_500);
});

it('tells the same time whatever the age of the entries that it reads', async () => {
  const { live, read } = await openLive();
  read({ type: 'attempt-start', model: 'r1', at: start - 5 * minuteMs });
  expect(live.now()).toBe(start);
});

it('goes along when the clock of the log is put forward', async () => {
  const { live, present, read } = await openLive();
  read({ type: 'attempt-start', model: 'r1', at: start + 60 * minuteMs });
  present.now += 1_500;
  expect(live.now()).toBe(start + 60 * minuteMs + 1_500);
});

it('goes on when the clock of the log is put back', async () => {
  const { live, present, read } = await openLive();
  present.now += 1_500;
  read({ type: 'attempt-start', model: 'r1', at: start - 60 * minuteMs });
  expect(live.now()).toBe(start + 1_500);
});

it('tells of every change, and when the transcript has its outcome', async () => {
  const { live, present, read } = await openLive();
  read({ type: 'attempt-start', model: 'r1', at: start });
  expect([present.changes, live.ended.aborted]).toEqual([1, false]);
  read({ type: 'ask-stopped', by: 'Ann', at: start + 1 });
  expect([present.changes, live.ended.aborted]).toEqual([2, true]);
});
