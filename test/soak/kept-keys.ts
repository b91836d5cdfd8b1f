// What may be left in Redis when all asks have ended: what expires in time, and a few keys that are no ask's.
import { isUnfinished, type KeptKey } from './evidence.ts';

const daySeconds = 86_400;
/** The bot's own default. */
const retentionSeconds = 7 * daySeconds;
/** What the last runs of a model took: figures, of nobody. */
const runsSeconds = 30 * daySeconds;

/** They have no expiry, and do not grow with the asks. Those of `generate` queues, one for each model, have one. */
const infrastructure: readonly (readonly [pattern: RegExp, why: string])[] = [
  [/^[^:]+:deliver:meta$/, "a queue's own settings, by BullMQ"],
  [/^[^:]+:deliver:events$/, 'the last events of a queue, cut by BullMQ'],
  [/^[^:]+:deliver:id$/, "a queue's counter, by BullMQ"],
  [/^[^:]+:deliver:pc$/, "a queue's counter of priorities, by BullMQ"],
  [/^[^:]+:deliver:marker$/, 'wakes the workers of a queue, by BullMQ'],
  [/^[^:]+:workers$/, 'the index of workers, cleared of those that are gone'],
];

/** One sentence for each key that should not be there. */
export function findLeftKeys(keys: readonly KeptKey[]): string[] {
  return keys.flatMap(({ name, ttlSeconds }) => {
    if (isUnfinished(name)) return [`${name} is still there: something has not ended`];
    if (ttlSeconds === -1) {
      const isKnown = infrastructure.some(([pattern]) => pattern.test(name));
      return isKnown ? [] : [`${name} stays for ever`];
    }
    const mostSeconds = /^[^:]+:generate-runs:/.test(name) ? runsSeconds : 2 * retentionSeconds;
    return ttlSeconds <= mostSeconds ? [] : [`${name} stays for ${ttlSeconds} s`];
  });
}
