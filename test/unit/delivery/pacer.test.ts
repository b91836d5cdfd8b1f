import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Urgency } from '../../../src/delivery/bucket.ts';
import { createPacer, type Pacer } from '../../../src/delivery/pacer.ts';
import { useFakeTime } from '../../support/fake-time.ts';

beforeEach(useFakeTime);

const fiveInFive = { limit: 5, remaining: 4, resetAfterMs: 5_000 };

interface Asked {
  urgency?: Urgency;
  reserve?: number;
  bucket?: string;
  signal?: AbortSignal;
}

/** Asks for a turn, and keeps who got one and when. */
function openPacer() {
  const pacer = createPacer();
  const startedAt = performance.now();
  const turns: { name: string; atMs: number }[] = [];
  const ask = async (name: string, given: Asked = {}): Promise<void> => {
    const signal = new AbortController().signal;
    await pacer.acquire({ bucket: 'b', urgency: 'streaming', reserve: 0, signal, ...given });
    turns.push({ name, atMs: Math.round(performance.now() - startedAt) });
  };
  return { pacer, ask, turns, names: () => turns.map(({ name }) => name) };
}

/** The first request, answered at once by a bucket of five in five seconds. */
async function open(pacer: Pacer, ask: (name: string) => Promise<void>): Promise<void> {
  await ask('first');
  pacer.observe('b', fiveInFive);
  pacer.release('b');
}

it('lets the first request of a bucket out at once', async () => {
  const { ask, turns } = openPacer();
  await ask('first');
  expect(turns).toEqual([{ name: 'first', atMs: 0 }]);
});

