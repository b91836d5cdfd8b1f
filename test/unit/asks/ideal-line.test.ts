// The rules that the ideal line is made to keep. That the real line is the ideal one: test/integration/asks.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createIdealLine, type IdealLine } from '../../../bench/ideal-line.ts';

const round = 64;

type Step = { type: 'join'; asker: string } | { type: 'take' } | { type: 'leave'; pick: number };

const askers = ['ann', 'bob', 'cid', 'dan'];
const join = fc.record({ type: fc.constant('join' as const), asker: fc.constantFrom(...askers) });
const take = fc.record({ type: fc.constant('take' as const) });
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

function joinAs(line: IdealLine, id: string, weight = 1): void {
  line.join({ id, askerId: askerOf(id), weight });
}

/** A line with any past; joins, answers and cancels are mixed. */
function lineAfter(given: readonly Step[]): IdealLine {
  const line = createIdealLine({ round });
  for (const [n, step] of given.entries()) {
    if (step.type === 'join') joinAs(line, `${step.asker}-${n}`);
    if (step.type === 'take') line.take();
    const order = line.order();
    if (step.type === 'leave' && order.length > 0)
      line.leave(order[step.pick % order.length] ?? '');
  }
  return line;
}

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

  it('puts who comes new before everyone’s second ask, whatever went before', () => {
    fc.assert(
      fc.property(steps, (given) => {
        const line = lineAfter(given);
        joinAs(line, 'new-1');
        const order = line.order();
        const placed = order.indexOf('new-1');
        expect(secondsOf(line).filter((id) => order.indexOf(id) < placed)).toEqual([]);
      }),
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
            joinAs(line, `eve-${n}`, weight);
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
});
