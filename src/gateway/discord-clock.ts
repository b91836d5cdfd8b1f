// Discord's clock as its responses tell it: what is "too late" is decided by their clock, and the host's may be wrong.

export interface DiscordClock {
  /** Epoch ms on Discord's clock. */
  now(): number;
  /** Takes note of the `Date` header of a response that came just now. */
  observe(dateHeader: string): void;
}

/**
 * Epoch ms as the host had it when the process began, and going on evenly since: somebody may set the host's clock
 * while no response comes that would tell, and then every interaction would seem too old.
 */
const evenNow = (): number => performance.timeOrigin + performance.now();

/** The header has whole seconds. */
const resolutionMs = 1_000;

/**
 * Every header says that the offset lies within one second. The doubt shrinks as headers come; one that contradicts
 * the others (a clock was moved) starts anew.
 */
export function createDiscordClock({ now = evenNow }: { now?: () => number } = {}): DiscordClock {
  let leastMs = 0;
  let mostMs = 0;
  let isKnown = false;

  return {
    now: () => now() + (leastMs + mostMs) / 2,
    observe: (dateHeader) => {
      const date = Date.parse(dateHeader);
      if (Number.isNaN(date)) return;
      const least = date - now();
      const most = least + resolutionMs;
      const agrees = isKnown && least <= mostMs && most >= leastMs;
      leastMs = agrees ? Math.max(leastMs, least) : least;
      mostMs = agrees ? Math.min(mostMs, most) : most;
      isKnown = true;
    },
  };
}
