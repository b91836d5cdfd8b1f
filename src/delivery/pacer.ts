// Lets requests out as their rate-limit buckets allow: the most urgent first, then first come, first served.
import {
  createBucket,
  dueAt,
  noteHeaders,
  noteResponse,
  noteSent,
  type Bucket,
  type BucketHeaders,
  type Urgency,
} from './bucket.ts';

export interface AcquireOptions {
  bucket: string;
  urgency: Urgency;
  /** Requests of the bucket that must stay free for final frames. */
  reserve: number;
  signal: AbortSignal;
}

export interface Pacer {
  /** Resolves when the request may be sent; it must be sent then, and `release` called after its response. */
  acquire(options: AcquireOptions): Promise<void>;
  release(bucket: string): void;
  /** Takes over what a response says; before its `release`. */
  observe(bucket: string, headers: BucketHeaders): void;
  /** A 429: nothing goes out before that time is over. */
  block(bucket: string, retryAfterMs: number): void;
  /** Ms until a request of this urgency could be sent if it were the only one; 0 = now. */
  delayMs(bucket: string, urgency: Urgency, reserve: number): number;
}

export interface PacerOptions {
  /** Ms, from any origin, never set back: not the time of day. */
  now?: () => number;
}

interface Line {
  bucket: Bucket;
  waiters: Waiter[];
  timer: NodeJS.Timeout | undefined;
}

interface Waiter {
  urgency: Urgency;
  reserve: number;
  go: () => void;
}

const urgencies: readonly Urgency[] = ['waiting', 'streaming', 'phase', 'final'];
/** A bucket that has been full and unused for so long can be forgotten. */
const forgottenAfterMs = 60_000;

export function createPacer({ now = () => performance.now() }: PacerOptions = {}): Pacer {
  const lines = new Map<string, Line>();
  const limitsByKind = new Map<string, number>();

  function lineOf(key: string): Line {
    const known = lines.get(key);
    if (known) return known;
    forgetIdle();
    const bucket = createBucket(limitsByKind.get(kindOf(key)));
    const line: Line = { bucket, waiters: [], timer: undefined };
    lines.set(key, line);
    return line;
  }

  function forgetIdle(): void {
    for (const [key, { bucket, waiters }] of lines) {
      const lastAt = Math.max(bucket.lastSentAt, bucket.resetAt, bucket.blockedUntil);
      const isIdle = bucket.inFlight === 0 && waiters.length === 0;
      if (isIdle && lastAt + forgottenAfterMs < now()) lines.delete(key);
    }
  }

  /** Sends off all whose turn it is, and comes back when the next one's is. */
  function pump(line: Line): void {
    clearTimeout(line.timer);
    for (let next = mostUrgent(line.waiters); next; next = mostUrgent(line.waiters)) {
      const at = now();
      const waitMs = dueAt(line.bucket, { ...next, now: at }) - at;
      if (waitMs > 0) {
        line.timer = setTimeout(() => pump(line), Math.ceil(waitMs));
        return;
      }
      remove(line, next);
      noteSent(line.bucket, at);
      next.go();
    }
  }

  return {
    acquire: ({ bucket, urgency, reserve, signal }) =>
      new Promise((resolve, reject) => {
        signal.throwIfAborted();
        const line = lineOf(bucket);
        const leave = (): void => {
          remove(line, waiter);
          reject(signal.reason);
          pump(line);
        };
        const go = (): void => {
          signal.removeEventListener('abort', leave);
          resolve();
        };
        const waiter: Waiter = { urgency, reserve, go };
        signal.addEventListener('abort', leave, { once: true });
        line.waiters.push(waiter);
        pump(line);
      }),

    release: (key) => {
      const line = lineOf(key);
      noteResponse(line.bucket);
      pump(line);
    },

    observe: (key, headers) => {
      limitsByKind.set(kindOf(key), headers.limit);
      noteHeaders(lineOf(key).bucket, headers, now());
    },

    block: (key, retryAfterMs) => {
      const line = lineOf(key);
      line.bucket.blockedUntil = Math.max(line.bucket.blockedUntil, now() + retryAfterMs);
      pump(line);
    },

    delayMs: (key, urgency, reserve) => {
      const line = lines.get(key);
      const at = now();
      return line ? dueAt(line.bucket, { urgency, reserve, now: at }) - at : 0;
    },
  };
}

function mostUrgent(waiters: readonly Waiter[]): Waiter | undefined {
  let best: Waiter | undefined;
  for (const waiter of waiters) if (!best || rank(waiter) > rank(best)) best = waiter;
  return best;
}

function remove({ waiters }: Line, waiter: Waiter): void {
  const index = waiters.indexOf(waiter);
  if (index !== -1) waiters.splice(index, 1);
}

function rank({ urgency }: Waiter): number {
  return urgencies.indexOf(urgency);
}

/** All channels have the same limit, and all tokens: `PATCH /channels … messages` of `PATCH /channels/1/messages`. */
function kindOf(bucket: string): string {
  const [method, , ...rest] = bucket.split('/');
  return [method, bucket.split('/', 2)[1], rest.at(-1) === 'messages' ? 'messages' : ''].join(' ');
}
