// Makes an Ollama forget a model.
import { BotError } from '../../errors.ts';
import { isMissing, toBotError } from '../model-errors.ts';
import { createOllamaClient } from '../ollama-client.ts';

export interface RemoveModelOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  model: string;
  signal: AbortSignal;
  timeoutMs?: number;
}

/** Resolves also when the model was not there. @throws BotError, or the signal's reason */
export async function removeModel({
  host,
  model,
  signal,
  timeoutMs = 60_000,
}: RemoveModelOptions): Promise<void> {
  const timeout = AbortSignal.timeout(timeoutMs);
  const client = createOllamaClient({ host, signal: AbortSignal.any([signal, timeout]) });
  try {
    await client.api.delete({ model });
  } catch (error) {
    signal.throwIfAborted();
    if (isMissing(error)) return;
    if (timeout.aborted) throw new BotError('MODEL_SERVER_UNREACHABLE', { cause: error });
    throw toBotError(error, { model, stage: 'answer' });
  } finally {
    await client.close();
  }
}
