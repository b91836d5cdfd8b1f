// Makes Ollama read a model into memory: a chat without messages, answered when the model is loaded.
import type { MemorySettings } from './memory-settings.ts';
import { memoryFields } from './memory-settings.ts';
import { createOllamaClient } from './ollama-client.ts';

export interface PreloadOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  model: string;
  memory: MemorySettings;
  /** Closes the connection, and with it the load. */
  signal: AbortSignal;
}

/** Resolves when the model is loaded; at once when it was. There is no limit of time. @throws what ollama-js throws */
export async function preload({ host, model, memory, signal }: PreloadOptions): Promise<void> {
  const client = createOllamaClient({ host, signal });
  try {
    await client.api.chat({ model, messages: [], stream: false, ...memoryFields(memory) });
  } finally {
    await client.close();
  }
}
