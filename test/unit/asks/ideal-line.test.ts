// The rules that the ideal line is made to keep. That the real line is the ideal one: test/integration/asks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdealLine, type IdealLine } from '../../../bench/ideal-line.ts';

const round = 64;

type Step =
  | { type: 'join'; asker: string; model: string }
  | { type: 'take'; models: string[] }
  | { type: 'leave'; pick: number };

const askers = ['ann', 'bob', 'cid', 'dan'];
const models = ['large', 'small'];
const join = fc.record({
  type: fc.constant('join' as const),
  asker: fc.constantFrom(...askers),
  model: fc.constantFrom(...models),
});
/** By a worker that has all models, or one of them. */
const take = fc.record({
  type: fc.constant('take' as const),
  models: fc.subarray(models, { minLength: 1 }),
});
const leave = fc.record({ type: fc.constant('leave' as const), pick: fc.nat() });
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: join },
    { weight: 3, arbitrary: take },
    { weight: 1, arbitrary: leave },
  ),
  { maxLength: 80 },
);

const askerOf = (id: string): string => id.split('-')[0] ?? '';

function joinAs(line: IdealLine, id: string, { weight = 1, model = 'small' } = {}): void {
  line.join({ id, askerId: askerOf(id), weight, model });
}

/** A line with any past; joins, answers and cancels are mixed. And who was passed over by a worker without the model. */
function lineAndPassedAfter(given: readonly Step[]): { line: IdealLine; passed: Set<string> } {
  const line = createIdealLine({ round });
  const passed = new Set<string>();
  for (const [n, step] of given.entries()) {
    const before = line.order();
    if (step.type === 'join') joinAs(line, `${step.asker}-${n}`, { model: step.model });
    if (step.type === 'take') {
      const taken = line.take(step.models);
      if (taken !== undefined)
        before.slice(0, before.indexOf(taken)).forEach((id) => passed.add(id));
    }
    if (step.type === 'leave' && before.length > 0)
      line.leave(before[step.pick % before.length] ?? '');
  }
  return { line, passed };
}

const lineAfter = (given: readonly Step[]): IdealLine => lineAndPassedAfter(given).line;

const secondsOf = (line: IdealLine): string[] =>
  askers.flatMap((asker) => line.orderOf(asker).slice(1, 2));

