// Wakes a loop when there may be something new to show. News that comes while the loop is busy is kept, not counted.

export interface News {
  announce(): void;
  /** Resolves at once when news came since the last `arrived` that resolved; after `limitMs` at the latest. */
  arrived(options: { limitMs: number; signal: AbortSignal }): Promise<void>;
}

export function createNews(): News {
  let isPending = false;
  let wake: (() => void) | undefined;

  return {
    announce: () => {
      isPending = true;
      wake?.();
    },
    arrived: async ({ limitMs, signal }) => {
      signal.throwIfAborted();
      if (!isPending)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, limitMs);
          function done(): void {
            clearTimeout(timer);
            signal.removeEventListener('abort', done);
            wake = undefined;
            resolve();
          }
          wake = done;
          signal.addEventListener('abort', done, { once: true });
        });
      isPending = false;
      signal.throwIfAborted();
    },
  };
}
