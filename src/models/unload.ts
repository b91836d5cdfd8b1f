// Takes models out of an Ollama's memory, so that its host has the card for something else.
import { isSameModel } from './model-name.ts';
import { processesAnswer } from './ollama-answers.ts';
import { createOllamaClient } from './ollama-client.ts';

export interface UnloadModelsOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  /** This one alone; all without it. */
  model?: string;
  signal: AbortSignal;
  /** For all of it, in ms: Ollama answers at once, and unloads what is in use when its answers are done. */
  timeoutMs?: number;
}

/** Resolves to the names of those that were in memory. @throws what ollama-js throws, or the signal's reason */
export async function unloadModels({
  host,
  model: wanted,
  signal,
  timeoutMs = 10_000,
}: UnloadModelsOptions): Promise<string[]> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const client = createOllamaClient({ host, signal: limit });
  try {
    const { models } = processesAnswer.parse(await client.api.ps());
    const names = (models ?? [])
      .map(({ name }) => name)
      .filter((name) => wanted === undefined || isSameModel(name, wanted));
    // A chat without messages that is to be kept for no time: docs/faq of Ollama.
    const unload = (model: string) =>
      client.api.chat({ model, messages: [], stream: false, keep_alive: 0 });
    await Promise.all(names.map(unload));
    return names;
  } finally {
    await client.close();
  }
}
