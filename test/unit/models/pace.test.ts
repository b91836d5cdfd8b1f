import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPace, learnSpeed } from '../../../src/models/pace.ts';
import type { RecordedRun } from '../../../src/models/recorded-runs.ts';

const runOf = (seconds: number, loadMs?: number): RecordedRun => ({
  readMs: 1_000,
  writeMs: seconds * 1_000 - 1_000,
  tokens: seconds * 40,
  ...(loadMs !== undefined && { loadMs }),
});
const paceOf = (...seconds: number[]) => createPace(seconds.map((each) => runOf(each)));

describe('what an answer takes', () => {
  it('is that of a usual model on a usual card while nothing is known', () => {
    expect(createPace([]).answerLeftMs(0)).toBe(45_000);
    expect(createPace([]).loadLeftMs(0)).toBe(20_000);
  });

  it('leaves what was assumed behind in five answers', () => {
    const learned = [1, 2, 3, 4, 5].map((count) =>
      paceOf(...Array.from({ length: count }, () => 10)).answerLeftMs(0),
    );
    expect(learned.map(Math.round)).toEqual([25_556, 18_077, 14_118, 11_667, 10_000]);
  });

  it('is the mean, as waits add up', () => {
    expect(paceOf(10, 10, 10, 20, 30).answerLeftMs(0)).toBe(16_000);
  });

  it('is not stretched by a single one that hung for an hour', () => {
    expect(paceOf(10, 10, 10, 10, 3_600).answerLeftMs(0)).toBe(16_000);
  });

  it('is, once it runs, what is left of those that took longer', () => {
    const pace = paceOf(10, 10, 10, 20, 30);
    expect(pace.answerLeftMs(5_000)).toBe(11_000);
    expect(pace.answerLeftMs(12_000)).toBe(13_000);
    expect(pace.answerLeftMs(29_000)).toBe(1_000);
  });

  it('goes on for a while yet when it has taken longer than any before', () => {
    expect(paceOf(10, 10, 10, 20, 30).answerLeftMs(40_000)).toBe(10_000);
  });

  it('never is nothing while it runs', () => {
    const times = fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 30 });
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 10_000_000 }), (seconds, elapsedMs) => {
        expect(paceOf(...seconds).answerLeftMs(elapsedMs)).toBeGreaterThan(0);
        expect(paceOf(...seconds).loadLeftMs(elapsedMs)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('what a load takes', () => {
  it('is the median of those that there were', () => {
    const pace = createPace([runOf(10, 90_000), runOf(10), runOf(10, 8_000), runOf(10, 7_000)]);
    expect(pace.loadLeftMs(0)).toBe(8_000);
    expect(pace.loadLeftMs(3_000)).toBe(5_000);
    expect(pace.loadLeftMs(20_000)).toBe(5_000);
  });
});

describe('the speed of a model', () => {
  it('is that of all it has written, long runs and short ones', () => {
    const runs = [
      { readMs: 500, writeMs: 10_000, tokens: 500 },
      { readMs: 500, writeMs: 30_000, tokens: 1_100 },
    ];
    expect(learnSpeed(runs)).toBe(40);
  });

  it('is not known before it has written anything', () => {
    expect(learnSpeed([])).toBeUndefined();
    expect(learnSpeed([{ readMs: 500, writeMs: 0, tokens: 0 }])).toBeUndefined();
  });
});
