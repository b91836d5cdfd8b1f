import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fitTurns } from '../../../src/conversations/fit-turns.ts';

const fit = (turns: readonly number[], maxWeight: number) =>
  fitTurns({ turns, weightOf: (turn) => turn, maxWeight });

it('leaves out the oldest turns that do not fit', () => {
  expect(fit([5, 4, 3, 2], 9)).toEqual({ turns: [4, 3, 2], dropped: [5] });
});

it('leaves out all that is older than what does not fit, small as it may be', () => {
  expect(fit([1, 9, 1], 5)).toEqual({ turns: [1], dropped: [1, 9] });
});

it('keeps the last, whatever it takes', () => {
  expect(fit([1, 99], 5)).toEqual({ turns: [99], dropped: [1] });
});

it('keeps the order, the last, and as much before it as fits', () => {
  const turns = fc.array(fc.nat(100), { minLength: 1 });
  fc.assert(
    fc.property(turns, fc.nat(500), (weights, maxWeight) => {
      const { turns: kept, dropped } = fit(weights, maxWeight);
      const sum = kept.reduce((total, weight) => total + weight, 0);
      expect([...dropped, ...kept]).toEqual(weights);
      expect(kept.length).toBeGreaterThan(0);
      expect(kept.length === 1 || sum <= maxWeight).toBe(true);
      expect(sum + (dropped.at(-1) ?? Infinity)).toBeGreaterThan(maxWeight);
    }),
  );
});
