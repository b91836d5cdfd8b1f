// The role `worker`: answers asks beside an Ollama. Holds no secret of Discord.
import { createGeneration } from '../generation/generation.ts';
import type { Foundation } from './foundation.ts';

export function openWorker(foundation: Foundation): void {
  const generation = createGeneration(foundation);
  foundation.closing.add(generation.close);
}
