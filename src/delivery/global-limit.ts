// Discord's limit on all requests of a bot together. Kept here and not by the REST client, which goes by the time of
// day: when that is set back, the client takes a second to last as long.
import { setTimeout as delay } from 'node:timers/promises';
import type { Sleep } from './back-off.ts';
import type { Urgency } from './bucket.ts';

export interface GlobalLimit {
  /** Resolves when the request may go out, and counts it. Rejects with the signal's reason. */
  acquire(options: { urgency: Urgency; signal: AbortSignal }): Promise<void>;
  /** Ms until a request of this urgency could go out; 0 = now. */
  delayMs(urgency: Urgency): number;
  /** Discord has said so. */
  block(ms: number): void;
}

export interface GlobalLimitOptions {
  perSecond: number;
  /** Ms, from any origin, never set back. */
  now?: () => number;
  sleep?: Sleep;
}

const windowMs = 1_000;
/** Of each second: an end is not to wait behind text that grows. */
const shareForFinals = 1 / 5;

export function createGlobalLimit({
  perSecond,
  now = () => performance.now(),
  sleep = (ms, signal) => delay(ms, undefined, { signal }),
}: GlobalLimitOptions): GlobalLimit {
  const forOthers = Math.floor(perSecond * (1 - shareForFinals));
  let windowEndsAt = Number.NEGATIVE_INFINITY;
  let blockedUntil = Number.NEGATIVE_INFINITY;
  let taken = 0;

  function delayMs(urgency: Urgency): number {
    const at = now();
    if (at < blockedUntil) return blockedUntil - at;
    if (at >= windowEndsAt) {
      windowEndsAt = at + windowMs;
      taken = 0;
    }
    const most = urgency === 'final' ? perSecond : forOthers;
    return taken >= most ? windowEndsAt - at : 0;
  }

  return {
    acquire: async ({ urgency, signal }) => {
      signal.throwIfAborted();
      for (let waitMs = delayMs(urgency); waitMs > 0; waitMs = delayMs(urgency)) {
        await sleep(Math.ceil(waitMs), signal).catch((error: unknown) => {
          // A timer rejects with an error of its own.
          signal.throwIfAborted();
          throw error;
        });
      }
      taken += 1;
    },
    delayMs,
    block: (ms) => {
      blockedUntil = Math.max(blockedUntil, now() + ms);
    },
  };
}
