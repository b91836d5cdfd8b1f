import { describe, expect, it } from 'vitest';
import { rememberLast } from '../../../src/rendering/remember-last.ts';

function counting() {
  let calls = 0;
  const sum = rememberLast(({ one, other }: { one: number; other?: number }) => {
    calls += 1;
    return { sum: one + (other ?? 0) };
  });
  return { sum, calls: () => calls };
}

describe('a remembered result', () => {
  it('is given again for the same values', () => {
    const { sum, calls } = counting();
    expect(sum({ one: 1, other: 2 })).toBe(sum({ one: 1, other: 2 }));
    expect(calls()).toBe(1);
  });

  it('is made anew when a value differs', () => {
    const { sum } = counting();
    sum({ one: 1, other: 2 });
    expect(sum({ one: 1, other: 3 })).toEqual({ sum: 4 });
    expect(sum({ one: 1 })).toEqual({ sum: 1 });
  });

  it('is the last one alone', () => {
    const { sum, calls } = counting();
    for (const one of [1, 2, 1]) sum({ one });
    expect(calls()).toBe(3);
  });
});
