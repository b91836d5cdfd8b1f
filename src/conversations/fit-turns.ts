// Which turns of a conversation a model can be told. Pure.

export interface Fitted<T> {
  /** The newest that fit, in order; always the last. */
  turns: readonly T[];
  dropped: readonly T[];
}

export interface FitTurnsOptions<T> {
  /** The last is the one to answer. */
  turns: readonly T[];
  weightOf: (turn: T) => number;
  /** Of all that are sent. */
  maxWeight: number;
}

/** A conversation is cut at one place: nothing stands in it whose beginning the model does not know. */
export function fitTurns<T>({ turns, weightOf, maxWeight }: FitTurnsOptions<T>): Fitted<T> {
  let first = Math.max(0, turns.length - 1);
  let weight = turns.slice(first).reduce((sum, turn) => sum + weightOf(turn), 0);
  for (const turn of turns.slice(0, first).toReversed()) {
    weight += weightOf(turn);
    if (weight > maxWeight) break;
    first -= 1;
  }
  return { turns: turns.slice(first), dropped: turns.slice(0, first) };
}
