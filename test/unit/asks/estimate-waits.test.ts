import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateWaits,
  type LineState,
  type RunningAsk,
} from '../../../src/asks/estimate-waits.ts';
import type { Pace } from '../../../src/models/pace.ts';

/** Always the same: `small` answers in 10 s and loads in 5 s, `large` takes 60 s and 20 s. */
const paces: Record<string, { loadMs: number; answerMs: number }> = {
  small: { loadMs: 5, answerMs: 10 },
  large: { loadMs: 20, answerMs: 60 },
};

function paceOf(model: string): Pace {
  const { loadMs = 0, answerMs = 0 } = paces[model] ?? {};
  return {
    loadLeftMs: (elapsedMs) => Math.max(loadMs - elapsedMs, 0),
    answerLeftMs: (elapsedMs) => Math.max(answerMs - elapsedMs, 0),
  };
}

/** And last that of one more ask, which joins behind them. */
function waits({ waiting = [], ...state }: Partial<LineState>): number[] {
  const all = [...waiting, 'small'];
  return estimateWaits({
    running: [],
    waiting: all,
    slots: 1,
    inMemory: ['small'],
    paceOf,
    ...state,
  });
}

const answering = (model: string, elapsedMs: number): RunningAsk => ({
  model,
  progress: { type: 'answering', elapsedMs },
});

describe('the wait of each ask in the line', () => {
  it('is nothing for the first when the worker is free', () => {
    expect(waits({ waiting: ['small', 'small'] })).toEqual([0, 10, 20]);
  });

  it('is first what is left of the answer that runs', () => {
    expect(waits({ running: [answering('small', 4)], waiting: ['small'] })).toEqual([6, 16]);
  });

  it('has in it what is left of a load and all of its answer', () => {
    const loading: RunningAsk = { model: 'large', progress: { type: 'loading', elapsedMs: 15 } };
    expect(waits({ running: [loading], waiting: ['large'] })).toEqual([65, 125]);
  });

  it('has in it all of an ask that has just begun, with its load where there is need of one', () => {
    const starting = (model: string): RunningAsk => ({ model, progress: { type: 'starting' } });
    expect(waits({ running: [starting('small')] })).toEqual([10]);
    expect(waits({ running: [starting('large')] })).toEqual([80]);
  });

  it('has a load in it each time the model changes', () => {
    expect(waits({ waiting: ['small', 'large', 'small', 'small'] })).toEqual([0, 10, 90, 105, 115]);
  });

  it('has no load in it where both models are in memory together', () => {
    const inMemory = ['small', 'large'];
    expect(waits({ waiting: ['small', 'large', 'small'], inMemory })).toEqual([0, 10, 70, 80]);
  });

  it('is shared by all slots, each taking the next ask when it is free', () => {
    const running = [answering('large', 0), answering('small', 0)];
    const state = { running, waiting: ['small', 'small', 'small'], inMemory: ['small', 'large'] };
    expect(waits({ ...state, slots: 2 })).toEqual([10, 20, 30, 40]);
  });
});

const models = fc.constantFrom('small', 'large');
const progress: fc.Arbitrary<RunningAsk['progress']> = fc.oneof(
  fc.constant({ type: 'starting' as const }),
  fc.record({
    type: fc.constantFrom('loading' as const, 'answering' as const),
    elapsedMs: fc.nat(100),
  }),
);
const lines = fc.record({
  running: fc.array(fc.record({ model: models, progress }), { maxLength: 3 }),
  waiting: fc.array(models, { maxLength: 12 }),
  slots: fc.integer({ min: 1, max: 4 }),
  inMemory: fc.subarray(['small', 'large']),
});

describe('for any line', () => {
  it('nobody waits for less than who stands before', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const told = waits(line);
        expect(told).toEqual(told.toSorted((one, other) => one - other));
        expect(told).toHaveLength(line.waiting.length + 1);
      }),
    );
  });

  it('more ahead is never sooner', () => {
    fc.assert(
      fc.property(lines, models, fc.nat(12), (line, model, index) => {
        const place = Math.min(index, line.waiting.length);
        const before = waits(line);
        const after = waits({ ...line, waiting: line.waiting.toSpliced(place, 0, model) });
        for (const [behind, waitMs] of before.slice(place).entries()) {
          expect(after[place + behind + 1]).toBeGreaterThanOrEqual(waitMs);
        }
      }),
    );
  });

  it('another slot makes nobody wait longer', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const before = waits(line);
        for (const [index, waitMs] of waits({ ...line, slots: line.slots + 1 }).entries()) {
          expect(waitMs).toBeLessThanOrEqual(before[index] ?? 0);
        }
      }),
    );
  });
});