it('spreads requests evenly over the window', async () => {
  const { pacer, ask, turns } = openPacer();
  await open(pacer, ask);
  for (const name of ['a', 'b', 'c', 'd']) {
    const turn = ask(name);
    await vi.runAllTimersAsync();
    await turn;
    pacer.release('b');
  }
  expect(turns.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
});

it('lets the most urgent go first, then first come, first served', async () => {
  const { pacer, ask, names } = openPacer();
  await open(pacer, ask);
  pacer.block('b', 1_000);
  const turns = [
    ask('waiting', { urgency: 'waiting' }),
    ask('streaming 1'),
    ask('streaming 2'),
    ask('phase', { urgency: 'phase' }),
    ask('final', { urgency: 'final' }),
  ];
  await vi.runAllTimersAsync();
  await Promise.all(turns);
  expect(names()).toEqual(['first', 'final', 'phase', 'streaming 1', 'streaming 2', 'waiting']);
});

it('lets a final frame overtake one that waits for its pace', async () => {
  const { pacer, ask, names } = openPacer();
  await open(pacer, ask);
  const slow = ask('streaming');
  await ask('final', { urgency: 'final' });
  expect(names()).toEqual(['first', 'final']);
  await vi.runAllTimersAsync();
  await slow;
});

it('keeps reserved requests for final frames', async () => {
  const { pacer, ask, turns } = openPacer();
  await open(pacer, ask);
  for (const name of ['a', 'b', 'c', 'd']) {
    const turn = ask(name, { urgency: 'phase', reserve: 1 });
    if (name === 'd') await ask('final', { urgency: 'final', reserve: 1 });
    await vi.runAllTimersAsync();
    await turn;
    pacer.release('b');
  }
  expect(turns.map(({ name, atMs }) => `${name} ${atMs}`)).toEqual([
    'first 0',
    'a 0',
    'b 0',
    'c 0',
    'final 0',
    'd 5000',
  ]);
});

it('lets nothing out before a 429 is over', async () => {
  const { pacer, ask, turns } = openPacer();
  await open(pacer, ask);
  pacer.block('b', 2_500);
  const turn = ask('final', { urgency: 'final' });
  await vi.runAllTimersAsync();
  await turn;
  expect(turns[1]).toEqual({ name: 'final', atMs: 2_500 });
});

it('does not shorten a 429 by a later, shorter one', () => {
  const { pacer } = openPacer();
  pacer.block('b', 2_500);
  pacer.block('b', 100);
  expect(pacer.delayMs('b', 'final', 0)).toBe(2_500);
});

it('sends those who wait as soon as a response shows that there is room', async () => {
  const { pacer, ask, names } = openPacer();
  await ask('first');
  const turn = ask('phase', { urgency: 'phase' });
  pacer.observe('b', fiveInFive);
  pacer.release('b');
  await turn;
  expect(names()).toEqual(['first', 'phase']);
});

it('keeps buckets apart', async () => {
  const { pacer, ask, names } = openPacer();
  pacer.block('b', 60_000);
  await ask('other', { bucket: 'other' });
  expect(names()).toEqual(['other']);
});

describe('a request that is aborted', () => {
  it('is refused with the reason of its signal', async () => {
    const { ask } = openPacer();
    const reason = new Error('not needed any more');
    await expect(ask('late', { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it('leaves its place, with the reason of its signal', async () => {
    const { pacer, ask, names } = openPacer();
    await open(pacer, ask);
    const leaving = new AbortController();
    const turn = ask('leaves', { signal: leaving.signal });
    leaving.abort(new Error('gone'));
    await expect(turn).rejects.toThrow('gone');
    await vi.runAllTimersAsync();
    expect(names()).toEqual(['first']);
  });

  it('makes room for those behind it', async () => {
    const { pacer, ask, names } = openPacer();
    await open(pacer, ask);
    const leaving = new AbortController();
    const blocker = ask('phase', { urgency: 'phase', reserve: 4, signal: leaving.signal });
    const turn = ask('streaming');
    leaving.abort(new Error('gone'));
    await expect(blocker).rejects.toThrow('gone');
    await vi.advanceTimersByTimeAsync(1_000);
    await turn;
    expect(names()).toEqual(['first', 'streaming']);
  });

  it('has no effect once it had its turn', async () => {
    const { pacer, ask, names } = openPacer();
    const late = new AbortController();
    await ask('first', { signal: late.signal });
    late.abort();
    pacer.release('b');
    expect(names()).toEqual(['first']);
  });
});

describe('the delay that a request would have', () => {
  it('is none in a bucket that nothing was sent to', () => {
    expect(createPacer().delayMs('b', 'streaming', 1)).toBe(0);
  });

  it('is the rest of the pace, and none for a final frame', async () => {
    const { pacer, ask } = openPacer();
    await open(pacer, ask);
    expect(pacer.delayMs('b', 'streaming', 0)).toBe(1_000);
    expect(pacer.delayMs('b', 'final', 0)).toBe(0);
  });
});

describe('a bucket that was never asked', () => {
  it('is as large as the last one of its kind', async () => {
    const { pacer, ask } = openPacer();
    await ask('first', { bucket: 'PATCH /channels/1/messages' });
    pacer.observe('PATCH /channels/1/messages', fiveInFive);
    await ask('another', { bucket: 'PATCH /channels/2/messages' });
    expect(pacer.delayMs('PATCH /channels/2/messages', 'final', 0)).toBe(0);
  });

  it('takes one request when its kind is new', async () => {
    const { pacer, ask } = openPacer();
    await ask('first', { bucket: 'PATCH /channels/1/messages' });
    pacer.observe('PATCH /channels/1/messages', fiveInFive);
    await ask('another', { bucket: 'POST /channels/1/messages' });
    expect(pacer.delayMs('POST /channels/1/messages', 'final', 0)).toBe(5_000);
  });
});

it('forgets what it knew of a bucket a minute after its last window', async () => {
  const { pacer, ask } = openPacer();
  const bucket = 'PATCH /channels/1/messages';
  await ask('first', { bucket });
  pacer.observe(bucket, fiveInFive);
  pacer.release(bucket);
  pacer.observe('PATCH /channels/2/messages', { ...fiveInFive, limit: 1 });
  await vi.advanceTimersByTimeAsync(64_000);
  await ask('elsewhere', { bucket: 'elsewhere' });
  await ask('known still', { bucket });
  expect(pacer.delayMs(bucket, 'final', 0)).toBe(0);
  pacer.release(bucket);
  await vi.advanceTimersByTimeAsync(65_001);
  await ask('another', { bucket: 'another' });
  await ask('as if for the first time', { bucket });
  expect(pacer.delayMs(bucket, 'final', 0)).toBe(5_000);
});
