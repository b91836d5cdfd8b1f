import { describe, expect, it } from 'vitest';
import { afterRest, restOfLine } from '../../../src/gpu/line-rest.ts';
import type { Pause } from '../../../src/gpu/pause.ts';
import type { Rest } from '../../../src/gpu/rest.ts';

const pause: Pause = { at: 0, until: 1_000, reason: 'gaming' };
const quiet = (until: number): Rest => ({ cause: 'quiet-hours', until });

describe('the rest of the line', () => {
  it('is none while some worker takes asks', () => {
    expect(restOfLine({ pause: undefined, rests: [] })).toBeUndefined();
    expect(restOfLine({ pause: undefined, rests: [undefined] })).toBeUndefined();
    expect(restOfLine({ pause: undefined, rests: [quiet(1), undefined] })).toBeUndefined();
  });

  it('is the pause from the moment at which it stands, also without a worker', () => {
    const rest = { cause: 'pause', until: 1_000, reason: 'gaming' };
    expect(restOfLine({ pause, rests: [undefined] })).toEqual(rest);
    expect(restOfLine({ pause, rests: [] })).toEqual(rest);
  });

  it('is over with the pause, even if workers have not noticed yet', () => {
    const stale: Rest = { cause: 'pause', until: 1_000 };
    expect(restOfLine({ pause: undefined, rests: [stale] })).toBeUndefined();
  });

  it('ends when the first worker is through with its quiet hours', () => {
    expect(restOfLine({ pause: undefined, rests: [quiet(900), quiet(700)] })).toEqual(quiet(700));
  });

  it('goes on after the pause as long as every worker rests on', () => {
    expect(restOfLine({ pause, rests: [quiet(3_000), quiet(2_000)] })).toMatchObject({
      cause: 'pause',
      until: 2_000,
    });
    expect(restOfLine({ pause, rests: [quiet(3_000), undefined] })).toMatchObject({ until: 1_000 });
    expect(restOfLine({ pause, rests: [quiet(500)] })).toMatchObject({ until: 1_000 });
  });

  it('has no end where the pause has none', () => {
    const { until: _, ...endless } = pause;
    expect(restOfLine({ pause: endless, rests: [quiet(500)] })).toEqual({
      cause: 'pause',
      reason: 'gaming',
    });
  });
});

describe('an estimated wait', () => {
  it('begins when the rest is over', () => {
    expect(afterRest(500, { rest: undefined, now: 100 })).toBe(500);
    expect(afterRest(500, { rest: quiet(1_000), now: 100 })).toBe(1_400);
    expect(afterRest(500, { rest: quiet(1_000), now: 2_000 })).toBe(500);
  });

  it('is not known where nobody knows when the rest is over', () => {
    expect(afterRest(500, { rest: { cause: 'pause' }, now: 0 })).toBeUndefined();
  });
});
