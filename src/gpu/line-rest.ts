// Whether the whole line stands still, and until when. Pure: from the pause and what the workers publish.
import { restOfPause, type Pause } from './pause.ts';
import type { Rest } from './rest.ts';

export interface LineRestOptions {
  pause: Pause | undefined;
  /** Of every worker that is connected; undefined: it takes asks. */
  rests: readonly (Rest | undefined)[];
}

/**
 * Undefined while some worker takes asks. What the pause says counts at once, what workers say of it only while it
 * lasts: they notice both some moments later.
 */
export function restOfLine({ pause, rests }: LineRestOptions): Rest | undefined {
  if (pause)
    return withUntil(restOfPause(pause), firstEnd(rests.map((rest) => later(pause, rest))));
  const quiet = rests.filter((rest) => rest?.cause === 'quiet-hours');
  if (quiet.length === 0 || quiet.length < rests.length) return undefined;
  return withUntil({ cause: 'quiet-hours' }, firstEnd(quiet.map((rest) => rest?.until)));
}

/** A worker may rest on after the pause. */
function later(pause: Pause, rest: Rest | undefined): number | undefined {
  if (pause.until === undefined || !rest) return pause.until;
  return rest.until === undefined ? pause.until : Math.max(pause.until, rest.until);
}

/** When the first worker takes asks again. */
function firstEnd(ends: readonly (number | undefined)[]): number | undefined {
  const known = ends.filter((end) => end !== undefined);
  return known.length === 0 ? undefined : Math.min(...known);
}

function withUntil(rest: Rest, until: number | undefined): Rest {
  return until === undefined ? rest : { ...rest, until };
}

/** An estimated wait in ms, counted from the end of the rest; undefined when nobody knows when that is. */
export function afterRest(
  waitMs: number | undefined,
  { rest, now }: { rest: Rest | undefined; now: number },
): number | undefined {
  if (!rest || waitMs === undefined) return waitMs;
  return rest.until === undefined ? undefined : waitMs + Math.max(0, rest.until - now);
}
