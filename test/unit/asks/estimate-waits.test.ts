import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  estimateWaitAt,
  estimateWaits,
  type LineState,
  type RunningAsk,
  type WaitingTurn,
} from '../../../src/asks/estimate-waits.ts';
import type { WorkerState } from '../../../src/asks/timetable.ts';
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

type Waits = (number | undefined)[];

const all = ['small', 'large'];

const worker = (given: Partial<WorkerState> = {}): WorkerState => ({
  slots: 1,
  models: all,
  inMemory: ['small'],
  ...given,
});

/** By its model alone: one that has joined just now. */
type Waiting = string | Partial<WaitingTurn>;

function turnOf(ask: Waiting): WaitingTurn {
  const given = typeof ask === 'string' ? { model: ask } : ask;
  return { model: 'small', waitedMs: 0, isGivenBack: false, ...given };
}

type GivenState = Partial<Omit<LineState, 'waiting'>> & { waiting?: readonly Waiting[] };

function waitsOf({ waiting = [], ...state }: GivenState): Waits {
  const line = { running: [], waiting: waiting.map(turnOf), workers: [worker()], paceOf };
  return estimateWaits({ ...line, ...state });
}

interface OneWorker extends Partial<WorkerState> {
  running?: RunningAsk[];
  waiting?: readonly Waiting[];
}

