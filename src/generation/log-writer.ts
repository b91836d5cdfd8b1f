// Writes one attempt's entries to the token log in small batches.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../log.ts';
import { createOutage } from '../outage.ts';
import { isFault } from '../redis.ts';
import type { LogEntry } from '../token-log/entries.ts';
import type { AppendResult } from '../token-log/append-script.ts';
import type { TokenLog } from '../token-log/token-log.ts';

export interface LogWriterOptions {
  tokenLog: TokenLog;
  askId: string;
  attempt: number;
  /** The log does not take this attempt's entries any more. Called once. */
  onRefused: (result: Exclude<AppendResult, 'appended'>) => void;
  /** Redis will never take what was to be written: nothing more is. Called once. */
  onBroken: (error: unknown) => void;
  /** Ends the trying while Redis takes no writes. */
  signal: AbortSignal;
  log: Logger;
  /** Between two batches. */
  batchMs?: number;
  /** Ms, never set back. */
  now?: () => number;
  sleep?: (ms: number, options: { signal: AbortSignal }) => Promise<void>;
}

export interface LogWriter {
  /** Kept for the next batch; text of one kind that follows itself is joined. */
  write(entry: LogEntry): void;
  /**
   * Resolves when all that was written before stands in the log, or the log will not take it. Rejects on the signal.
   */
  flush(): Promise<void>;
}

const retryMs = 500;

export function createLogWriter({
  tokenLog,
  askId,
  attempt,
  onRefused,
  onBroken,
  signal,
  log,
  batchMs = 50,
  now = () => performance.now(),
  sleep = (ms, options) => delay(ms, undefined, options),
}: LogWriterOptions): LogWriter {
  const outage = createOutage({ of: 'token-log', log });
  const run = randomUUID();
  let batch: LogEntry[] = [];
  let appending: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  let batchNumber = 0;
  /** The first word after a pause goes at once. */
  let nextBatchAt = 0;

  function write(entry: LogEntry): void {
    const joined = join(batch.at(-1), entry);
    if (joined) batch[batch.length - 1] = joined;
    else batch.push(entry);
    timer ??= setTimeout(flushInPassing, nextBatchAt - now());
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    nextBatchAt = now() + batchMs;
    appending = appending.then(appendBatch);
    return appending;
  }

  /** Only the signal can make it fail, and then whoever gave the signal knows. */
  function flushInPassing(): void {
    flush().catch((error: unknown) => log.debug({ err: error, askId }, 'batch-dropped'));
  }

  async function appendBatch(): Promise<void> {
    if (batch.length === 0 || isOver) return;
    const entries = batch;
    batch = [];
    batchNumber += 1;
    const result = await appendPatiently(entries);
    if (result === 'appended') return;
    isOver = true;
    if (result !== 'broken') onRefused(result);
  }

  async function appendPatiently(entries: LogEntry[]): Promise<AppendResult | 'broken'> {
    for (;;) {
      try {
        const result = await tokenLog.append({ askId, attempt, run, batch: batchNumber, entries });
        outage.end();
        return result;
      } catch (error) {
        signal.throwIfAborted();
        if (isFault(error)) {
          onBroken(error);
          return 'broken';
        }
        outage.begin(error);
        await sleep(retryMs, { signal });
      }
    }
  }

  return { write, flush };
}

function join(last: LogEntry | undefined, next: LogEntry): LogEntry | undefined {
  const isText = next.type === 'reasoning-delta' || next.type === 'answer-delta';
  if (!isText || last?.type !== next.type) return undefined;
  return { ...next, text: last.text + next.text, tokens: last.tokens + next.tokens };
}
