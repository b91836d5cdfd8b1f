// How long a reply waits before the next try when Discord did not take the last one.
import { createBackOff, type Sleep } from './back-off.ts';

export interface Patience {
  /** Discord is out of reach. Rejects with the signal's reason. */
  afterOutage(): Promise<void>;
  /** Discord told how long to wait, and that was waited for elsewhere. Rejects with the signal's reason. */
  afterLimit(): Promise<void>;
  /** A write worked. */
  reset(): void;
}

export interface PatienceOptions {
  signal: AbortSignal;
  sleep?: Sleep | undefined;
}

/** One more after another says that what Discord tells of the time is not the whole truth. */
const limitsTakenAsTold = 3;

export function createPatience({ signal, sleep }: PatienceOptions): Patience {
  const backOff = createBackOff({ firstMs: 500, mostMs: 30_000, signal, ...(sleep && { sleep }) });
  let limitsInARow = 0;
  return {
    afterOutage: backOff.wait,
    afterLimit: async () => {
      limitsInARow += 1;
      if (limitsInARow > limitsTakenAsTold) await backOff.wait();
    },
    reset: () => {
      backOff.reset();
      limitsInARow = 0;
    },
  };
}
