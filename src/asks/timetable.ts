// What one worker is taken to do from now on: when its slots are free, what it has in memory, whom it takes next.
import { firstOf, shortcutOf, type LineHead } from '../jobs/choose-head.ts';
import { createPassedAsks } from '../jobs/passed-asks.ts';
import { isSameModel } from '../models/model-name.ts';

/** What one worker can answer. */
export interface WorkerState {
  /** How many asks it runs at once. */
  slots: number;
  models: readonly string[];
  /** Those of them that need no loading. */
  inMemory: readonly string[];
}

export interface TimetableOptions extends WorkerState {
  /** How long the ask at this head has waited by now, in ms. */
  waitedMs: (head: LineHead) => number;
  /** What an answer of the model usually takes, in ms. */
  usualMs: (model: string) => number;
}

/** Its clock says 0 now. All times in ms. */
export interface Timetable {
  answers(model: string): boolean;
  hasInMemory(model: string): boolean;
  /** When a slot is free. */
  freeAt(): number;
  /** Whom it takes then, by the rule of real workers (docs/decisions/0010-next-job.md). The heads are of its models. */
  choose(heads: readonly LineHead[]): LineHead | undefined;
  /** Gives the time at which the turn of an ask comes that takes so long. */
  take(takesMs: number): number;
  /** False when the model is in memory already. */
  load(model: string): boolean;
}

export function createTimetable({
  slots,
  models,
  inMemory,
  waitedMs,
  usualMs,
}: TimetableOptions): Timetable {
  const free = Array.from({ length: Math.max(1, slots) }, () => 0);
  let memory = inMemory;
  const freeAt = (): number => Math.min(...free);
  const hasInMemory = (model: string) => memory.some((name) => isSameModel(name, model));
  const passedAsks = createPassedAsks({ now: freeAt });
  return {
    answers: (model) => models.some((name) => isSameModel(name, model)),
    hasInMemory,
    freeAt,
    choose: (heads) => {
      const shortcut = shortcutOf(heads, hasInMemory);
      if (!shortcut) return firstOf(heads);
      const { head, passed } = shortcut;
      const asks = passed.map((ask) => ({ ...ask, waitedMs: waitedMs(ask) + freeAt() }));
      return passedAsks.pass(asks, usualMs(head.model)) ? head : firstOf(heads);
    },
    take: (takesMs) => {
      const at = freeAt();
      free[free.indexOf(at)] = at + takesMs;
      return at;
    },
    // Models that are in memory together fit; another one is taken to need the room of them all.
    load: (model) => {
      const isNew = !hasInMemory(model);
      if (isNew) memory = [model];
      return isNew;
    },
  };
}
