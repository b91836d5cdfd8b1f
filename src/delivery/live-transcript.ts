// The transcript of one ask as it grows.
import type { TokenLog } from '../token-log/token-log.ts';
import { applyEntry, emptyTranscript, type Transcript } from '../token-log/transcript.ts';

export interface LiveTranscript {
  current(): Transcript;
  /** Aborted when the transcript has its outcome. */
  ended: AbortSignal;
  /** Epoch ms on the clock of the transcript's times (Redis's), as near as its entries tell. */
  now(): number;
}

export interface LiveTranscriptOptions {
  tokenLog: TokenLog;
  askId: string;
  /** Called after every change. */
  onChange: () => void;
  signal: AbortSignal;
  now?: () => number;
}

export function followTranscript({
  tokenLog,
  askId,
  onChange,
  signal,
  now = Date.now,
}: LiveTranscriptOptions): LiveTranscript {
  const ended = new AbortController();
  let transcript = emptyTranscript;
  /** How far the log's clock is behind ours, plus the shortest way of an entry. */
  let behindMs = Number.POSITIVE_INFINITY;

  tokenLog.follow(
    askId,
    (entries) => {
      for (const entry of entries) {
        transcript = applyEntry(transcript, entry);
        behindMs = Math.min(behindMs, now() - entry.at);
      }
      if (transcript.outcome) ended.abort();
      onChange();
    },
    signal,
  );

  return {
    current: () => transcript,
    ended: ended.signal,
    now: () => now() - (Number.isFinite(behindMs) ? behindMs : 0),
  };
}
