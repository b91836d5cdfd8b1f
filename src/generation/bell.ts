// Tells the one who waits for work that there may be some. A ring is never lost: who was not waiting is told at once.

export interface Bell {
  ring(): void;
  /** Resolves when it has rung since the last wait, or after `limitMs`. For one at a time. */
  wait(limitMs: number): Promise<void>;
}

export function createBell(): Bell {
  let hasRung = false;
  let wake = (): void => undefined;
  return {
    ring: () => {
      hasRung = true;
      wake();
    },
    wait: async (limitMs) => {
      if (!hasRung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, limitMs);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      hasRung = false;
    },
  };
}