describe('the ideal line', () => {
  it('puts an asker’s n-th ask behind everyone’s (n-1)-th, and equals in the order of arrival', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...askers), { maxLength: 30 }), (joining) => {
        const line = createIdealLine({ round });
        const ranked = joining.map((asker, at) => {
          joinAs(line, `${asker}-${at}`);
          const rank = joining.slice(0, at).filter((other) => other === asker).length;
          return { id: `${asker}-${at}`, rank, at };
        });
        ranked.sort((one, other) => one.rank - other.rank || one.at - other.at);
        expect(line.order()).toEqual(ranked.map(({ id }) => id));
      }),
    );
  });

  it('puts who comes new before the second ask of everyone of whom none is passed over, whatever went before', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const { line, passed } = lineAndPassedAfter(given);
        joinAs(line, 'new-1');
        const order = line.order();
        const placed = order.indexOf('new-1');
        const before = secondsOf(line).filter((id) => order.indexOf(id) < placed);
        const isPassedOver = (asker: string) => line.orderOf(asker).some((id) => passed.has(id));
        expect(before.filter((id) => !isPassedOver(askerOf(id)))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('puts who comes new behind whoever is next, whatever went before', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const line = lineAfter(given);
        const [next = 'new-1'] = line.order();
        joinAs(line, 'new-1');
        expect(line.order()[0]).toBe(next);
      }),
    );
  });

  it('answers two askers who always wait equally often, to within one', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 40 }), (given, answers) => {
        const line = lineAfter(given);
        for (let n = 0; n <= answers + 1; n += 1) {
          joinAs(line, `eve-${n}`);
          joinAs(line, `fay-${n}`);
        }
        const served = Array.from({ length: answers }, () => askerOf(line.take() ?? ''));
        const count = (asker: string) => served.filter((other) => other === asker).length;
        expect(Math.abs(count('eve') - count('fay'))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('answers by weight those who always wait', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.integer({ min: 1, max: 10 }),
        (weight, rounds) => {
          const line = createIdealLine({ round });
          for (let n = 0; n < rounds * weight + 1; n += 1) {
            joinAs(line, `eve-${n}`, { weight });
            joinAs(line, `fay-${n}`);
          }
          const served = Array.from({ length: rounds * (weight + 1) }, () =>
            askerOf(line.take() ?? ''),
          );
          const heavy = served.filter((asker) => asker === 'eve').length;
          expect(Math.abs(heavy - rounds * weight)).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  it('gives nothing to who cancels and asks again, whatever went before', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (given, pick) => {
        const line = lineAfter(given);
        const before = line.order();
        const id = before[pick % before.length];
        if (id === undefined) return;
        line.leave(id);
        joinAs(line, `${askerOf(id)}-again`);
        const places = (order: readonly string[]) =>
          order.flatMap((other, place) => (askerOf(other) === askerOf(id) ? [place] : []));
        const after = places(line.order());
        for (const [n, place] of places(before).entries())
          expect(after[n]).toBeGreaterThanOrEqual(place);
      }),
    );
  });

  it('makes no one wait longer because somebody else cancels', () => {
    fc.assert(
      fc.property(steps, fc.nat(), (given, pick) => {
        const line = lineAfter(given);
        const before = line.order();
        const leaving = before[pick % before.length];
        if (leaving === undefined) return;
        line.leave(leaving);
        const after = line.order();
        const others = before.filter((id) => askerOf(id) !== askerOf(leaving));
        for (const id of others) expect(after.indexOf(id)).toBeLessThanOrEqual(before.indexOf(id));
      }),
    );
  });

  it('starves nobody: the n-th ask is answered within n rounds of all that wait', () => {
    const sizes = fc.record({ others: fc.nat(100), asks: fc.integer({ min: 1, max: 5 }) });
    fc.assert(
      fc.property(sizes, ({ others, asks }) => {
        const line = createIdealLine({ round });
        for (let n = 0; n < others; n += 1) joinAs(line, `other${n}-1`);
        for (let n = 0; n < asks; n += 1) joinAs(line, `ann-${n}`);
        const bound = asks * (others + asks + 1);
        for (let n = 0; n < bound && line.orderOf('ann').length > 0; n += 1) {
          joinAs(line, `new${n}-1`);
          line.take();
        }
        expect(line.orderOf('ann')).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  it('starves nobody because others wait for a model that no worker has', () => {
    const sizes = fc.record({ others: fc.nat(30), asks: fc.integer({ min: 1, max: 4 }) });
    fc.assert(
      fc.property(sizes, steps, ({ others, asks }, given) => {
        const line = lineAfter(given);
        for (let n = 0; n < others; n += 1) joinAs(line, `other${n}-1`, { model: 'large' });
        for (let n = 0; n < asks; n += 1) joinAs(line, `eve-${n}`);
        const waiting = line.order().length;
        const bound = waiting + asks * (waiting + 1);
        for (let n = 0; n < bound && line.orderOf('eve').length > 0; n += 1) {
          joinAs(line, `new${n}-1`);
          line.take(['small']);
        }
        expect(line.orderOf('eve')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('holds nothing against who asked often while others waited for a model that no worker had', () => {
    const line = createIdealLine({ round });
    for (let n = 0; n < 20; n += 1) joinAs(line, `other${n}-1`, { model: 'large' });
    for (let n = 0; n < 100; n += 1) {
      joinAs(line, `ann-${n}`);
      line.take(['small']);
    }
    joinAs(line, 'ann-next');
    for (let n = 0; n <= 22; n += 1) {
      joinAs(line, `new${n}-1`);
      line.take(['small']);
    }
    expect(line.orderOf('ann')).toEqual([]);
  });
});