/** At one worker, and last that of one more ask, which joins behind them. */
function waits({ running = [], waiting = [], ...given }: OneWorker): Waits {
  return waitsOf({ running, waiting: [...waiting, 'small'], workers: [worker(given)] });
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

describe('where the model in memory goes first', () => {
  const large = (given: Partial<WaitingTurn> = {}): Waiting => ({ model: 'large', ...given });

  it('whoever has waited long enough is passed by those for it', () => {
    const waiting = [large({ waitedMs: 40 }), 'small', 'small', large()];
    expect(waitsOf({ waiting })).toEqual([20, 0, 10, 100]);
  });

  it('nobody is passed for longer than they have waited, even by answers of twice the length', () => {
    const waiting = [large({ waitedMs: 29 }), 'small', 'small'];
    expect(waitsOf({ waiting })).toEqual([10, 0, 90]);
    expect(waitsOf({ waiting: [large({ waitedMs: 19 }), 'small'] })).toEqual([0, 80]);
  });

  it('the time that runs till then counts as waited', () => {
    const running = [answering('small', 0), answering('small', 0)];
    expect(waitsOf({ running, waiting: [large(), 'small'] })).toEqual([30, 20]);
  });

  it('nobody passes an ask that a worker had', () => {
    const waiting = [large({ waitedMs: 1_000, isGivenBack: true }), 'small'];
    expect(waitsOf({ waiting })).toEqual([0, 80]);
  });

  it('each worker counts for itself whom it passes, and takes what it has', () => {
    const waiting = [large({ waitedMs: 40 }), 'small', 'small', 'small', 'small'];
    const workers = [worker(), worker()];
    expect(waitsOf({ waiting, workers })).toEqual([20, 0, 0, 10, 10]);
  });
});

describe('with several workers, the wait', () => {
  const small = worker({ models: ['small'] });
  const large = worker({ models: ['large'], inMemory: ['large'] });

  it('is for a worker that has the model', () => {
    const waiting = ['small', 'large', 'small', 'large'];
    expect(waitsOf({ waiting, workers: [small, large] })).toEqual([0, 0, 10, 60]);
  });

  it('is not known while no worker has the model, and those are in nobody’s way', () => {
    expect(waitsOf({ waiting: ['large', 'small'], workers: [small] })).toEqual([undefined, 0]);
    expect(waitsOf({ waiting: ['small'], workers: [] })).toEqual([undefined]);
  });

  it('has in it what runs, at a worker that has its model', () => {
    const running = [answering('large', 50)];
    const waiting = ['small', 'large'];
    expect(waitsOf({ running, waiting, workers: [small, large] })).toEqual([0, 10]);
  });

  it('has nothing in it of an ask whose worker has gone', () => {
    const running = [answering('large', 50)];
    expect(waitsOf({ running, waiting: ['small'], workers: [small] })).toEqual([0]);
  });

  it('has no load in it where a free worker has the model in memory', () => {
    const both = worker({ inMemory: ['large'] });
    const waiting = ['small', 'large', 'small', 'large'];
    expect(waitsOf({ waiting, workers: [both, worker()] })).toEqual([0, 0, 10, 20]);
  });

  it('counts a model whose name is written in another case', () => {
    expect(waitsOf({ waiting: ['Small'], workers: [small] })).toEqual([0]);
  });
});

describe('the wait of one who joins at a place', () => {
  const line: LineState = {
    running: [answering('small', 4)],
    waiting: [],
    workers: [worker()],
    paceOf,
  };

  it('is nothing while a worker is free', () => {
    expect(estimateWaitAt(1, { ...line, running: [] })).toBe(0);
    expect(estimateWaitAt(1, { ...line, workers: [worker({ slots: 2 })] })).toBe(0);
  });

  it('is what is left of those before, and not of those behind', () => {
    const waiting = ['small', 'large', 'small'].map(turnOf);
    expect([1, 2, 4].map((place) => estimateWaitAt(place, { ...line, waiting }))).toEqual([
      6, 16, 111,
    ]);
  });

  it('has in it the load of a model that has just begun', () => {
    const running: RunningAsk[] = [{ model: 'large', progress: { type: 'starting' } }];
    expect(estimateWaitAt(1, { ...line, running })).toBe(80);
  });

  it('is not known where nothing answers', () => {
    expect(estimateWaitAt(1, { ...line, workers: [] })).toBeUndefined();
    expect(estimateWaitAt(1, { ...line, running: [], workers: [] })).toBeUndefined();
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
const slots = fc.integer({ min: 1, max: 4 });
const inMemory = fc.subarray(all);
const running = fc.array(fc.record({ model: models, progress }), { maxLength: 3 });
const waiting = fc.array(models, { maxLength: 12 });

const known = (times: Waits): number[] => times.map((waitMs) => waitMs ?? Number.NaN);

describe('for any line and workers', () => {
  const state = fc.record({
    running,
    waiting,
    workers: fc.array(fc.record({ slots, models: fc.subarray(all), inMemory }), { maxLength: 3 }),
  });

  it('nobody waits for less than who stands before with the same model', () => {
    fc.assert(
      fc.property(state, models, (line, model) => {
        const told = waitsOf(line).filter((_, index) => line.waiting[index] === model);
        const ascending = known(told).toSorted((one, other) => one - other);
        expect(known(told)).toEqual(ascending);
      }),
    );
  });

  it('a wait is known where a worker has the model, and nowhere else', () => {
    fc.assert(
      fc.property(state, (line) => {
        const served = new Set(line.workers.flatMap((one) => one.models));
        expect(waitsOf(line).map((waitMs) => waitMs !== undefined)).toEqual(
          line.waiting.map((model) => served.has(model)),
        );
      }),
    );
  });

  it('what waits for another model is in nobody’s way where no worker has both', () => {
    fc.assert(
      fc.property(running, waiting, slots, (runs, asks, count) => {
        const [small, large] = all.map((model) =>
          worker({ slots: count, models: [model], inMemory: [model] }),
        );
        if (!small || !large) return;
        const isSmall = (model: string) => model === 'small';
        const together = waitsOf({ running: runs, waiting: asks, workers: [small, large] });
        const alone = waitsOf({
          running: runs.filter(({ model }) => isSmall(model)),
          waiting: asks.filter(isSmall),
          workers: [small],
        });
        expect(together.filter((_, index) => isSmall(asks[index] ?? ''))).toEqual(alone);
      }),
    );
  });
});

describe('for any line of one worker with one slot and two models', () => {
  const turns = fc.array(fc.record({ model: models, waitedMs: fc.nat(200) }), { maxLength: 12 });

  /** From when on one that waits for another model and stands behind goes before this one, at the head of its line. */
  function passedSince(
    index: number,
    { asks, told }: { asks: { model: string }[]; told: number[] },
  ) {
    const own = asks[index]?.model;
    const turn = told[index] ?? Number.NaN;
    const before = told.filter((_, other) => other < index && asks[other]?.model === own);
    const passing = told.filter(
      (at, other) =>
        other > index && asks[other]?.model !== own && at < turn && at > Math.max(-1, ...before),
    );
    return Math.min(turn, ...passing);
  }

  it('nobody is passed for longer than they had waited when the first one passed', () => {
    fc.assert(
      fc.property(turns, (asks) => {
        const told = known(waitsOf({ waiting: asks }));
        for (const [index, { waitedMs }] of asks.entries()) {
          const since = passedSince(index, { asks, told });
          expect((told[index] ?? Number.NaN) - since).toBeLessThanOrEqual(waitedMs + since);
        }
      }),
    );
  });
});

// Where some pass others these two do not hold: one more ask for the model in memory keeps it there. Nor do they with
// workers of different models: an ask that comes in between may send another one to a worker where it is in the way of
// fewer.
describe('for any line of one worker in which nobody is passed', () => {
  const inTurn = (asks: string[]) => asks.map((model) => ({ model, isGivenBack: true }));
  const lines = fc.record({ running, waiting: waiting.map(inTurn), slots, inMemory });

  it('more ahead is never sooner', () => {
    fc.assert(
      fc.property(lines, models, fc.nat(12), (line, model, index) => {
        const place = Math.min(index, line.waiting.length);
        const before = known(waits(line));
        const more = line.waiting.toSpliced(place, 0, { model, isGivenBack: true });
        const after = known(waits({ ...line, waiting: more }));
        for (const [behind, waitMs] of before.slice(place).entries()) {
          expect(after[place + behind + 1]).toBeGreaterThanOrEqual(waitMs);
        }
      }),
    );
  });

  it('another slot makes nobody wait longer', () => {
    fc.assert(
      fc.property(lines, (line) => {
        const before = known(waits(line));
        for (const [index, waitMs] of known(waits({ ...line, slots: line.slots + 1 })).entries()) {
          expect(waitMs).toBeLessThanOrEqual(before[index] ?? 0);
        }
      }),
    );
  });
});
