// Every error code of the bot, and the one class that carries them. The words for a user stand in locales/.

/** Stable codes: they are stored in token logs and shown in logs, so they are never renamed. */
export const errorCodes = [
  'ANSWER_TIMEOUT',
  'CHANNEL_NOT_ALLOWED',
  'CLOUD_MODEL',
  'DAY_LIMIT_REACHED',
  'FILES_TOO_LARGE',
  'FILES_TOO_MANY',
  'FILES_TOO_SLOW',
  'FILE_NOT_TEXT',
  'FILE_TOO_LARGE',
  'FILE_UNREACHABLE',
  'FILE_UNSUPPORTED',
  'FORGET_UNAVAILABLE',
  'INTERNAL',
  'LINE_UNAVAILABLE',
  'MEMBER_BLOCKED',
  'MODEL_DENIED',
  'MODEL_ERROR',
  'MODEL_HOST_REFUSED',
  'MODEL_IN_USE',
  'MODEL_IS_DEFAULT',
  'MODEL_LOAD_FAILED',
  'MODEL_LOAD_TIMEOUT',
  'MODEL_LOOPED',
  'MODEL_MISSING',
  'MODEL_NAME_INVALID',
  'MODEL_SERVER_BUSY',
  'MODEL_SERVER_GONE',
  'MODEL_SERVER_LOST',
  'MODEL_SERVER_REFUSED',
  'MODEL_SERVER_UNREACHABLE',
  'MODEL_SILENT',
  'MODERATOR_ONLY',
  'OPERATOR_ONLY',
  'PAUSE_UNAVAILABLE',
  'PICTURES_UNSUPPORTED',
  'PLACE_GONE',
  'PROMPT_EMPTY',
  'PROMPT_TOO_LONG',
  'PULL_DAMAGED',
  'PULL_DENIED',
  'PULL_FAILED',
  'PULL_NEEDS_UPDATE',
  'PULL_NO_SPACE',
  'PULL_UNKNOWN',
  'PULL_UNREACHABLE',
  'QUESTION_GONE',
  'QUESTION_TOO_LONG',
  'QUEUE_FULL',
  'QUEUE_UNAVAILABLE',
  'REPLY_REFUSED',
  'ROLE_MISSING',
  'SERVER_ONLY',
  'SETTINGS_UNAVAILABLE',
  'SUBJECT_EMPTY',
  'TASKS_UNAVAILABLE',
  'TOO_MANY_ATTEMPTS',
  'TOO_MANY_WAITING',
  'WORKER_UNKNOWN',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/**
 * A failure with a code that has words for the user. Thrown where nobody nearby can act on it; caught only at the
 * edges (an interaction, a job, the process). `detail` is a model name, a number or the like: never text that people wrote.
 */
export class BotError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;

  constructor(code: ErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(code, { cause: options.cause });
    this.name = 'BotError';
    this.code = code;
    this.detail = options.detail;
  }
}

/** The work with one code for whatever makes it fail: it tells what cannot be done, and the cause why. */
export async function failingWith<T>(code: ErrorCode, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    throw new BotError(code, { cause });
  }
}
