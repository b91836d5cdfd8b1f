// What one reply was like to watch, from its versions and the moments of the model's tokens. Pure.
// The definitions stand in bench/README.md.

/** One version of a reply. Times are epoch ms of one process. */
export interface ScreenVersion {
  at: number;
  /** Tokens that the model had sent when it had sent the newest one that is shown; 0 when none is. */
  position: number;
  /** Discord's own "is thinking". */
  isLoading: boolean;
}

export interface Observation {
  askedAt: number;
  tokenTimes: readonly number[];
  /** The last one is final. */
  versions: readonly ScreenVersion[];
}

export interface ReplyFigures {
  firstStateMs: number;
  firstTokenMs: number;
  stalenessMs: number;
  freezeMs: number;
  endLagMs: number;
  edits: number;
}

/** @throws Error when the reply does not show every token in the end */
export function figuresOf({ askedAt, tokenTimes, versions }: Observation): ReplyFigures {
  const firstTokenAt = tokenTimes[0] ?? Number.NaN;
  const lastTokenAt = tokenTimes.at(-1) ?? Number.NaN;
  const final = versions.at(-1);
  if (final?.position !== tokenTimes.length)
    throw new Error('a reply ended without its last token');
  const firstState = versions.find(({ isLoading }) => !isLoading);
  const growth = versions.filter(({ position }, i) => position > (versions[i - 1]?.position ?? 0));
  return {
    firstStateMs: (firstState?.at ?? Number.NaN) - askedAt,
    firstTokenMs: (growth[0]?.at ?? Number.NaN) - firstTokenAt,
    stalenessMs: stalenessOf(growth, tokenTimes),
    freezeMs: longestGap([firstTokenAt, ...growth.map(({ at }) => at)]),
    endLagMs: final.at - lastTokenAt,
    edits: versions.filter(({ isLoading }) => !isLoading).length,
  };
}

/** The mean, over the time in which tokens flow, of the time since the model was where the screen is. */
function stalenessOf(growth: readonly ScreenVersion[], tokenTimes: readonly number[]): number {
  const from = tokenTimes[0] ?? Number.NaN;
  const until = tokenTimes.at(-1) ?? Number.NaN;
  const steps = [{ at: from, position: 1 }, ...growth.filter(({ at }) => at < until)];
  const area = steps.reduce((sum, { at, position }, index) => {
    const modelAt = tokenTimes[position - 1] ?? Number.NaN;
    const stands = { from: at - modelAt, until: (steps[index + 1]?.at ?? until) - modelAt };
    return sum + (stands.until ** 2 - stands.from ** 2) / 2;
  }, 0);
  return area / (until - from);
}

function longestGap(moments: readonly number[]): number {
  return Math.max(...moments.slice(1).map((moment, index) => moment - (moments[index] ?? moment)));
}

/** The value that a share of all values does not exceed (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

export interface Spread {
  p50: number;
  p95: number;
}

export function spreadOf(values: readonly number[]): Spread {
  return { p50: median(values), p95: percentile(values, 0.95) };
}

/** The spread of the middle one of several runs, for each figure apart. */
export function middleSpread(runs: readonly (readonly number[])[]): Spread {
  const spreads = runs.map(spreadOf);
  return {
    p50: median(spreads.map(({ p50 }) => p50)),
    p95: median(spreads.map(({ p95 }) => p95)),
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
