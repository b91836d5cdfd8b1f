// Views of a reply, made the way delivery makes them: from log entries.
import type { ReplyView } from '../../src/rendering/reply.ts';
import type { LogEntry } from '../../src/token-log/entries.ts';
import { applyEntry, emptyTranscript } from '../../src/token-log/transcript.ts';

/** `[seconds after the start, entry]`. */
export type TimedEntry = readonly [number, LogEntry];

const model = 'deepseek-r1:14b';
export const askStart: TimedEntry = [0, { type: 'attempt-start', model }];

const startedAt = 1_700_000_000_000;

/** The view `nowSeconds` after the start, by default at the last entry; asked `waitedSeconds` before the start. */
export function viewOf(
  entries: readonly TimedEntry[],
  {
    nowSeconds,
    waitedSeconds = 0,
    ...given
  }: Partial<Omit<ReplyView, 'transcript' | 'askedAt' | 'now'>> & {
    nowSeconds?: number;
    waitedSeconds?: number;
  } = {},
): ReplyView {
  const transcript = entries.reduce(
    (current, [seconds, entry]) =>
      applyEntry(current, { ...entry, at: startedAt + seconds * 1_000 }),
    emptyTranscript,
  );
  return {
    askId: '1001',
    question: 'Why is the sky blue?',
    model,
    isPrivate: false,
    locale: 'en-US',
    transcript,
    askedAt: startedAt - waitedSeconds * 1_000,
    place: undefined,
    now: startedAt + (nowSeconds ?? entries.at(-1)?.[0] ?? 0) * 1_000,
    hasWorker: true,
    ...given,
  };
}
