// The fetch under ollama-js: it can be cancelled at any time, waits as long as a model needs, and shows ollama-js
// only answers that it can read without printing them to the console.
import { fetch, Response, type Agent } from 'undici';
import { createLineFilter } from './line-filter.ts';

export interface OllamaFetchOptions {
  agent: Agent;
  /** Closes the connection in every phase, also before the response headers. */
  signal: AbortSignal;
}

export function createOllamaFetch(options: OllamaFetchOptions): typeof globalThis.fetch {
  return async (url, init = {}) => {
    const signal = init.signal ? AbortSignal.any([init.signal, options.signal]) : options.signal;
    const response = await fetch(url, { ...init, signal, dispatcher: options.agent });
    if (!isReadable(response)) return await refusalOf(response);
    if (!isStream(response)) return response;
    const lines = response.body?.pipeThrough(createLineFilter());
    return new Response(lines, { status: response.status, headers: response.headers });
  };
}

const typeOf = (response: Response) => response.headers.get('content-type') ?? '';

/** An answer may be empty (a deletion's is); a refusal must be JSON. */
function isReadable(response: Response): boolean {
  const type = typeOf(response);
  return response.ok ? type === '' || type.includes('json') : type.includes('application/json');
}

function isStream(response: Response): boolean {
  return typeOf(response).includes('ndjson');
}

/** Not Ollama's own answer (a proxy's page, say): its status stays, its text goes nowhere. */
async function refusalOf(response: Response): Promise<Response> {
  await response.body?.cancel();
  const status = response.ok ? 502 : response.status;
  return Response.json(
    { error: `not an answer of Ollama (status ${response.status})` },
    { status },
  );
}
