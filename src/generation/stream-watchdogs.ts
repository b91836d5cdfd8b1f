// Limits on how long an answer may keep an ask waiting. They run only while the model is waited for: a reader that is
// slow is not the model's fault.
import type { Watchdogs } from '../config.ts';
import { BotError } from '../errors.ts';

export type StreamLimits = Pick<Watchdogs, 'firstTokenMs' | 'tokenGapMs' | 'answerMs'>;

export interface StreamWatchdogs {
  /** Aborted when a limit is over; the reason is a BotError, MODEL_SILENT or ANSWER_TIMEOUT. */
  readonly signal: AbortSignal;
  /** The next chunk as the promise gives it, with the limit for it running meanwhile. */
  watch: <T>(next: Promise<T>) => Promise<T>;
  close: () => void;
}

export function createStreamWatchdogs(limits: StreamLimits, model: string): StreamWatchdogs {
  const controller = new AbortController();
  let answerTimer: NodeJS.Timeout | undefined;

  const bite = (code: 'MODEL_SILENT' | 'ANSWER_TIMEOUT') =>
    controller.abort(new BotError(code, { detail: model }));

  return {
    signal: controller.signal,
    watch: async (next) => {
      const ms = answerTimer ? limits.tokenGapMs : limits.firstTokenMs;
      const silenceTimer = setTimeout(bite, ms, 'MODEL_SILENT');
      try {
        const chunk = await next;
        answerTimer ??= setTimeout(bite, limits.answerMs, 'ANSWER_TIMEOUT');
        return chunk;
      } finally {
        clearTimeout(silenceTimer);
      }
    },
    close: () => clearTimeout(answerTimer),
  };
}
