import { describe, expect, it } from 'vitest';
import { firstOf, shortcutOf, type LineHead } from '../../../src/jobs/choose-head.ts';

const head = (model: string, score: number): LineHead => ({
  model,
  jobId: `${model}-${score}`,
  isGivenBack: false,
  score,
});
const givenBack = (model: string): LineHead => ({ ...head(model, 0), isGivenBack: true });
const warm = (model: string): boolean => model === 'warm';

describe('who is next', () => {
  it('is nobody when nobody waits', () => {
    expect(firstOf([])).toBeUndefined();
  });

  it('is the first of the one line, whatever its model', () => {
    expect(firstOf([head('a', 3), head('b', 1), head('c', 2)])).toEqual(head('b', 1));
  });

  it('is whoever was given back, before all others', () => {
    expect(firstOf([head('a', -1), givenBack('b')])).toEqual(givenBack('b'));
  });
});

describe('a shortcut', () => {
  it('is the next one whose model is in memory, over all that stand before it', () => {
    const heads = [head('warm', 3), head('b', 2), head('c', 1), head('d', 4)];
    expect(shortcutOf(heads, warm)).toEqual({
      head: head('warm', 3),
      passed: [head('c', 1), head('b', 2)],
    });
  });

  it.each([
    ['the first in line has its model in memory', [head('warm', 1), head('b', 2)]],
    ['no model that is asked for is in memory', [head('a', 1), head('b', 2)]],
    ['the first in line was given back', [givenBack('a'), head('warm', 2)]],
    ['nobody waits', []],
  ])('is not there when %s', (_when, heads) => {
    expect(shortcutOf(heads, warm)).toBeUndefined();
  });
});
