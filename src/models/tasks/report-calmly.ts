// Writes what changes often at most twice a second: what is newest, one write at a time.
import { setTimeout as delay } from 'node:timers/promises';

export interface CalmReports<T> {
  put(value: T): void;
  /** Resolves when the newest is written: at once, without a rest before it. */
  close(): Promise<void>;
}

const restMs = 500;

/** A write that fails is dropped, too: the next one tells more. */
export function reportCalmly<T>(
  write: (value: T) => Promise<unknown>,
  sleep: (ms: number, signal: AbortSignal) => Promise<unknown> = (ms, signal) =>
    delay(ms, undefined, { signal }),
): CalmReports<T> {
  const closing = new AbortController();
  let newest: { value: T } | undefined;
  let writing: Promise<void> | undefined;

  async function writeAll(): Promise<void> {
    while (newest) {
      const { value } = newest;
      newest = undefined;
      await write(value).catch(() => undefined);
      await sleep(restMs, closing.signal).catch(() => undefined);
    }
  }

  return {
    put: (value) => {
      newest = { value };
      writing ??= writeAll().finally(() => {
        writing = undefined;
      });
    },
    close: async () => {
      closing.abort();
      await writing;
    },
  };
}
