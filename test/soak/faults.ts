// Carries out the planned faults, and remembers what was broken when.
import { setTimeout as sleep } from 'node:timers/promises';
import type { BreakPart } from './break-parts.ts';
import { partOf, type FaultKind, type Part } from './fault-sorts.ts';
import type { PlannedFault } from './plan.ts';

/** Epoch ms. */
export interface FaultRecord {
  kind: FaultKind;
  from: number;
  /** Infinity while it lasts. */
  to: number;
}

export interface Faults {
  readonly records: readonly FaultRecord[];
  /** Resolves when all that was broken is mended. */
  carryOut(plan: readonly PlannedFault[]): Promise<void>;
}

export function createFaults(breakParts: Record<FaultKind, BreakPart>): Faults {
  const records: FaultRecord[] = [];
  const turns = new Map<Part, Promise<void>>();

  async function suffer({ kind, lastsMs }: PlannedFault): Promise<void> {
    const record: FaultRecord = { kind, from: Date.now(), to: Number.POSITIVE_INFINITY };
    records.push(record);
    await breakParts[kind](lastsMs);
    record.to = Date.now();
  }

  return {
    records,
    carryOut: async (plan) => {
      const startedAt = performance.now();
      for (const fault of plan) {
        await sleep(Math.max(0, fault.atMs - (performance.now() - startedAt)));
        const part = partOf(fault.kind);
        const turn = turns.get(part) ?? Promise.resolve();
        turns.set(
          part,
          turn.then(() => suffer(fault)),
        );
      }
      await Promise.all(turns.values());
    },
  };
}
