// How long a reply waits before the next try when Discord did not take the last one.
import { createBackOff, type Sleep } from './back-off.ts';

export interface Patience {
  /** Discord is out of reach. Rejects with the signal's reason. */
  afterOutage(): Promise<void>;
  /** The gateway is to tell that Discord reaches a place again: a look costs no request. Rejects with the signal's reason. */
  betweenLooks(): Promise<void>;
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
const lookMs = 1_000;

export function createPatience({ signal, sleep }: PatienceOptions): Patience {
  const ends = { signal, ...(sleep && { sleep }) };
  const backOff = createBackOff({ firstMs: 500, mostMs: 30_000, ...ends });
  const looks = createBackOff({ firstMs: lookMs, mostMs: lookMs, ...ends });
  let limitsInARow = 0;
  return {
    afterOutage: backOff.wait,
    betweenLooks: looks.wait,
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
