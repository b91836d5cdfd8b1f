// Lets only so much work run at a time; the rest waits in the order in which it came.

/** Whoever is aborted waits no longer: rejects with the signal's reason. */
export type FewAtATime = <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T>;

export function createFewAtATime(most: number): FewAtATime {
  const waiting = new Set<() => void>();
  let running = 0;

  function untilTurn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        waiting.delete(begin);
        reject(signal.reason);
      };
      const begin = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      waiting.add(begin);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  /** Its place goes to whoever waits longest, so that nobody comes in between. */
  function leave(): void {
    const [next] = waiting;
    if (!next) {
      running -= 1;
      return;
    }
    waiting.delete(next);
    next();
  }

  return async (work, signal) => {
    signal.throwIfAborted();
    if (running === most) await untilTurn(signal);
    else running += 1;
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
