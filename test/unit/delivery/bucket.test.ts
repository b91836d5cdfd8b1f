import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createBucket,
  dueAt,
  noteHeaders,
  noteResponse,
  noteSent,
  type Bucket,
  type Urgency,
} from '../../../src/delivery/bucket.ts';

/** A bucket of five in five seconds whose first request went out at 0 and was answered at 150. */
function afterFirstResponse(): Bucket {
  const bucket = createBucket();
  noteSent(bucket, 0);
  noteHeaders(bucket, { limit: 5, remaining: 4, resetAfterMs: 5_000 }, 150);
  noteResponse(bucket);
  return bucket;
}

const due = (bucket: Bucket, urgency: Urgency, given: { reserve?: number; now?: number } = {}) =>
  dueAt(bucket, { urgency, reserve: 0, now: 200, ...given });

describe('a bucket that nothing is known of', () => {
  it('lets one request out at once', () => {
    expect(due(createBucket(), 'waiting', { now: 7 })).toBe(7);
  });

  it.each(['waiting', 'streaming', 'phase', 'final'] as const)(
    'holds a second %s frame back until a response tells the truth, or 5 s',
    (urgency) => {
      const bucket = createBucket();
      noteSent(bucket, 0);
      expect(due(bucket, urgency)).toBe(5_000);
    },
  );
});

describe('a bucket of which a response has told nothing', () => {
  it.each(['waiting', 'streaming', 'phase', 'final'] as const)(
    'lets a %s frame out when the request before it has failed',
    (urgency) => {
      const bucket = createBucket();
      noteSent(bucket, 0);
      noteResponse(bucket);
      expect(due(bucket, urgency)).toBe(200);
    },
  );

  it('is not taken for free while another request is under way', () => {
    const bucket = createBucket(2);
    noteSent(bucket, 0);
    noteSent(bucket, 10);
    noteResponse(bucket);
    expect(due(bucket, 'final')).toBe(5_000);
  });

  it('holds back until a 429 is over', () => {
    const bucket = { ...createBucket(), blockedUntil: 900 };
    noteSent(bucket, 0);
    noteResponse(bucket);
    expect(due(bucket, 'final')).toBe(900);
  });
});

describe('a bucket that a response has told of', () => {
  it('spreads growing text evenly over what is left of the window', () => {
    expect(due(afterFirstResponse(), 'streaming')).toBe(5_150 / 5);
  });

  it('leaves reserved requests out of the spread', () => {
    expect(due(afterFirstResponse(), 'streaming', { reserve: 1 })).toBe(5_150 / 4);
  });

  it('lets the beginning of a phase out at once', () => {
    expect(due(afterFirstResponse(), 'phase', { reserve: 3 })).toBe(200);
  });

  it('does not spend what is reserved on the beginning of a phase', () => {
    expect(due(afterFirstResponse(), 'phase', { reserve: 4 })).toBe(5_150);
  });

  it('lets the final frame take a reserved request', () => {
    expect(due(afterFirstResponse(), 'final', { reserve: 4 })).toBe(200);
  });

  it('makes even the final frame wait when it is empty', () => {
    const bucket = afterFirstResponse();
    for (const now of [200, 210, 220, 230]) noteSent(bucket, now);
    expect(due(bucket, 'final', { now: 240 })).toBe(5_150);
  });

  it('is full again when its window is over', () => {
    const bucket = afterFirstResponse();
    for (const now of [200, 210, 220, 230]) noteSent(bucket, now);
    expect(due(bucket, 'streaming', { now: 5_150 })).toBe(5_150);
  });

  it('lets nothing out before a 429 is over', () => {
    const bucket = { ...afterFirstResponse(), blockedUntil: 9_000 };
    const urgencies = ['waiting', 'streaming', 'phase', 'final'] as const;
    expect(urgencies.map((urgency) => due(bucket, urgency))).toEqual([9_000, 9_000, 9_000, 9_000]);
    expect(due(bucket, 'final', { now: 6_000 })).toBe(9_000);
  });

  it('counts requests under way that the headers do not know of yet', () => {
    const bucket = afterFirstResponse();
    noteSent(bucket, 200);
    noteSent(bucket, 210);
    noteHeaders(bucket, { limit: 5, remaining: 3, resetAfterMs: 4_900 }, 350);
    expect(bucket.free).toBe(2);
  });

  it('counts a request under way against the next window', () => {
    const bucket = afterFirstResponse();
    noteSent(bucket, 5_100);
    noteSent(bucket, 5_200);
    expect(bucket.free).toBe(3);
  });
});

interface Load {
  limit: number;
  windowMs: number;
  /** Ms of the way there and of the way back, for each request in turn. */
  ways: (readonly [number, number])[];
  urgencies: Urgency[];
  reserve: number;
}

/** Sends one request after the other as soon as it is due, to a server with fixed windows like Discord's. */
function refusalsOf({ limit, windowMs, ways, urgencies, reserve }: Load): number {
  const bucket = createBucket();
  let now = 0;
  let window = { endsAt: 0, used: 0 };
  let refusals = 0;
  for (const [index, [there, back]] of ways.entries()) {
    const urgency = urgencies[index % urgencies.length] ?? 'streaming';
    now = dueAt(bucket, { urgency, reserve, now });
    noteSent(bucket, now);
    now += there;
    if (now >= window.endsAt) window = { endsAt: now + windowMs, used: 0 };
    window.used += 1;
    if (window.used > limit) refusals += 1;
    const headers = { limit, remaining: limit - window.used, resetAfterMs: window.endsAt - now };
    now += back;
    noteHeaders(bucket, headers, now);
    noteResponse(bucket);
  }
  return refusals;
}

it('never runs into a limit, whatever the network does', () => {
  const way = fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 900 }));
  const load = fc.record({
    limit: fc.integer({ min: 1, max: 10 }),
    windowMs: fc.integer({ min: 500, max: 6_000 }),
    ways: fc.array(way, { minLength: 30, maxLength: 60 }),
    urgencies: fc.array(fc.constantFrom<Urgency>('waiting', 'streaming', 'phase', 'final'), {
      minLength: 1,
    }),
    reserve: fc.integer({ min: 0, max: 2 }),
  });
  fc.assert(fc.property(load, (one) => refusalsOf(one) === 0));
});
