import { expect, it } from 'vitest';
import { nextPlace } from '../../../src/asks/next-place.ts';

interface Given {
  weights?: Record<string, number>;
}

/** Of Ann, while asks of these askers wait. */
function placeBehind(askerIds: readonly (string | undefined)[], { weights = {} }: Given = {}) {
  const waiting = askerIds.map((id) => {
    if (id === undefined) return undefined;
    const weight = weights[id];
    return { asker: { id, name: id }, ...(weight !== undefined && { weight }) };
  });
  return nextPlace({ askerId: 'ann', waiting });
}

it('is the first while nobody waits', () => {
  expect(placeBehind([])).toBe(1);
});

it('is behind the first question of everybody, and before their second', () => {
  expect(placeBehind(['bob', 'cid', 'bob', 'bob'])).toBe(3);
});

it('is behind as many of everybody as wait of the own, and one more', () => {
  expect(placeBehind(['ann', 'bob', 'bob', 'bob'])).toBe(4);
});

it('is behind all whose asker is not known', () => {
  expect(placeBehind(['bob', undefined, undefined])).toBe(4);
});

it('is behind as many questions of somebody as their role gives them turns', () => {
  expect(placeBehind(['ann', 'bob', 'bob', 'bob', 'bob'], { weights: { bob: 2 } })).toBe(5);
});

it('is the further ahead the more turns the own role gives', () => {
  const askers = ['ann', 'bob', 'ann', 'bob', 'bob'];
  expect(placeBehind(askers)).toBe(6);
  expect(placeBehind(askers, { weights: { ann: 2 } })).toBe(5);
});
