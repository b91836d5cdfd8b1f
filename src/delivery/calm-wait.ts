// Keeps an estimate still while it changes by little: a reader should not see it waver, and each change is an edit.
import { roundWait, waitStepMs } from '../rendering/wait-words.ts';

export interface Wait {
  /** 1 is next. */
  place: number;
  waitMs: number;
}

/** What is to be told of a wait, given what was told before. A new place is shown anyway, so the wait with it is new. */
export type CalmWait = (wait: Wait) => number;

/** Half of a step away is where rounding alone would tell another. */
const nearSteps = 0.6;
const holdMs = 10_000;

/** `now`: ms, never set back. */
export function createCalmWait({ now = () => performance.now() } = {}): CalmWait {
  let told: (Wait & { at: number }) | undefined;
  return ({ place, waitMs }) => {
    const isKept =
      told?.place === place && (now() - told.at < holdMs || isNearly(told.waitMs, waitMs));
    if (!told || !isKept) told = { place, waitMs: roundWait(waitMs), at: now() };
    return told.waitMs;
  };
}

function isNearly(toldMs: number, waitMs: number): boolean {
  const stepMs = waitStepMs(waitMs);
  const meantMs = toldMs === 0 ? stepMs / 2 : toldMs;
  return Math.abs(waitMs - meantMs) <= stepMs * nearSteps;
}
