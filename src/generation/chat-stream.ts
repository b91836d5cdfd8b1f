// One answer of Ollama as a stream of parts, reasoning and answer told apart. The only caller of /api/chat's tokens.
import type { Ollama } from 'ollama';
import { BotError } from '../errors.ts';
import { isThinkingRefusal, toBotError } from '../models/model-errors.ts';
import { isCloudName } from '../models/model-name.ts';
import { createOllamaClient } from '../models/ollama-client.ts';
import { createAnswerReader, type ChatPart } from './answer-reader.ts';
import { chatChunk, type ChatChunk } from './chat-chunk.ts';
import { answerFields, type AnswerSettings, type ChatMessage } from './prompt.ts';
import {
  createStreamWatchdogs,
  type StreamLimits,
  type StreamWatchdogs,
} from './stream-watchdogs.ts';

export type { ChatPart } from './answer-reader.ts';

export interface StreamChatOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  model: string;
  messages: readonly ChatMessage[];
  settings: AnswerSettings;
  /** Wanted; a model or an old server that refuses it is asked without. */
  think: boolean;
  /** The model is known to reason: text without an opening tag may be reasoning. */
  expectsReasoning: boolean;
  /** Closes the connection to Ollama at once, in every phase. */
  signal: AbortSignal;
  watchdogs: StreamLimits;
  /** Ms, from any origin, never set back. */
  now?: () => number;
}

/**
 * Asks, and yields the answer as it comes, until the model is done or a bound is reached. Whatever happens, the text
 * so far has been yielded before the error, and the connection is closed when the iteration ends: after `finish`, an
 * error, an abort or a `break`.
 *
 * @throws the signal's reason when aborted; else BotError: MODEL_SERVER_UNREACHABLE, MODEL_SERVER_REFUSED,
 * MODEL_SERVER_BUSY, MODEL_SERVER_LOST (the connection broke), MODEL_MISSING, MODEL_LOOPED (also when the stream ended
 * without `done`), MODEL_ERROR (also when a line could not be read), PROMPT_TOO_LONG, CLOUD_MODEL, MODEL_SILENT (no
 * first or next token in time), ANSWER_TIMEOUT
 */
export async function* streamChat(options: StreamChatOptions): AsyncGenerator<ChatPart, void> {
  const {
    host,
    signal,
    model,
    expectsReasoning,
    settings,
    now = () => performance.now(),
  } = options;
  signal.throwIfAborted();
  if (isCloudName(model)) throw new BotError('CLOUD_MODEL', { detail: model });
  const watchdogs = createStreamWatchdogs(options.watchdogs, model);
  const client = createOllamaClient({ host, signal: AbortSignal.any([signal, watchdogs.signal]) });
  const { maxReasoningTokens } = settings;
  const reader = createAnswerReader({ expectsReasoning, maxReasoningTokens, now });
  try {
    for await (const chunk of chunks(client.api, { ...options, watchdogs })) {
      const parts = reader.read(chunk);
      yield* parts;
      if (parts.at(-1)?.type === 'finish') return;
    }
  } catch (error) {
    await client.close();
    yield* reader.breakOff();
    signal.throwIfAborted();
    watchdogs.signal.throwIfAborted();
    throw toBotError(error, { model, stage: reader.hasBegun() ? 'stream' : 'answer' });
  } finally {
    watchdogs.close();
    await client.close();
  }
}

type Asking = Omit<StreamChatOptions, 'watchdogs'> & { watchdogs: StreamWatchdogs };

/** The chunks as they come. ollama-js throws when the stream ends without `done`. */
async function* chunks(api: Ollama, asking: Asking): AsyncGenerator<ChatChunk, void> {
  const { watchdogs } = asking;
  const first = open(api, asking, asking.think).then(async (stream) => {
    const iterator = stream[Symbol.asyncIterator]();
    return { iterator, result: await iterator.next() };
  });
  const { iterator, result } = await watchdogs.watch(first);
  for (let next = result; !next.done; next = await watchdogs.watch(iterator.next())) {
    const chunk = chatChunk.parse(next.value);
    const isRemote = chunk.remote_host !== undefined;
    if (isRemote) throw new BotError('CLOUD_MODEL', { detail: asking.model });
    yield chunk;
  }
}

/**
 * `think` is always sent: what its absence means changed with Ollama 0.12.4. A model without the capability refuses
 * `true`, and before 0.12.5 even `false`.
 */
async function open(api: Ollama, asking: Asking, think: boolean | undefined) {
  const { model, messages, settings } = asking;
  // ollama-js writes into the messages that it sends.
  const copies = messages.map(({ images, ...message }) => ({
    ...message,
    ...(images && { images: [...images] }),
  }));
  const request = { model, messages: copies, ...answerFields(settings) };
  try {
    return await api.chat({ ...request, stream: true, ...(think !== undefined && { think }) });
  } catch (error) {
    if (think === undefined || !isThinkingRefusal(error)) throw error;
    return open(api, asking, think ? false : undefined);
  }
}
