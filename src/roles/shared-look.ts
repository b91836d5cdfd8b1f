// One look for all who want to know the same at about the same time.

export interface SharedLookOptions<T> {
  look: () => Promise<T>;
  /** How old an answer may be. A look that takes longer is shared until it has ended. */
  keepMs: number;
}

export function createSharedLook<T>({ look, keepMs }: SharedLookOptions<T>): () => Promise<T> {
  let latest: { at: number; answer: Promise<T>; isPending: boolean } | undefined;

  function begin(): Promise<T> {
    const begun = { at: performance.now(), answer: look(), isPending: true };
    const end = (): void => {
      begun.isPending = false;
    };
    begun.answer.then(end, end);
    latest = begun;
    return begun.answer;
  }

  return () => {
    const isFresh = latest && (latest.isPending || performance.now() - latest.at < keepMs);
    return latest && isFresh ? latest.answer : begin();
  };
}
