import { describe, expect, it } from 'vitest';
import { figuresOf, median, percentile, type ScreenVersion } from '../../../bench/figures.ts';
import { maxTokens, positionOf, tokenOf } from '../../../bench/screen.ts';

const version = (at: number, position: number, isLoading = false): ScreenVersion => ({
  at,
  position,
  isLoading,
});

/** Asked at 0; a token every 100 ms from 1,000 on, eleven in all. */
const tokenTimes = Array.from({ length: 11 }, (_, index) => 1_000 + 100 * index);
const watch = (...versions: ScreenVersion[]) =>
  figuresOf({ askedAt: 0, tokenTimes, versions: [version(100, 0, true), ...versions] });

describe('a reply', () => {
  it('is stale by the time since the model was where the screen is', () => {
    // 0 to 500 behind, then 0 to 500 behind once more.
    expect(watch(version(1_500, 6), version(2_000, 11)).stalenessMs).toBe(250);
  });

  it('is no less stale for versions that show nothing new', () => {
    expect(watch(version(1_500, 6), version(1_700, 6), version(2_000, 11)).stalenessMs).toBe(250);
  });

  it('is stale by the way there even if every token is shown', () => {
    const late = tokenTimes.map((at, index) => version(at + 50, index + 1));
    expect(watch(...late).stalenessMs).toBeCloseTo(95);
  });

  it('freezes from one new token on the screen to the next', () => {
    const { freezeMs } = watch(version(1_200, 2), version(1_500, 2), version(2_050, 11));
    expect(freezeMs).toBe(850);
  });

  it('freezes until its first token', () => {
    expect(watch(version(1_900, 9), version(2_050, 11)).freezeMs).toBe(900);
  });

  it('ends with its last version', () => {
    expect(watch(version(2_040, 11), version(2_150, 11)).endLagMs).toBe(150);
  });

  it('shows a first state when it is not loading any more, and a first token', () => {
    const figures = watch(version(300, 0), version(1_120, 2), version(2_050, 11));
    expect(figures).toMatchObject({ firstStateMs: 300, firstTokenMs: 120, edits: 3 });
  });

  it('that does not show its last token is no measurement', () => {
    expect(() => watch(version(2_050, 10))).toThrow('without its last token');
  });
});

describe('a percentile', () => {
  it('is a value that was measured', () => {
    expect(percentile([4, 1, 3, 2], 0.5)).toBe(2);
    expect(percentile([4, 1, 3, 2], 0.95)).toBe(4);
    expect(median([3, 1, 2])).toBe(2);
  });
});

describe('a screen', () => {
  it('tells its position by the newest token, wherever that stands', () => {
    const text = `**Thinking** · 2 s\n${tokenOf(41)}${tokenOf(719)}${tokenOf(3)}`;
    expect(positionOf(text)).toBe(720);
  });

  it('without a token is at the start', () => {
    expect(positionOf('> Why?\n**Waiting in line**')).toBe(0);
  });

  it('tells all tokens apart', () => {
    const tokens = Array.from({ length: maxTokens }, (_, index) => tokenOf(index));
    expect(tokens.map(positionOf)).toEqual(tokens.map((_, index) => index + 1));
  });
});
