// Who is next of those at the heads of several lines. Pure. Why so: docs/decisions/0010-next-job.md.

/** The ask that is next in the line of one model. */
export interface LineHead {
  model: string;
  jobId: string;
  /** A shutdown or a kill ended a run of it: it stands before all that have not been taken yet. */
  isGivenBack: boolean;
  /** Comparable over all lines: the lower is the next. */
  score: number;
}

/** Who is next when nothing but the order of the one line counts; undefined when nobody waits. */
export function firstOf(heads: readonly LineHead[]): LineHead | undefined {
  return heads.toSorted(byTurn)[0];
}

/** Who could be answered without a load, where the first could not, and who would be passed over by it. */
export interface Shortcut {
  head: LineHead;
  passed: readonly LineHead[];
}

/** None for an ask that was given back: it was answered in part already. */
export function shortcutOf(
  heads: readonly LineHead[],
  isInMemory: (model: string) => boolean,
): Shortcut | undefined {
  const inTurn = heads.toSorted(byTurn);
  const index = inTurn.findIndex(({ model }) => isInMemory(model));
  const head = inTurn[index];
  if (!head || index === 0 || inTurn[0]?.isGivenBack) return undefined;
  return { head, passed: inTurn.slice(0, index) };
}

function byTurn(one: LineHead, other: LineHead): number {
  return Number(other.isGivenBack) - Number(one.isGivenBack) || one.score - other.score;
}
