// What can break in a soak: which part, and for how long.

export type Part = 'bot' | 'worker-1' | 'worker-2' | 'redis' | 'ollama' | 'discord' | 'gateway';

export type FaultKind =
  | `kill-${Exclude<Part, 'discord' | 'gateway'>}`
  | `stop-${Exclude<Part, 'discord' | 'gateway' | 'ollama'>}`
  | `freeze-${'worker-1' | 'worker-2'}`
  | 'cut-redis'
  | 'cut-ollama'
  | 'cut-gateway'
  | 'end-session'
  | 'repeat-event'
  | 'discord-fails'
  | 'discord-limits'
  | 'discord-hangs'
  | 'discord-drops-answers'
  | 'discord-is-away';

export interface FaultSort {
  kind: FaultKind;
  /** Two faults of one part come one after the other. */
  part: Part;
  leastMs: number;
  mostMs: number;
}

/** A worker that goes for so long has left; one that is frozen for so long has lost its jobs. */
const leaveMs = 20_000;
const freezeMs = 15_000;

export const faultSorts: readonly [FaultSort, ...FaultSort[]] = [
  { kind: 'kill-bot', part: 'bot', leastMs: 0, mostMs: 5_000 },
  { kind: 'kill-worker-1', part: 'worker-1', leastMs: 0, mostMs: 5_000 },
  { kind: 'kill-worker-2', part: 'worker-2', leastMs: 0, mostMs: 5_000 },
  { kind: 'kill-redis', part: 'redis', leastMs: 0, mostMs: 5_000 },
  { kind: 'kill-ollama', part: 'ollama', leastMs: 0, mostMs: 5_000 },
  { kind: 'stop-bot', part: 'bot', leastMs: 0, mostMs: 5_000 },
  { kind: 'stop-worker-1', part: 'worker-1', leastMs: 0, mostMs: 5_000 },
  { kind: 'stop-worker-2', part: 'worker-2', leastMs: 0, mostMs: leaveMs },
  { kind: 'stop-redis', part: 'redis', leastMs: 0, mostMs: 5_000 },
  { kind: 'freeze-worker-1', part: 'worker-1', leastMs: freezeMs, mostMs: freezeMs },
  { kind: 'freeze-worker-2', part: 'worker-2', leastMs: freezeMs, mostMs: freezeMs },
  { kind: 'cut-redis', part: 'redis', leastMs: 0, mostMs: 0 },
  { kind: 'cut-ollama', part: 'ollama', leastMs: 0, mostMs: 0 },
  { kind: 'cut-gateway', part: 'gateway', leastMs: 0, mostMs: 0 },
  { kind: 'end-session', part: 'gateway', leastMs: 0, mostMs: 0 },
  { kind: 'repeat-event', part: 'gateway', leastMs: 0, mostMs: 0 },
  { kind: 'discord-fails', part: 'discord', leastMs: 500, mostMs: 6_000 },
  { kind: 'discord-limits', part: 'discord', leastMs: 500, mostMs: 6_000 },
  { kind: 'discord-hangs', part: 'discord', leastMs: 500, mostMs: 6_000 },
  { kind: 'discord-drops-answers', part: 'discord', leastMs: 500, mostMs: 4_000 },
  { kind: 'discord-is-away', part: 'discord', leastMs: 500, mostMs: 5_000 },
];

export function partOf(kind: FaultKind): Part {
  const sort = faultSorts.find((one) => one.kind === kind);
  if (!sort) throw new Error(`no such fault: ${kind}`);
  return sort.part;
}
