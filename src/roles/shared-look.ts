// One look for all who want to know the same at about the same time.

export interface SharedLookOptions<T> {
  look: () => Promise<T>;
  /** How old an answer may be. */
  keepMs: number;
}

export function createSharedLook<T>({ look, keepMs }: SharedLookOptions<T>): () => Promise<T> {
  let latest: { at: number; answer: Promise<T> } | undefined;
  return () => {
    const at = performance.now();
    if (!latest || at - latest.at >= keepMs) latest = { at, answer: look() };
    return latest.answer;
  };
}
