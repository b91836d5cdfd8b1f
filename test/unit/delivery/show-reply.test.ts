import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { DiscordCalls } from '../../../src/delivery/discord-calls.ts';
import { showReply, type ShowResult } from '../../../src/delivery/show-reply.ts';
import { createLogger } from '../../../src/log.ts';
import type { LogEntry, StoredEntry } from '../../../src/token-log/entries.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { askedAt, askWith, homeChannelId, replyTokenWith } from '../../support/ask.ts';

const figures = { tokens: 2, reasoningTokens: 0, promptTokens: 1, generationMs: 10 };

/** A delivery that takes up an ask whose log holds something already; the test says when it is read. */
function takeUp() {
  const frames: string[] = [];
  let listener: (entries: StoredEntry[]) => void = () => {};
  const calls: DiscordCalls = {
    send: (_target, { render }) => {
      const frame = render();
      if (!frame) return Promise.resolve(undefined);
      frames.push(JSON.stringify(frame.components));
      return Promise.resolve({ id: 'm', channelId: homeChannelId, frame, files: [] });
    },
    openDirectMessage: () => Promise.reject(new Error('not in this test')),
    delayMs: () => 0,
  };
  const tokenLog: TokenLog = {
    append: () => Promise.resolve('appended'),
    end: () => Promise.resolve('appended'),
    follow: (_askId, follower) => {
      listener = follower;
    },
    isEmpty: () => Promise.resolve(false),
    close: () => Promise.resolve(),
  };
  const result: Promise<ShowResult> = showReply({
    ask: askWith(),
    calls,
    tokenLog,
    replyStates: { load: () => Promise.resolve(undefined), save: () => Promise.resolve() },
    replyTokens: {
      put: () => Promise.resolve(),
      get: () => Promise.resolve(replyTokenWith()),
    },
    standingOf: () => Promise.resolve({ place: 3, hasWorker: true }),
    discordNow: () => askedAt,
    log: createLogger({ level: 'silent' }),
    signal: new AbortController().signal,
  });
  const read = (...entries: LogEntry[]): void =>
    listener(entries.map((entry) => ({ ...entry, at: askedAt })));
  return { frames, result, read };
}

it('shows nothing of the past when it takes up an ask that has been under way', async () => {
  const { frames, result, read } = takeUp();
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(frames).toEqual([]);
  read({ type: 'attempt-start', model: 'r1' }, { type: 'answer-delta', text: 'It is.', tokens: 2 });
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
  expect(frames.every((frame) => frame.includes('It is.'))).toBe(true);
  read({ type: 'ask-done', figures });
  expect(await result).toBe('shown');
});
