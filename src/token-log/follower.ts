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
}

export interface Follower {
  /** Hands over every entry of the stream `key`, from its first, in order, until the signal. */
  follow(key: string, listener: (entries: StoredEntry[]) => void, signal: AbortSignal): void;
  /** Safe to call twice. */
  close(): void;
}

interface Subscription {
  key: string;
  cursor: string;
  listener: (entries: StoredEntry[]) => void;
}

/** Short of the silence after which redis.ts takes a connection for dead; it costs nothing at this pace. */
const maxBlockMs = 5_000;
const pauseAfterErrorMs = 250;
/** So that a killed process leaves no key for long. */
const wakeKeySeconds = 3_600;

export function createFollower({ reader, writer, wakeKey, log }: FollowerOptions): Follower {
  const subscriptions = new Set<Subscription>();
  let wakeCursor = '0';
  let isClosed = false;
  let isReading = false;

  function follow(
    key: string,
    listener: (entries: StoredEntry[]) => void,
    signal: AbortSignal,
  ): void {
    if (signal.aborted || isClosed) return;
    const subscription: Subscription = { key, cursor: '0', listener };
    subscriptions.add(subscription);
    signal.addEventListener('abort', () => subscriptions.delete(subscription), { once: true });
    if (!isReading) void readUntilClosed();
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
    isReading = true;
    while (!isClosed) {
      try {
        await readOnce();
        await sleep(restMs(subscriptions.size));
      } catch (error) {
        if (isClosed) return;
        log.debug({ err: error }, 'token-log-read-failed');
        await sleep(pauseAfterErrorMs);
      }
    }
  }

  async function readOnce(): Promise<void> {
    const followers = groupByKey(subscriptions);
    const keys = [wakeKey, ...followers.keys()];
    const cursors = [wakeCursor, ...[...followers.values()].map(earliestCursor)];
    const answer = await reader.xread('BLOCK', maxBlockMs, 'STREAMS', ...keys, ...cursors);
    for (const [key, entries] of (answer ?? []) as [string, StreamEntry[]][]) {
      if (key === wakeKey) wakeCursor = entries.at(-1)?.[0] ?? wakeCursor;
      // Those who came during the read stand before its beginning.
      for (const follower of followers.get(key) ?? []) {
        if (subscriptions.has(follower)) hand(entries, follower);
      }
    }
  }

  /** Several followers of one log may stand at different cursors: each gets what comes after its own. */
  function hand(entries: StreamEntry[], subscription: Subscription): void {
    const fresh = entries.filter(([id]) => isAfter(id, subscription.cursor));
    subscription.cursor = fresh.at(-1)?.[0] ?? subscription.cursor;
    if (fresh.length > 0) subscription.listener(fresh.map(fromStream));
  }

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    subscriptions.clear();
    // A read is not waited for: between two tries to connect ioredis drops it without a word.
    reader.disconnect();
    // Nor this: it is lost with the connection, and then the expiry does it.
    writer.del(wakeKey).catch((error: unknown) => log.debug({ err: error }, 'wake-key-left'));
  }

  return { follow, close };
}

/**
 * Between two reads, so that one read brings what many logs got meanwhile: at 500 busy logs 20 ms halve the CPU
 * (measured: 21 % without, 9 % with). A few logs need none, and are seen at once.
 */
function restMs(logs: number): number {
  return Math.min(20, logs / 25);
}

function groupByKey(subscriptions: Iterable<Subscription>): Map<string, Subscription[]> {
  const groups = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const group = groups.get(subscription.key);
    if (group) group.push(subscription);
    else groups.set(subscription.key, [subscription]);
  }
  return groups;
}

function earliestCursor(subscriptions: readonly Subscription[]): string {
  return subscriptions
    .map(({ cursor }) => cursor)
    .reduce((earliest, cursor) => (isAfter(earliest, cursor) ? cursor : earliest));
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
