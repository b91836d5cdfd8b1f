// One soak: the plan is carried out, everything is mended, all asks come to their end, and then it is judged.
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { createAsking } from './asking.ts';
import { createBreakParts } from './break-parts.ts';
import { isQuiet, readEvidence } from './evidence.ts';
import { createFaults } from './faults.ts';
import { judge, type Judgement } from './judge.ts';
import { createMemoryWatch, type MemoryUse } from './memory-watch.ts';
import type { Plan } from './plan.ts';
import { idsOf } from './soak-ask.ts';
import { openStage, type ProcessName, type Stage } from './stage.ts';

export interface SoakResult extends Judgement {
  memory: ReadonlyMap<string, MemoryUse>;
  /** From the last fault and question until all had ended. */
  drainMs: number;
}

export interface SoakOptions {
  plan: Plan;
  /** Ends it early; everything is closed all the same. */
  signal: AbortSignal;
}

/** Taken over, out of every back-off, and through the rest of the line. */
const drainLimitMs = 240_000;
const lookMs = 500;
/** A late write over an ending would come within so long. */
const aftermathMs = 2_000;

export async function runSoak({ plan, signal }: SoakOptions): Promise<SoakResult> {
  const stage = await openStage();
  const redis = new Redis(stage.redis.url, { maxRetriesPerRequest: null });
  // It goes and comes back, as planned.
  redis.on('error', () => undefined);
  const memory = createMemoryWatch(() => pidsOf(stage));
  try {
    signal.throwIfAborted();
    const asking = await createAsking(stage.discord);
    const faults = createFaults(createBreakParts(stage));
    const work = Promise.all([asking.carryOut(plan.asks), faults.carryOut(plan.faults)]);
    await Promise.race([work, aborted(signal)]);
    const drain = await waitForEnds(redis, signal);
    memory.close();
    const badEnds = await stopBots(stage);
    const { asks } = asking;
    const evidence = await readEvidence(redis, asks.flatMap(idsOf));
    const judged = judge({ stage, asks, faults, evidence });
    const problems = [...drain.problems, ...badEnds, ...judged.problems];
    return { ...judged, problems, memory: memory.uses, drainMs: drain.ms };
  } finally {
    memory.close();
    redis.disconnect();
    await stage.close();
  }
}

const processNames: readonly ProcessName[] = ['bot', 'worker-1', 'worker-2', 'ollama'];

function pidsOf({ processes, redis }: Stage): Record<string, number | undefined> {
  const own = processNames.map((name) => [name, processes[name].pid()] as const);
  return Object.fromEntries<number | undefined>([...own, ['redis', redis.pid]]);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

async function waitForEnds(
  redis: Redis,
  signal: AbortSignal,
): Promise<{ ms: number; problems: string[] }> {
  const startedAt = performance.now();
  const passed = () => Math.round(performance.now() - startedAt);
  /** Also when it is looked at again: what was asked last may have been on its way. */
  const isOver = async (): Promise<boolean> => {
    if (!(await isQuiet(redis))) return false;
    await sleep(aftermathMs, undefined, { signal });
    return isQuiet(redis);
  };
  while (!(await isOver())) {
    if (passed() > drainLimitMs) {
      return { ms: passed(), problems: [`not all had ended after ${drainLimitMs / 1_000} s`] };
    }
    await sleep(lookMs, undefined, { signal });
  }
  return { ms: passed(), problems: [] };
}

/** Cleanly, as a host would. */
async function stopBots({ processes }: Stage): Promise<string[]> {
  const ends = processNames
    .filter((name) => name !== 'ollama')
    .map(async (name) => ({ name, code: await processes[name].end('SIGTERM') }));
  return (await Promise.all(ends)).flatMap(({ name, code }) =>
    code === 0 ? [] : [`${name} did not stop cleanly: ${code}`],
  );
}
