// The role `worker`: answers asks beside an Ollama. Holds no secret of Discord.
import { createGeneration } from '../generation/generation.ts';
import type { Foundation } from './foundation.ts';

/** A hand-back takes milliseconds, and one round to Redis for each job. */
const handBackLimitMs = 2_000;

export function openWorker(foundation: Foundation): void {
  const generation = createGeneration(foundation);
  foundation.closing.add(generation.close, { limitMs: handBackLimitMs });
}
