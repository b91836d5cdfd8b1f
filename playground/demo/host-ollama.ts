// Looks for an Ollama that the host already runs, and for the model there that shows the bot best.
import { readOllamaHost, type OllamaHost } from '../../src/models/ollama-host.ts';
import { isCloudName, isSameModel } from '../../src/models/model-name.ts';
import { tagsAnswer, type Tag } from '../../src/models/ollama-answers.ts';
import { UsageError } from './options.ts';

/** `models`: the names of those that answer on that machine; there may be none. */
export type HostOllama =
  | { type: 'found'; url: string; models: readonly string[] }
  | { type: 'silent'; url: string };

export interface HostOllamaOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  /** A server that is there needs a few ms for its list of models. */
  timeoutMs?: number;
}

/** @throws UsageError when the host is no address */
export async function findHostOllama({
  host,
  timeoutMs = 300,
}: HostOllamaOptions): Promise<HostOllama> {
  const { url, headers } = addressOf(host);
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${url}/api/tags`, { headers, signal });
    const tags = tagsAnswer.parse(await response.json()).models ?? [];
    return { type: 'found', url, models: tags.filter(isLocal).map(({ name }) => name) };
  } catch {
    // Whatever it was, there is no Ollama to ask, and the demo says so.
    return { type: 'silent', url };
  }
}

function addressOf(host: string): OllamaHost {
  try {
    return readOllamaHost(host);
  } catch {
    throw new UsageError('OLLAMA_HOST must be an address like 127.0.0.1:11434 or https://gpu-box.');
  }
}

/** The one that is wished for, else any DeepSeek-R1, else the first. */
export function preferModel(models: readonly string[], wish: string): string | undefined {
  return (
    models.find((name) => isSameModel(name, wish) || isSameModel(name, `${wish}:latest`)) ??
    models.find((name) => /(?:^|\/)deepseek-r1/iu.test(name)) ??
    models[0]
  );
}

function isLocal({ name, remote_host: host, remote_model: model }: Tag): boolean {
  return !isCloudName(name) && host === undefined && model === undefined;
}
