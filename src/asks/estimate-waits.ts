// How long each ask in the line waits for its turn. Pure arithmetic on what is known now.
import { isSameModel } from '../models/model-name.ts';
import type { Pace } from '../models/pace.ts';

/** An ask that a worker has. Times in ms. */
export interface RunningAsk {
  model: string;
  progress: { type: 'starting' } | { type: 'loading' | 'answering'; elapsedMs: number };
}

/** What one worker can answer. */
export interface WorkerState {
  /** How many asks it runs at once. */
  slots: number;
  models: readonly string[];
  /** Those of them that need no loading. */
  inMemory: readonly string[];
}

export interface LineState {
  running: readonly RunningAsk[];
  /** The models of the waiting asks, the next one first. */
  waiting: readonly string[];
  workers: readonly WorkerState[];
  paceOf: (model: string) => Pace;
}

/**
 * Ms until the turn of each waiting ask; undefined where no worker has its model. Nobody waits for less than who stands
 * before with the same model.
 */
export function estimateWaits({
  running,
  waiting,
  workers,
  paceOf,
}: LineState): (number | undefined)[] {
  const timetables = workers.map(createTimetable);

  const timetableFor = (model: string): Timetable | undefined =>
    timetables
      .filter(({ answers }) => answers(model))
      .toSorted((one, other) => compareFor(model, { one, other }))[0];

  /** Which worker has it is not known: one that may have. */
  function occupy({ model, progress }: RunningAsk): void {
    const timetable = timetableFor(model);
    if (!timetable) return;
    const pace = paceOf(model);
    if (progress.type === 'starting') return void timetable.take(wholeMs(timetable, model));
    timetable.load(model);
    const leftMs =
      progress.type === 'loading'
        ? pace.loadLeftMs(progress.elapsedMs) + pace.answerLeftMs(0)
        : pace.answerLeftMs(progress.elapsedMs);
    timetable.take(leftMs);
  }

  /** From the turn to the end. */
  function wholeMs(timetable: Timetable, model: string): number {
    const loadMs = timetable.load(model) ? paceOf(model).loadLeftMs(0) : 0;
    return loadMs + paceOf(model).answerLeftMs(0);
  }

  for (const ask of running) occupy(ask);
  return waiting.map((model) => {
    const timetable = timetableFor(model);
    return timetable?.take(wholeMs(timetable, model));
  });
}

/** When one worker's slots are free, and what it then has in memory. */
interface Timetable {
  answers(model: string): boolean;
  hasInMemory(model: string): boolean;
  /** When a slot is free. */
  freeAt(): number;
  /** Gives the time at which the turn of an ask comes that takes so long. */
  take(takesMs: number): number;
  /** False when the model is in memory already. */
  load(model: string): boolean;
}

function createTimetable({ slots, models, inMemory }: WorkerState): Timetable {
  const free = Array.from({ length: Math.max(1, slots) }, () => 0);
  let memory = new Set(inMemory);
  const freeAt = (): number => Math.min(...free);
  return {
    answers: (model) => models.some((name) => isSameModel(name, model)),
    hasInMemory: (model) => memory.has(model),
    freeAt,
    take: (takesMs) => {
      const at = freeAt();
      free[free.indexOf(at)] = at + takesMs;
      return at;
    },
    // Models that are in memory together fit; another one is taken to need the room of them all.
    load: (model) => {
      const isNew = !memory.has(model);
      if (isNew) memory = new Set([model]);
      return isNew;
    },
  };
}

/** The worker that is free first; of several that one that needs not load. */
function compareFor(model: string, { one, other }: Record<'one' | 'other', Timetable>): number {
  return (
    one.freeAt() - other.freeAt() ||
    Number(other.hasInMemory(model)) - Number(one.hasInMemory(model))
  );
}
