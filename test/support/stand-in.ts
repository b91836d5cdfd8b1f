// A stand-in Ollama that ends with its test.
import { onTestFinished } from 'vitest';
import { createStandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type {
  StandInOllama,
  StandInOllamaOptions,
} from '../../playground/stand-in-ollama/stand-in-ollama.ts';

/** As fast as possible and without load time, unless the test says otherwise. */
export async function startStandIn(options: StandInOllamaOptions = {}): Promise<StandInOllama> {
  const standIn = await createStandInOllama(options);
  onTestFinished(() => standIn.close());
  return standIn;
}
