// How long an ask stood still after the end of a process that was at it.
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import type { StoredEntry } from '../../src/token-log/entries.ts';
import type { FaultRecord } from './faults.ts';

/** What was written before the end may be seen a little after it. */
const underWayMs = 300;

/** Worker gone → the next attempt has begun. */
export function workerTakeOvers(
  records: readonly FaultRecord[],
  logs: readonly (readonly StoredEntry[])[],
): number[] {
  return records
    .filter(({ kind }) => /^(?:kill|freeze)-worker/.test(kind))
    .flatMap(({ from }) => logs.flatMap((entries) => standstillAfter(from, entries)));
}

function standstillAfter(from: number, entries: readonly StoredEntry[]): number[] {
  const next = entries.find(({ at }) => at > from + underWayMs);
  const before = entries.filter(({ at }) => at <= from + underWayMs);
  const isOurs = before.length > 0 && next?.type === 'attempt-start';
  // Given back before: then it waited in the line.
  return isOurs && before.at(-1)?.type !== 'attempt-end' ? [next.at - from] : [];
}

/** Bot killed → the next change of any reply. */
export function botTakeOvers(
  records: readonly FaultRecord[],
  messages: readonly LocalMessage[],
): number[] {
  const times = messages.flatMap(({ versions }) => versions.slice(1).map(({ at }) => at));
  return records
    .filter(({ kind }) => kind === 'kill-bot')
    .flatMap(({ from }) => {
      const next = Math.min(...times.filter((at) => at > from + underWayMs));
      return Number.isFinite(next) ? [next - from] : [];
    });
}
