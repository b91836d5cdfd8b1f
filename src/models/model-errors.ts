// What a failed call to Ollama means for the ask: the one place that reads Ollama's and ollama-js's errors.
import { z } from 'zod';
import { BotError, type ErrorCode } from '../errors.ts';

export interface FailedCall {
  model: string;
  /** `load`: a preload. `answer`: a question, before its first token. `stream`: after it. */
  stage: 'load' | 'answer' | 'stream';
}

// ollama-js 0.6.4 does not export its error class.
const responseError = z.object({
  name: z.literal('ResponseError'),
  message: z.string(),
  status_code: z.number(),
});

type Refusal = z.infer<typeof responseError>;

const networkError = z.object({ cause: z.object({ code: z.string() }) });

/**
 * How ollama-js says that a stream ended with neither `done` nor `error`: up to 0.32 Ollama ends an answer so when its
 * model repeats one token over and over (llm/llama_server.go).
 */
const endedWithoutDone = 'Did not receive done or success response in stream.';
/** How undici says that there was no response, or no whole one: TypeErrors with a cause. */
const networkMessages = new Set(['fetch failed', 'terminated']);
/** The connection stood, and broke. */
const brokenConnectionCodes = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);
/** How later versions say that (ollama/ollama#18374). */
const repeatLimit = /\btoken repeat limit\b/u;
const promptTooLong = /(?:longer than|exceeds) the context length/u;

/** The error as a BotError whose cause is the original. Not for aborts: those are the caller's own. */
export function toBotError(error: unknown, call: FailedCall): BotError {
  if (error instanceof BotError) return error;
  return new BotError(codeOf(error, call), { detail: call.model, cause: error });
}

/** The server answered, and refused: not a matter of the network. */
export function isRefusal(error: unknown): boolean {
  return responseError.safeParse(error).success;
}

/** The server answered that it has no such model. */
export function isMissing(error: unknown): boolean {
  const refusal = responseError.safeParse(error);
  return refusal.success && isUnknownModel(refusal.data);
}

/** `think` was sent for a model that cannot (or to a server that refuses even `false`). */
export function isThinkingRefusal(error: unknown): boolean {
  const refusal = responseError.safeParse(error);
  return (
    refusal.success &&
    refusal.data.status_code === 400 &&
    refusal.data.message.includes('does not support thinking')
  );
}

function codeOf(error: unknown, call: FailedCall): ErrorCode {
  const refusal = responseError.safeParse(error);
  if (refusal.success) return codeOfRefusal(refusal.data, call);
  if (!(error instanceof Error)) return 'INTERNAL';
  if (error instanceof TypeError) return codeOfNetworkError(error);
  if (error.message === endedWithoutDone) return codeOfEarlyEnd(call);
  return repeatLimit.test(error.message) ? 'MODEL_LOOPED' : 'MODEL_ERROR';
}

function codeOfEarlyEnd({ stage }: FailedCall): ErrorCode {
  return stage === 'stream' ? 'MODEL_LOOPED' : 'MODEL_SERVER_LOST';
}

/** Something else that listens on this port would also say 404. */
function isUnknownModel({ status_code: status, message }: Refusal): boolean {
  return status === 404 && /^model .*not found/u.test(message);
}

function codeOfRefusal(refusal: Refusal, { stage }: FailedCall): ErrorCode {
  const { status_code: status, message } = refusal;
  if (isUnknownModel(refusal)) return 'MODEL_MISSING';
  if (repeatLimit.test(message)) return 'MODEL_LOOPED';
  if (promptTooLong.test(message)) return 'PROMPT_TOO_LONG';
  if (/\b(?:cloud|remote model)\b/u.test(message)) return 'CLOUD_MODEL';
  switch (status) {
    case 429:
    case 503:
      return 'MODEL_SERVER_BUSY';
    case 401:
    case 403:
    case 407:
      return 'MODEL_SERVER_REFUSED';
    case 404:
    case 502:
    case 504:
      return 'MODEL_SERVER_UNREACHABLE';
    default:
      return stage === 'load' ? 'MODEL_LOAD_FAILED' : 'MODEL_ERROR';
  }
}

function codeOfNetworkError(error: TypeError): ErrorCode {
  if (!networkMessages.has(error.message)) return 'INTERNAL';
  const known = networkError.safeParse(error);
  const isBroken = known.success && brokenConnectionCodes.has(known.data.cause.code);
  return isBroken ? 'MODEL_SERVER_LOST' : 'MODEL_SERVER_UNREACHABLE';
}
