import { describe, expect, it } from 'vitest';
import { estimateNextWait, type NextWaitState } from '../../../src/asks/estimate-next-wait.ts';
import type { Pace } from '../../../src/models/pace.ts';

const pace: Pace = {
  loadLeftMs: (elapsedMs) => 20_000 - elapsedMs,
  answerLeftMs: (elapsedMs) => 60_000 - elapsedMs,
};

/** Waiting asks of these askers, a minute apart. */
function stateOf(
  askerIds: readonly (string | undefined)[],
  given: Partial<NextWaitState> = {},
): NextWaitState {
  return {
    askerId: 'ann',
    running: [{ model: 'r1', progress: { type: 'answering', elapsedMs: 20_000 } }],
    waiting: askerIds.map((askerId, index) => ({
      askerId,
      model: 'r1',
      waitMs: 40_000 + index * 60_000,
    })),
    slots: 1,
    paceOf: () => pace,
    ...given,
  };
}

describe('who asks now', () => {
  it('has a turn at once while a worker is free', () => {
    expect(estimateNextWait(stateOf([], { running: [] }))).toBe(0);
    expect(estimateNextWait(stateOf([], { slots: 2 }))).toBe(0);
  });

  it('waits for what runs to end', () => {
    expect(estimateNextWait(stateOf([]))).toBe(40_000);
    const running = [{ model: 'r1', progress: { type: 'loading', elapsedMs: 5_000 } }] as const;
    expect(estimateNextWait(stateOf([], { running }))).toBe(75_000);
  });

  it('stands behind the first question of everybody, and before their second', () => {
    expect(estimateNextWait(stateOf(['bob', 'cid', 'bob', 'bob']))).toBe(40_000 + 2 * 60_000);
  });

  it('stands behind as many of everybody as wait of the own', () => {
    const askers = ['ann', 'bob', 'bob', 'bob'];
    expect(estimateNextWait(stateOf(askers))).toBe(40_000 + 3 * 60_000);
  });

  it('stands behind the last where nobody has a second question', () => {
    expect(estimateNextWait(stateOf(['bob', undefined, undefined]))).toBe(40_000 + 3 * 60_000);
  });

  it('has no turn where nothing answers', () => {
    expect(estimateNextWait(stateOf(['bob'], { slots: 0 }))).toBeUndefined();
  });
});
