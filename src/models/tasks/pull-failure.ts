// What went wrong with a pull, by Ollama's words: it answers 200 and says in the stream what its downloads met.
import { BotError, type ErrorCode } from '../../errors.ts';
import { toBotError } from '../model-errors.ts';

export interface PullFailure {
  error: BotError;
  /** Trying again may help: something on the way is out of order. */
  isPassing: boolean;
}

/** Ollama's server/images.go and server/download.go, and what the operating system says through them. */
const lasting: readonly [RegExp, ErrorCode][] = [
  [/no space left|not enough space|disk quota/iu, 'PULL_NO_SPACE'],
  [/digest mismatch/iu, 'PULL_DAMAGED'],
  [/requires a newer version/iu, 'PULL_NEEDS_UPDATE'],
  [/file does not exist|not found|manifest unknown/iu, 'PULL_UNKNOWN'],
  [/unauthorized|access denied|forbidden|\b40[13]\b/iu, 'PULL_DENIED'],
];

const passing =
  /max retries exceeded|dial tcp|lookup|no such host|timeout|timed out|connection|EOF|TLS|network|\b(?:429|50\d)\b/iu;

const passingCodes: ReadonlySet<ErrorCode> = new Set([
  'MODEL_SERVER_BUSY',
  'MODEL_SERVER_LOST',
  'MODEL_SERVER_UNREACHABLE',
]);

export function readPullFailure(error: unknown, model: string): PullFailure {
  const told = error instanceof Error ? error.message : '';
  const known = lasting.find(([words]) => words.test(told));
  if (known) return { error: failure(known[1], { model, error }), isPassing: false };
  const general = toBotError(error, { model, stage: 'answer' });
  if (passingCodes.has(general.code)) return { error: general, isPassing: true };
  if (passing.test(told)) {
    return { error: failure('PULL_UNREACHABLE', { model, error }), isPassing: true };
  }
  const isServers = general.code === 'MODEL_SERVER_REFUSED';
  return {
    error: isServers ? general : failure('PULL_FAILED', { model, error }),
    isPassing: false,
  };
}

function failure(code: ErrorCode, { model, error }: { model: string; error: unknown }): BotError {
  return new BotError(code, { detail: model, cause: error });
}
