// Keeps the log of an app under test, to be looked at when the test is over.
import { createLogger, type Logger } from '../../src/log.ts';

export interface LogLine {
  level: string;
  msg?: string;
}

export interface LogLines {
  logger: Logger;
  /** Takes a line of another process. */
  write(line: string): void;
  lines: readonly LogLine[];
  /** The messages of all lines of level error and above, each once. */
  errors(): string[];
  count(message: string): number;
}

export function createLogLines(): LogLines {
  const lines: LogLine[] = [];
  const write = (line: string): void => {
    lines.push(JSON.parse(line) as LogLine);
  };
  const isError = ({ level }: LogLine): boolean => level === 'error' || level === 'fatal';
  return {
    write,
    logger: createLogger({ level: 'debug', destination: { write } }),
    lines,
    errors: () => [...new Set(lines.filter(isError).map(({ msg = '' }) => msg))],
    count: (message) => lines.filter(({ msg }) => msg === message).length,
  };
}
