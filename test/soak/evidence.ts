// What Redis holds when a soak is over.
import type { Redis } from 'ioredis';
import { recordKeyOf } from '../../src/asks/store-ask.ts';
import { logKeyOf } from '../../src/token-log/log-key.ts';
import { fromStream } from '../../src/token-log/stored-entry.ts';
import type { StoredEntry } from '../../src/token-log/entries.ts';
import { prefix } from './stage.ts';

export interface KeptKey {
  name: string;
  /** -1: for ever. */
  ttlSeconds: number;
}

/** An ask as Redis knows it. */
export interface KeptAsk {
  /** `withdrawn`: it was taken back before it was told that it was taken. */
  record: 'none' | 'withdrawn' | 'stored';
  entries: readonly StoredEntry[];
}

export interface Evidence {
  keys: readonly KeptKey[];
  ask(askId: string): KeptAsk;
}

const nothing: KeptAsk = { record: 'none', entries: [] };

export async function readEvidence(redis: Redis, askIds: readonly string[]): Promise<Evidence> {
  const asks = new Map<string, KeptAsk>();
  for (const askId of askIds) asks.set(askId, await readAsk(redis, askId));
  const names = await redis.keys('*');
  const keys = await Promise.all(
    names.toSorted().map(async (name) => ({ name, ttlSeconds: await redis.ttl(name) })),
  );
  return { keys, ask: (askId) => asks.get(askId) ?? nothing };
}

async function readAsk(redis: Redis, askId: string): Promise<KeptAsk> {
  const record = await redis.get(recordKeyOf(prefix, askId));
  const entries = await redis.xrange(logKeyOf(prefix, askId), '-', '+');
  return { record: stateOf(record), entries: entries.map(fromStream) };
}

function stateOf(record: string | null): KeptAsk['record'] {
  if (record === null) return 'none';
  return record === '' ? 'withdrawn' : 'stored';
}

/** Nothing waits, runs or is shown any more. */
export async function isQuiet(redis: Redis): Promise<boolean> {
  const names = await redis.keys(`${prefix}:*`);
  return !names.some((name) => isUnfinished(name));
}

const unfinished =
  /^[^:]+:(?:asks:open|(?:generate|deliver)[^:]*:(?:wait|active|delayed|prioritized|ask-.+))$/;

export function isUnfinished(key: string): boolean {
  return unfinished.test(key);
}
