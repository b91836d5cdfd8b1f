// Discord's limit on all requests of a bot together. Kept here and not by the REST client, which goes by the time of
// day: when that is set back, the client takes a second to last as long.

export interface GlobalLimit {
  /** Counts a request that is about to be sent; when it may not be, gives how many ms it has to wait instead. */
  take(): number;
  /** Discord has said so. */
  block(ms: number): void;
}

export interface GlobalLimitOptions {
  perSecond: number;
  /** Ms, from any origin, never set back. */
  now?: () => number;
}

const windowMs = 1_000;

export function createGlobalLimit({
  perSecond,
  now = () => performance.now(),
}: GlobalLimitOptions): GlobalLimit {
  let windowEndsAt = Number.NEGATIVE_INFINITY;
  let blockedUntil = Number.NEGATIVE_INFINITY;
  let taken = 0;

  return {
    take: () => {
      const at = now();
      if (at < blockedUntil) return blockedUntil - at;
      if (at >= windowEndsAt) {
        windowEndsAt = at + windowMs;
        taken = 0;
      }
      if (taken >= perSecond) return windowEndsAt - at;
      taken += 1;
      return 0;
    },
    block: (ms) => {
      blockedUntil = Math.max(blockedUntil, now() + ms);
    },
  };
}
