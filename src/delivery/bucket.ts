// What is known of one rate-limit bucket of Discord, and when it takes the next request. Pure arithmetic on a clock
// that the caller reads. docs/decisions/0003-pacing.md has the reasoning.

/**
 * From least to most urgent. `waiting` and `streaming` are spread over the window; `phase` (something began) and
 * `final` go out at once while the bucket has room.
 */
export type Urgency = 'waiting' | 'streaming' | 'phase' | 'final';

/** What a response says of its bucket (X-RateLimit-Limit, -Remaining, -Reset-After). */
export interface BucketHeaders {
  limit: number;
  remaining: number;
  resetAfterMs: number;
}

/** Times are ms of one monotonic clock. */
export interface Bucket {
  limit: number;
  /** A response has told of it; before, its limit and window are assumed. */
  isKnown: boolean;
  /** Requests that may still go out before `resetAt`. */
  free: number;
  resetAt: number;
  lastSentAt: number;
  blockedUntil: number;
  inFlight: number;
}

/** Until a response tells the truth: one request, and a window as long as Discord's usual ones. */
const assumed = { limit: 1, windowMs: 5_000 };

/** `limit`: what is known of other buckets of its kind. */
export function createBucket(limit: number = assumed.limit): Bucket {
  return {
    limit,
    isKnown: false,
    free: limit,
    resetAt: Number.NEGATIVE_INFINITY,
    lastSentAt: Number.NEGATIVE_INFINITY,
    blockedUntil: Number.NEGATIVE_INFINITY,
    inFlight: 0,
  };
}

/** When a request may go out; `reserve` requests stay free for final frames. */
export function dueAt(
  { free, resetAt, lastSentAt, blockedUntil }: Bucket,
  { urgency, reserve, now }: { urgency: Urgency; reserve: number; now: number },
): number {
  if (now >= resetAt) return Math.max(now, blockedUntil);
  if (urgency === 'final') return Math.max(free > 0 ? now : resetAt, blockedUntil);
  const usable = Math.max(free - reserve, 0);
  if (urgency === 'phase') return Math.max(usable > 0 ? now : resetAt, blockedUntil);
  const spacedAt = lastSentAt + (resetAt - lastSentAt) / (usable + 1);
  return Math.max(now, spacedAt, blockedUntil);
}

export function noteSent(bucket: Bucket, now: number): void {
  if (now >= bucket.resetAt) {
    bucket.free = bucket.limit - bucket.inFlight;
    bucket.resetAt = now + assumed.windowMs;
  }
  bucket.free -= 1;
  bucket.inFlight += 1;
  bucket.lastSentAt = now;
}

/** Of a request that still counts as in flight. */
export function noteHeaders(
  bucket: Bucket,
  { limit, remaining, resetAfterMs }: BucketHeaders,
  now: number,
): void {
  bucket.isKnown = true;
  bucket.limit = limit;
  bucket.free = remaining - Math.max(bucket.inFlight - 1, 0);
  // Counted from now, not from when the server answered: late by the way back, but never too early.
  bucket.resetAt = now + resetAfterMs;
}

/** A request that ended without a word about its bucket (an error, a cut) does not make a window of the assumption. */
export function noteResponse(bucket: Bucket): void {
  bucket.inFlight = Math.max(bucket.inFlight - 1, 0);
  if (!bucket.isKnown && bucket.inFlight === 0) bucket.resetAt = Number.NEGATIVE_INFINITY;
}
