// How long each ask in the line waits for its turn. Pure arithmetic on what is known now.
import type { Pace } from '../models/pace.ts';

/** An ask that a worker has. Times in ms. */
export interface RunningAsk {
  model: string;
  progress: { type: 'starting' } | { type: 'loading' | 'answering'; elapsedMs: number };
}

export interface LineState {
  running: readonly RunningAsk[];
  /** The models of the waiting asks, the next one first. */
  waiting: readonly string[];
  /** How many asks all workers together run at once; at least one. */
  slots: number;
  /** Models that need no loading. */
  inMemory: Iterable<string>;
  paceOf: (model: string) => Pace;
}

/** Ms until the turn of each waiting ask. More ahead is never sooner. */
export function estimateWaits({ running, waiting, slots, inMemory, paceOf }: LineState): number[] {
  const memory = guessMemory(inMemory);
  const turns = createTurns(slots);

  /** From the turn to the end. */
  function wholeMs(model: string): number {
    const loadMs = memory.take(model) ? 0 : paceOf(model).loadLeftMs(0);
    return loadMs + paceOf(model).answerLeftMs(0);
  }

  function leftMs({ model, progress }: RunningAsk): number {
    if (progress.type === 'starting') return wholeMs(model);
    memory.take(model);
    const pace = paceOf(model);
    return progress.type === 'loading'
      ? pace.loadLeftMs(progress.elapsedMs) + pace.answerLeftMs(0)
      : pace.answerLeftMs(progress.elapsedMs);
  }

  for (const ask of running) turns.take(leftMs(ask));
  return waiting.map((model) => turns.take(wholeMs(model)));
}

/** The asks in their order, each in the slot that is free first. */
function createTurns(slots: number) {
  const freeAt = Array.from({ length: Math.max(1, slots) }, () => 0);
  return {
    /** Gives the time at which the ask's turn comes. */
    take: (takesMs: number): number => {
      const at = Math.min(...freeAt);
      freeAt[freeAt.indexOf(at)] = at + takesMs;
      return at;
    },
  };
}

/** Models that are in memory together fit; another one is taken to need the room of them all. */
function guessMemory(inMemory: Iterable<string>) {
  let models = new Set(inMemory);
  return {
    /** False when the model has to be loaded first. */
    take: (model: string): boolean => {
      const isThere = models.has(model);
      if (!isThere) models = new Set([model]);
      return isThere;
    },
  };
}
