import { expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { isThinkingRefusal, toBotError } from '../../../src/models/model-errors.ts';

/** As ollama-js throws it; its class is not exported. */
function refusal(status: number, message: string): Error {
  return Object.assign(new Error(message), { name: 'ResponseError', status_code: status });
}

const failedFetch = (code: string) => new TypeError('fetch failed', { cause: { code } });
const codeOf = (error: unknown, stage: 'load' | 'answer' | 'stream' = 'answer') =>
  toBotError(error, { model: 'deepseek-r1:8b', stage }).code;

it.each([
  [404, "model 'x' not found", 'MODEL_MISSING'],
  [404, '404 page not found', 'MODEL_SERVER_UNREACHABLE'],
  [503, 'server busy, please try again.  maximum pending requests exceeded', 'MODEL_SERVER_BUSY'],
  [429, 'too many requests', 'MODEL_SERVER_BUSY'],
  [401, 'unauthorized', 'MODEL_SERVER_REFUSED'],
  [403, 'not an answer of Ollama (status 403)', 'MODEL_SERVER_REFUSED'],
  [407, 'not an answer of Ollama (status 407)', 'MODEL_SERVER_REFUSED'],
  [502, 'bad gateway', 'MODEL_SERVER_UNREACHABLE'],
  [403, 'ollama cloud is disabled: remote model is unavailable', 'CLOUD_MODEL'],
  [400, 'the input length exceeds the context length', 'PROMPT_TOO_LONG'],
  [400, 'the prompt is longer than the context length currently available', 'PROMPT_TOO_LONG'],
  [400, 'option "num_ctx" must be of type integer', 'MODEL_ERROR'],
  [500, 'llama-server process has terminated', 'MODEL_ERROR'],
  [500, 'prediction aborted, token repeat limit reached', 'MODEL_LOOPED'],
])('reads status %i with %j as %s', (status, message, code) => {
  expect(codeOf(refusal(status, message))).toBe(code);
});

it('reads an end without `done` as that of a loop, if there was an answer at all', () => {
  const ended = new Error('Did not receive done or success response in stream.');
  expect(codeOf(ended, 'stream')).toBe('MODEL_LOOPED');
  expect(codeOf(ended, 'answer')).toBe('MODEL_SERVER_LOST');
});

it('reads an error in the stream by what it says', () => {
  const loop = new Error('prediction aborted, token repeat limit reached');
  expect(codeOf(loop, 'stream')).toBe('MODEL_LOOPED');
  expect(codeOf(new Error('model runner has unexpectedly stopped'), 'stream')).toBe('MODEL_ERROR');
});

it('reads any other refusal of a load as a failed load', () => {
  expect(codeOf(refusal(500, 'cudaMalloc failed: out of memory'), 'load')).toBe(
    'MODEL_LOAD_FAILED',
  );
});

it.each([
  ['ECONNREFUSED', 'MODEL_SERVER_UNREACHABLE'],
  ['ENOTFOUND', 'MODEL_SERVER_UNREACHABLE'],
  ['UND_ERR_CONNECT_TIMEOUT', 'MODEL_SERVER_UNREACHABLE'],
  ['CERT_HAS_EXPIRED', 'MODEL_SERVER_UNREACHABLE'],
  ['UND_ERR_SOCKET', 'MODEL_SERVER_LOST'],
  ['ECONNRESET', 'MODEL_SERVER_LOST'],
])('reads a fetch that failed by %s as %s', (networkCode, code) => {
  expect(codeOf(failedFetch(networkCode))).toBe(code);
});

it('does not blame the server for a fault of the program', () => {
  expect(codeOf(new TypeError('x is not a function'))).toBe('INTERNAL');
});

it('keeps the model and the cause, and a BotError as it is', () => {
  const cause = refusal(404, "model 'x' not found");
  const error = toBotError(cause, { model: 'x:1b', stage: 'answer' });
  expect(error).toMatchObject({ detail: 'x:1b', cause });
  expect(toBotError(error, { model: 'y', stage: 'load' })).toBe(error);
  expect(error).toBeInstanceOf(BotError);
});

it('knows the refusal of think', () => {
  expect(isThinkingRefusal(refusal(400, '"llama3.2" does not support thinking'))).toBe(true);
  expect(isThinkingRefusal(refusal(400, '"llama3.2" does not support tools'))).toBe(false);
  expect(isThinkingRefusal(new Error('does not support thinking'))).toBe(false);
});
