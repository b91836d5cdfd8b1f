// The log: JSON lines with event-style messages and numbers in fields. What must never reach a line (prompts, answers,
// tokens, passwords) is held back here, whatever the caller passes.
import { pino, type DestinationStream, type Logger, type LoggerOptions } from 'pino';

export type { Logger };

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export type LogLevel = (typeof logLevels)[number];

export interface LogOptions {
  level: LogLevel;
  /** Where the lines go; standard output by default. */
  destination?: DestinationStream;
}

/** Deeper cause chains than this are cut: they are loops. */
const maxCauses = 8;

/** Fields of an error that hold no text of people. Everything else is left out: discord.js keeps whole messages there. */
const plainErrorFields: ReadonlySet<string> = new Set([
  'code',
  'detail',
  'status',
  'status_code',
  'method',
  'url',
  'syscall',
]);

/** Patterns over a finished line, so that nothing gets around them: messages, stacks, URLs, bindings. */
const secrets: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  // A 15-minute key to write as the bot: https://discord.com/developers/docs/interactions/receiving-and-responding
  [/(webhooks|interactions)(\/|%2F)(\d+)\2[^\s"\\/?#]+/gi, '$1$2$3$2[redacted]'],
  // A bot token: application id, time and signature, each in base64url.
  [/[\w-]{20,40}\.[\w-]{5,8}\.[\w-]{25,}/g, '[redacted]'],
  [/(:\/\/)[^\s"\\/@]+@/g, '$1[redacted]@'],
  [/"(token|authorization|password|secret)":"(?:[^"\\]|\\.)*"/gi, '"$1":"[redacted]"'],
  [/(\\+")(token|authorization|password|secret)\1:\s*\1[^"\\]*/gi, '$1$2$1:$1[redacted]'],
  // JSON.parse quotes what it could not read, which may be an answer.
  [/"(?:[^"\\]|\\.)*is not valid JSON(?:[^"\\]|\\.)*"/g, '"[a text] is not valid JSON"'],
];

/** Creates the process's logger; parts get `child` loggers of it. */
export function createLogger({ level, destination }: LogOptions): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: describeErrors },
    // Described already; pino's own would describe the description.
    serializers: { err: (described: unknown) => described },
    hooks: { streamWrite: redact },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function redact(line: string): string {
  return secrets.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

function describeErrors(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? describeError(value, 0) : value,
    ]),
  );
}

function describeError(error: Error, depth: number): Record<string, unknown> {
  const plain = Object.entries(error).filter(
    ([key, value]) => plainErrorFields.has(key) && typeof value !== 'object',
  );
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...Object.fromEntries(plain),
    ...describeCause(error.cause, depth + 1),
  };
}

function describeCause(cause: unknown, depth: number): Record<string, unknown> {
  if (!(cause instanceof Error) || depth > maxCauses) return {};
  return { cause: describeError(cause, depth) };
}
