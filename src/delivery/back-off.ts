// Waits that grow while something stays out of order, up to a bound.
import { setTimeout as delay } from 'node:timers/promises';

export interface BackOff {
  /** Rejects with the signal's reason. */
  wait(): Promise<void>;
  /** It worked: the next wait is short again. */
  reset(): void;
}

/** Rejects with the signal's reason. */
export type Sleep = (ms: number, signal: AbortSignal) => Promise<unknown>;

export interface BackOffOptions {
  firstMs: number;
  mostMs: number;
  signal: AbortSignal;
  sleep?: Sleep;
}

export function createBackOff({
  firstMs,
  mostMs,
  signal,
  sleep = (ms, ends) => delay(ms, undefined, { signal: ends }),
}: BackOffOptions): BackOff {
  let delayMs = firstMs;
  return {
    wait: async () => {
      await sleep(delayMs, signal);
      delayMs = Math.min(delayMs * 2, mostMs);
    },
    reset: () => {
      delayMs = firstMs;
    },
  };
}
