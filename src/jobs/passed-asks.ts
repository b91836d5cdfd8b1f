// Remembers which waiting asks were passed over by others, so that none is for too long. Pure but for the clock.

export interface PassedAsk {
  jobId: string;
  /** Since it joined the line. */
  waitedMs: number;
}

export interface PassedAsks {
  /**
   * Whether one more ask, whose answer usually takes `usualMs`, may go before all of these: not if that could make the
   * wait of one of them twice as long, or longer by `mostMs`. If it may, it is taken to do so.
   */
  pass(asks: readonly PassedAsk[], usualMs: number): boolean;
  /** It waits no more. */
  forget(jobId: string): void;
}

export interface PassedAsksOptions {
  mostMs?: number;
  /** In ms since any moment, on a clock that nobody sets. */
  now?: () => number;
}

/** An answer may well take so many times the usual. */
const longAnswer = 2;
/** More than stand at the heads of all lines in the longest time that one is passed over. */
const mostRemembered = 200;

export function createPassedAsks({
  mostMs = 5 * 60_000,
  now = () => performance.now(),
}: PassedAsksOptions = {}): PassedAsks {
  /** When each was passed first, the earliest first. It stays while others come before it: none is passed afresh. */
  const passedSince = new Map<string, number>();

  /** Those that another worker took are never forgotten by name. */
  function remember(jobId: string): void {
    if (!passedSince.has(jobId)) passedSince.set(jobId, now());
    for (const earliest of passedSince.keys()) {
      if (passedSince.size <= mostRemembered) return;
      passedSince.delete(earliest);
    }
  }

  return {
    pass: (asks, usualMs) => {
      const at = now();
      const mayAllBePassed = asks.every(({ jobId, waitedMs }) => {
        const passedMs = at - (passedSince.get(jobId) ?? at);
        return passedMs + longAnswer * usualMs <= Math.min(waitedMs - passedMs, mostMs);
      });
      if (mayAllBePassed) for (const { jobId } of asks) remember(jobId);
      return mayAllBePassed;
    },
    forget: (jobId) => void passedSince.delete(jobId),
  };
}
