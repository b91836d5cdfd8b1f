// Between log entries and the fields of a Redis stream.
import type { LogEntry, StoredEntry } from './entries.ts';

/** What Redis returns for one stream entry. */
export type StreamEntry = [id: string, fields: string[]];

/** `[type, body]`, as the append script takes them. */
export function toFields({ type, ...body }: LogEntry): [string, string] {
  return [type, JSON.stringify(body)];
}

/** The log is written by our own script only, so its entries are trusted to have their shape. */
export function fromStream([id, fields]: StreamEntry): StoredEntry {
  const [, type, , , , body = '{}'] = fields;
  const at = Number(id.slice(0, id.indexOf('-')));
  return { ...JSON.parse(body), type, at } as StoredEntry;
}
