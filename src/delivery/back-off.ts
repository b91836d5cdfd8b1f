// Waits that grow while something stays out of order, up to a bound.
import { setTimeout as sleep } from 'node:timers/promises';

export interface BackOff {
  /** Rejects with the signal's reason. */
  wait(): Promise<void>;
  /** It worked: the next wait is short again. */
  reset(): void;
}

export function createBackOff({
  firstMs,
  mostMs,
  signal,
}: {
  firstMs: number;
  mostMs: number;
  signal: AbortSignal;
}): BackOff {
  let delayMs = firstMs;
  return {
    wait: async () => {
      await sleep(delayMs, undefined, { signal });
      delayMs = Math.min(delayMs * 2, mostMs);
    },
    reset: () => {
      delayMs = firstMs;
    },
  };
}
