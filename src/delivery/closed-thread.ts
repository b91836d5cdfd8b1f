// Opens the thread of a reply that was closed while its answer was on the way, by somebody or by itself.
import type { AskPlace } from '../asks/ask.ts';
import type { DiscordCalls } from './discord-calls.ts';

export interface ClosedThread {
  /**
   * False when the bot may not, or when the last time did not help. Whether it is open shows at the next write. Rejects
   * with the signal's reason.
   */
  open(): Promise<boolean>;
  /** A write worked: if it is closed again, that is news. */
  reset(): void;
}

export interface ClosedThreadOptions {
  place: AskPlace;
  calls: Pick<DiscordCalls, 'wakeThread'>;
  signal: AbortSignal;
}

export function createClosedThread({ place, calls, signal }: ClosedThreadOptions): ClosedThread {
  let wasOpened = false;
  return {
    open: async () => {
      if (wasOpened || !place.canUseChannel) return false;
      wasOpened = true;
      try {
        await calls.wakeThread(place.channelId, signal);
        return true;
      } catch {
        signal.throwIfAborted();
        return false;
      }
    },
    reset: () => {
      wasOpened = false;
    },
  };
}
