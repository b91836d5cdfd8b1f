// The record of every ask's output: generation appends, delivery follows, whoever stops an ask ends it.
import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import { redisNow, secondsADay } from '../redis.ts';
import { defineAppend, type AppendResult } from './append-script.ts';
import { defineClear } from './clear-script.ts';
import { isTerminal, type LogEntry, type StoredEntry, type TerminalEntry } from './entries.ts';
import { createFollower } from './follower.ts';
import { logKeyOf } from './log-key.ts';
import { fromStream, toFields } from './stored-entry.ts';
import { applyEntry, emptyTranscript, type Transcript } from './transcript.ts';

export interface TokenLogOptions {
  /** For commands. */
  redis: Redis;
  /** For blocking reads, this log's alone; it is closed with the log. */
  reader: Redis;
  prefix: string;
  retentionDays: number;
  log: Logger;
}

export interface LogWrite {
  askId: string;
  /** That of the job, from 1. It starts with an `attempt-start` entry. */
  attempt: number;
  /** Tells two runs of one attempt apart: after a loss of data the job may count its attempts anew. */
  run: string;
  /** Counts the writes of the run, from 1: one that is repeated is written once. */
  batch: number;
  entries: LogEntry[];
}

export interface TokenLog {
  /** Appends all entries, or none. */
  append(write: LogWrite): Promise<AppendResult>;
  /** Ends the ask from outside its worker, which notices by following the log. The first terminal entry wins. */
  end(askId: string, entry: TerminalEntry): Promise<AppendResult>;
  /** Empties the log unless it holds a terminal entry: its ask begins anew. */
  clear(askId: string): Promise<void>;
  /** Hands over all entries from the first on, in order, as they come, until the signal. */
  follow(askId: string, listener: (entries: StoredEntry[]) => void, signal: AbortSignal): void;
  isEmpty(askId: string): Promise<boolean>;
  /** Whether it holds a terminal entry, without reading it all. */
  hasEnded(askId: string): Promise<boolean>;
  /** What the log gives at this moment; undefined when there is none (any more). */
  read(askId: string): Promise<Transcript | undefined>;
  /** Epoch ms on the clock of the entries' times. */
  now(): Promise<number>;
  close(): Promise<void>;
}

/** A writer that is not the worker. */
const outsider = { attempt: 0, run: '', batch: 0 };

export function createTokenLog({
  redis,
  reader,
  prefix,
  retentionDays,
  log,
}: TokenLogOptions): TokenLog {
  defineAppend(redis);
  defineClear(redis);
  const keyOf = (askId: string): string => logKeyOf(prefix, askId);
  const follower = createFollower({
    reader,
    writer: redis,
    wakeKey: `${prefix}:log:wake:${randomUUID()}`,
    log,
  });

  const append: TokenLog['append'] = ({ askId, attempt, run, batch, entries }) =>
    redis.appendToTokenLog(
      keyOf(askId),
      attempt,
      batch,
      run,
      retentionDays * secondsADay,
      ...entries.flatMap(toFields),
    );

  return {
    append,
    end: (askId, entry) => append({ askId, ...outsider, entries: [entry] }),
    clear: async (askId) => {
      await redis.clearTokenLog(keyOf(askId));
    },
    follow: (askId, listener, signal) => follower.follow(keyOf(askId), listener, signal),
    isEmpty: async (askId) => (await redis.exists(keyOf(askId))) === 0,
    hasEnded: async (askId) => {
      // Nothing is appended after a terminal entry.
      const [last] = await redis.xrevrange(keyOf(askId), '+', '-', 'COUNT', 1);
      return last !== undefined && isTerminal(fromStream(last));
    },
    read: async (askId) => {
      const entries = await redis.xrange(keyOf(askId), '-', '+');
      if (entries.length === 0) return undefined;
      return entries.map(fromStream).reduce(applyEntry, emptyTranscript);
    },
    now: () => redisNow(redis),
    close: () => Promise.resolve(follower.close()),
  };
}
