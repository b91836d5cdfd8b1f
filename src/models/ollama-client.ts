// One connection to Ollama for one ask (or one load, one look at the catalogue), closed with it.
import { Ollama } from 'ollama';
import { Agent } from 'undici';
import { createOllamaFetch } from './ollama-fetch.ts';
import { readOllamaHost } from './ollama-host.ts';

export interface OllamaClient {
  api: Ollama;
  /** Ends whatever still runs and closes the connection. Safe to call twice. */
  close: () => Promise<void>;
}

export interface OllamaClientOptions {
  /** As in OLLAMA_HOST; `http://user:password@host` is sent as an Authorization header. */
  host: string;
  /** Closes the connection at once, in every phase. */
  signal?: AbortSignal;
  /** Until the connection stands, in ms; there is no limit of time afterwards. */
  connectTimeoutMs?: number;
}

/**
 * A client for one piece of work. Always `close` it in a `finally`: ollama-js cannot cancel before the response
 * headers, which Ollama sends with the first token, and leaves the model running after a `break`. A connection of
 * its own also means that no request ever meets one that the server has just closed.
 */
export function createOllamaClient(options: OllamaClientOptions): OllamaClient {
  const { connectTimeoutMs = 5_000 } = options;
  const { url, headers } = readOllamaHost(options.host);
  const closing = new AbortController();
  // undici would give up on a slow load or a long line after 300 s.
  const agent = new Agent({
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: { timeout: connectTimeoutMs },
  });
  const signal = options.signal
    ? AbortSignal.any([options.signal, closing.signal])
    : closing.signal;
  return {
    api: new Ollama({ host: url, headers, fetch: createOllamaFetch({ agent, signal }) }),
    close: async () => {
      closing.abort();
      await agent.destroy();
    },
  };
}
