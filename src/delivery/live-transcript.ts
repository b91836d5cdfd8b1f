// The transcript of one ask as it grows.
import type { TokenLog } from '../token-log/token-log.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../token-log/transcript.ts';

export interface LiveTranscript {
  current(): Transcript;
  /** Aborted when the transcript has its outcome. */
  ended: AbortSignal;
  /** Epoch ms on the clock of the transcript's times (Redis's). */
  now(): number;
}

export interface LiveTranscriptOptions {
  tokenLog: TokenLog;
  askId: string;
  /** Called after every change. */
  onChange: () => void;
  signal: AbortSignal;
  /** Ms, from any origin, never set back. */
  now?: () => number;
}

/** Looks at the log's clock first. It goes on as ours does, however far apart the two are. */
export async function followTranscript({
  tokenLog,
  askId,
  onChange,
  signal,
  now = () => performance.now(),
}: LiveTranscriptOptions): Promise<LiveTranscript> {
  const ended = new AbortController();
  let behindMs = now() - (await tokenLog.now());
  let transcript = emptyTranscript;

  tokenLog.follow(
    askId,
    (entries) => {
      transcript = entries.reduce(applyEntry, transcript);
      // No entry is of the future: somebody has put the log's clock forward.
      behindMs = Math.min(behindMs, now() - (entries.at(-1)?.at ?? Number.NEGATIVE_INFINITY));
      if (transcript.outcome) ended.abort();
      onChange();
    },
    signal,
  );

  return {
    current: () => transcript,
    ended: ended.signal,
    now: () => now() - behindMs,
  };
}
