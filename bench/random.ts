// Chance that is the same each time.

/** From 0 to 1 (neither of them), the same for a seed: the generator of Park and Miller. */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
