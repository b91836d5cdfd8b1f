// One blocked reader for all the logs that a process follows.
import type { Redis } from 'ioredis';
import type { Logger } from '../log.ts';
import type { StoredEntry } from './entries.ts';
import { fromStream, type StreamEntry } from './stored-entry.ts';

export interface FollowerOptions {
  /** For this reader alone: it blocks. */
  reader: Redis;
  /** For waking the reader. */
  writer: Redis;
  /** A stream of this process alone, written to make a blocked reader look at its list of logs again. */
  wakeKey: string;
  log: Logger;
  /** Rest between two reads: at 500 busy logs 20 ms halve the CPU (facts/bullmq.md, 12). */
  restMs?: number;
}

export interface Follower {
  /** Hands over every entry of the stream `key`, from its first, in order, until the signal. */
  follow(key: string, listener: (entries: StoredEntry[]) => void, signal: AbortSignal): void;
  close(): Promise<void>;
}

interface Subscription {
  key: string;
  cursor: string;
  listener: (entries: StoredEntry[]) => void;
}

/** A reader that never blocks longer notices a dead connection soon, and costs nothing at this pace. */
const maxBlockMs = 5_000;
const pauseAfterErrorMs = 250;
/** So that a killed process leaves no key for long. */
const wakeKeySeconds = 3_600;

export function createFollower({
  reader,
  writer,
  wakeKey,
  log,
  restMs = 20,
}: FollowerOptions): Follower {
  const subscriptions = new Set<Subscription>();
  let wakeCursor = '0';
  let isClosed = false;
  let loop: Promise<void> | undefined;

  function follow(
    key: string,
    listener: (entries: StoredEntry[]) => void,
    signal: AbortSignal,
  ): void {
    const subscription: Subscription = { key, cursor: '0', listener };
    subscriptions.add(subscription);
    signal.addEventListener('abort', () => subscriptions.delete(subscription), { once: true });
    loop ??= readUntilClosed();
    wake();
  }

  function wake(): void {
    writer
      .multi()
      .xadd(wakeKey, 'MAXLEN', 1, '*', 'wake', '1')
      .expire(wakeKey, wakeKeySeconds)
      .exec()
      .catch((error: unknown) => log.debug({ err: error }, 'token-log-wake-failed'));
  }

  async function readUntilClosed(): Promise<void> {
    while (!isClosed) {
      try {
        await readOnce();
        await sleep(restMs);
      } catch (error) {
        if (isClosed) return;
        log.debug({ err: error }, 'token-log-read-failed');
        await sleep(pauseAfterErrorMs);
      }
    }
  }

  async function readOnce(): Promise<void> {
    const targets = [...subscriptions];
    const keys = [wakeKey, ...targets.map(({ key }) => key)];
    const cursors = [wakeCursor, ...targets.map(({ cursor }) => cursor)];
    const answer = await reader.xread('BLOCK', maxBlockMs, 'STREAMS', ...keys, ...cursors);
    for (const [key, entries] of (answer ?? []) as [string, StreamEntry[]][]) {
      const newest = entries.at(-1)?.[0];
      if (newest === undefined) continue;
      if (key === wakeKey) wakeCursor = newest;
      else
        dispatch(
          targets.filter((target) => target.key === key && subscriptions.has(target)),
          entries,
          newest,
        );
    }
  }

  /** Two followers of one log may stand at different cursors: each gets what comes after its own. */
  function dispatch(targets: Subscription[], entries: StreamEntry[], newest: string): void {
    for (const target of targets) {
      const fresh = entries.filter(([id]) => isAfter(id, target.cursor));
      target.cursor = newest;
      if (fresh.length > 0) target.listener(fresh.map(fromStream));
    }
  }

  async function close(): Promise<void> {
    isClosed = true;
    subscriptions.clear();
    reader.disconnect();
    await loop;
    if (writer.status === 'ready') await writer.del(wakeKey);
  }

  let closing: Promise<void> | undefined;
  return { follow, close: () => (closing ??= close()) };
}

/** Stream ids are `<ms>-<sequence>`. */
function isAfter(id: string, cursor: string): boolean {
  const [ms = 0, sequence = 0] = id.split('-').map(Number);
  const [cursorMs = 0, cursorSequence = 0] = cursor.split('-').map(Number);
  return ms > cursorMs || (ms === cursorMs && sequence > cursorSequence);
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
