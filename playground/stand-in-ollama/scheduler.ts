// Which models are in memory, as Ollama's scheduler decides: a loaded model is used at once and without a bound;
// anything that needs a load waits in one serial line of bounded length (OLLAMA_MAX_QUEUE).
import type { FaultPlan } from './faults.ts';
import { createMemory } from './memory.ts';
import type { Memory } from './memory.ts';
import type { StandInModel } from './models.ts';
import { pause, unlessAborted } from './pause.ts';
import { createRunner } from './runner.ts';
import type { LoadSettings, Runner } from './runner.ts';
import { ServerError, serverBusyMessage } from './server-error.ts';
import { createSlots } from './slots.ts';

export interface ScheduleRequest {
  model: StandInModel;
  settings: LoadSettings;
  keepAliveMs: number;
  /** Aborted when the client leaves: then a load that runs for it is aborted too. */
  signal: AbortSignal;
}

/** A loaded model in use by one request, until `release`. */
export interface Lease {
  loadMs: number;
  runner: Runner;
  release: () => void;
}

export interface Scheduler {
  acquire: (request: ScheduleRequest) => Promise<Lease>;
  memory: Memory;
  /** Loads that ran to their end, were aborted or failed. */
  loads: readonly LoadRecord[];
}

export interface LoadRecord {
  model: string;
  settings: LoadSettings;
  startedAt: number;
  endedAt: number;
  outcome: 'loaded' | 'aborted' | 'failed';
}

export interface SchedulerOptions {
  parallel: number;
  maxQueue: number;
  maxLoadedModels: number;
  loadMs: () => number;
  faults: FaultPlan;
  /** A load has ended. */
  onChange: () => void;
  now: () => number;
}

export function createScheduler(options: SchedulerOptions): Scheduler {
  const { now } = options;
  const memory = createMemory({ maxModels: options.maxLoadedModels, now });
  const loads: LoadRecord[] = [];
  const loadingTurn = createSlots(1);
  let pending = 0;

  const leaseLoaded = (request: ScheduleRequest): Lease | undefined => {
    const runner = memory.find(request.model, request.settings);
    return runner && { runner, loadMs: 0, release: runner.use(request.keepAliveMs) };
  };

  const load = async (request: ScheduleRequest): Promise<Lease> => {
    const { model, settings } = request;
    const startedAt = now();
    const record = (outcome: LoadRecord['outcome']) => {
      loads.push({ model: model.name, settings, startedAt, endedAt: now(), outcome });
      options.onChange();
    };
    try {
      await readIntoMemory(options, request.signal);
    } catch (error) {
      record(error instanceof ServerError ? 'failed' : 'aborted');
      throw error;
    }
    const runner = createRunner({ model, settings, parallel: options.parallel, now });
    memory.add(runner);
    record('loaded');
    return { runner, loadMs: now() - startedAt, release: runner.use(request.keepAliveMs) };
  };

  const loadInTurn = async (request: ScheduleRequest) => {
    const endTurn = await loadingTurn.take(request.signal);
    try {
      const loadedMeanwhile = leaseLoaded(request);
      if (loadedMeanwhile) return loadedMeanwhile;
      await memory.makeRoomFor(request.model, request.signal);
      return await load(request);
    } finally {
      endTurn();
    }
  };

  const acquire = async (request: ScheduleRequest) => {
    const lease = leaseLoaded(request);
    if (lease) return lease;
    if (pending >= options.maxQueue) throw new ServerError(503, serverBusyMessage);
    pending += 1;
    try {
      return await loadInTurn(request);
    } finally {
      pending -= 1;
    }
  };

  return { loads, memory, acquire };
}

async function readIntoMemory(options: SchedulerOptions, signal: AbortSignal): Promise<void> {
  const fault = options.faults.takeLoadFault();
  await pause(options.loadMs(), signal);
  if (fault?.type === 'slow-load') await unlessAborted(fault.until, signal);
  if (fault?.type === 'load-failure') {
    const error = 'llama-server process has terminated: cudaMalloc failed: out of memory';
    throw new ServerError(500, fault.error ?? error);
  }
}
