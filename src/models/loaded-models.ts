// What an Ollama has in memory at this moment.
import { processesAnswer } from './ollama-answers.ts';
import { createOllamaClient } from './ollama-client.ts';

export interface LoadedModelsOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  /** In ms. The answer needs no model, and whoever asks would rather not know than wait. */
  timeoutMs?: number;
}

/** Names, also of models that are being loaded. Rejects when Ollama does not answer in time. */
export async function listLoadedModels({
  host,
  timeoutMs = 500,
}: LoadedModelsOptions): Promise<string[]> {
  const client = createOllamaClient({ host, signal: AbortSignal.timeout(timeoutMs) });
  try {
    const { models } = processesAnswer.parse(await client.api.ps());
    return (models ?? []).map(({ name }) => name);
  } finally {
    await client.close();
  }
}
