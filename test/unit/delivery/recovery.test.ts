import { describe, expect, it, vi } from 'vitest';
import type { DiscordFailure } from '../../../src/delivery/discord-failure.ts';
import type { PendingWrite } from '../../../src/delivery/page-writer.ts';
import { createRecovery, type RecoveryOptions } from '../../../src/delivery/recovery.ts';
import { createHome } from '../../../src/delivery/surfaces.ts';
import type { Target } from '../../../src/delivery/target.ts';
import { askedAt, askWith, homeChannelId, replyMessageId } from '../../support/ask.ts';

const target: Target = {
  type: 'channel-edit',
  channelId: homeChannelId,
  messageId: replyMessageId,
};
const write: PendingWrite = {
  index: 0,
  target,
  send: () => Promise.resolve(),
  hadFiles: () => false,
};

/** A reply of one page, on a clock of its own that its waits move. */
function openRecovery(options: Partial<RecoveryOptions> = {}) {
  const present = { waitedMs: 0 };
  const lose = vi.fn<(target: Target) => void>();
  const loseFiles = vi.fn<() => void>();
  const end = vi.fn<RecoveryOptions['asks']['end']>(() => Promise.resolve(true));
  const wakeThread = vi.fn<RecoveryOptions['calls']['wakeThread']>(() => Promise.resolve());
  const home = createHome({
    ask: askWith(),
    state: { pages: [], isFollowUpPending: false },
    token: () => undefined,
    discordNow: () => askedAt,
  });
  const recovery = createRecovery({
    ask: askWith(),
    asks: { end },
    calls: { wakeThread },
    isPlaceAway: () => false,
    source: { refuse: () => true },
    stage: {
      surface: () => ({ ...home, lose, loseFiles }),
      writer: vi.fn<never>(),
      moveToDirectMessage: vi.fn<never>(),
    },
    discordNow: () => askedAt + present.waitedMs,
    signal: new AbortController().signal,
    sleep: (ms) => {
      present.waitedMs += ms;
      return Promise.resolve();
    },
    ...options,
  });
  const fail = (failure: DiscordFailure) => recovery.afterFailure(failure, write);
  return { recovery, fail, present, lose, loseFiles, end, wakeThread };
}

const unavailable: DiscordFailure = { type: 'unavailable' };

async function failuresWithin(ms: number, failure: DiscordFailure): Promise<number> {
  const { fail, present } = openRecovery();
  let failures = 0;
  for (; present.waitedMs < ms && failures < 1_000; failures += 1) await fail(failure);
  return failures;
}

it('tries seven times in a minute in which Discord is away, and twice in any later one', async () => {
  expect(await failuresWithin(60_000, unavailable)).toBe(7);
  expect(await failuresWithin(600_000, unavailable)).toBe(25);
});

it('is as patient with limits that say no time, after the first few', async () => {
  const failures = await failuresWithin(60_000, { type: 'rate-limited', retryAfterMs: 0 });
  expect(failures).toBe(10);
});

it('tries again soon when a write has worked in between', async () => {
  const { fail, recovery, present } = openRecovery();
  for (const _ of [1, 2, 3, 4]) await fail(unavailable);
  const before = present.waitedMs;
  recovery.reset();
  await fail(unavailable);
  expect(present.waitedMs - before).toBe(500);
});

it('gives a reply up that could not be shown for a day', async () => {
  const { fail, present } = openRecovery();
  present.waitedMs = 25 * 3_600_000;
  expect(await fail(unavailable)).toBe('undeliverable');
});

describe('while Discord does not reach the server itself', () => {
  const hourMs = 3_600_000;
  const doubtful = ['message-gone', 'access-denied', 'permission-missing'] as const;

  it.each(doubtful)('a %s is not believed, and nothing is tried until it does', async (type) => {
    const outage: { present?: { waitedMs: number } } = {};
    const isPlaceAway = (): boolean => (outage.present?.waitedMs ?? 0) < hourMs;
    const { fail, present, lose, end } = openRecovery({ isPlaceAway });
    outage.present = present;
    expect(await fail({ type })).toBeUndefined();
    expect(present.waitedMs).toBe(hourMs);
    expect([...lose.mock.calls, ...end.mock.calls]).toEqual([]);
  });

  it('a reply is given up after a day', async () => {
    const { fail } = openRecovery({ isPlaceAway: () => true });
    expect(await fail({ type: 'message-gone' })).toBe('undeliverable');
  });
});

describe('a frame with files that is refused', () => {
  const withFiles = { ...write, hadFiles: () => true };

  it('goes without them when a permission is missing', async () => {
    const { recovery, lose, loseFiles } = openRecovery();
    await recovery.afterFailure({ type: 'permission-missing' }, withFiles);
    expect(loseFiles).toHaveBeenCalledOnce();
    expect(lose).not.toHaveBeenCalled();
  });

  it('is not tried without them where the bot has no access at all', async () => {
    const { recovery, lose, loseFiles } = openRecovery();
    await recovery.afterFailure({ type: 'access-denied' }, withFiles);
    expect(lose).toHaveBeenCalledExactlyOnceWith(target);
    expect(loseFiles).not.toHaveBeenCalled();
  });
});

it('opens a thread that was closed, and tries again', async () => {
  const { fail, lose, wakeThread } = openRecovery();
  await fail({ type: 'thread-asleep' });
  expect(wakeThread).toHaveBeenCalledExactlyOnceWith(homeChannelId, expect.anything());
  expect(lose).not.toHaveBeenCalled();
});

it('opens a thread once, when that did not help', async () => {
  const { fail, lose, wakeThread } = openRecovery();
  wakeThread.mockRejectedValue(new Error('locked'));
  await fail({ type: 'thread-asleep' });
  expect(lose).toHaveBeenCalledExactlyOnceWith(target);
  await fail({ type: 'thread-asleep' });
  expect(wakeThread).toHaveBeenCalledOnce();
});

it('leaves a closed thread alone that it cannot write in', async () => {
  const ask = askWith({ place: { ...askWith().place, canUseChannel: false } });
  const { fail, lose, wakeThread } = openRecovery({ ask });
  await fail({ type: 'thread-asleep' });
  expect(wakeThread).not.toHaveBeenCalled();
  expect(lose).toHaveBeenCalledOnce();
});
