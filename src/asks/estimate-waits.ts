// How long each ask in the line waits for its turn. Pure arithmetic on what is known now.
import { firstOf, type LineHead } from '../jobs/choose-head.ts';
import type { Pace } from '../models/pace.ts';
import { createTimetable, type Timetable, type WorkerState } from './timetable.ts';

/** An ask that a worker has. Times in ms. */
export interface RunningAsk {
  model: string;
  progress: { type: 'starting' } | { type: 'loading' | 'answering'; elapsedMs: number };
}

/** An ask in the line, as far as its turn depends on it. */
export interface WaitingTurn {
  model: string;
  /** How long it has waited by now, in ms: for so long again others may pass it. */
  waitedMs: number;
  /** A worker had it: nobody passes it. */
  isGivenBack: boolean;
}

export interface LineState {
  running: readonly RunningAsk[];
  /** The next one first. */
  waiting: readonly WaitingTurn[];
  workers: readonly WorkerState[];
  paceOf: (model: string) => Pace;
}

/**
 * Ms until the turn of each waiting ask; undefined where no worker has its model. Nobody waits for less than who stands
 * before with the same model.
 */
export function estimateWaits(state: LineState): (number | undefined)[] {
  const { running, waiting, paceOf } = state;
  const timetables = openTimetables(state);
  for (const ask of running) occupy(ask, { timetables, paceOf });
  const lines = linesOf(waiting, timetables);
  const waits = new Map<number, number>();
  for (let next = nextOf(lines); next; next = nextOf(lines)) {
    const { timetable, head } = next;
    const takesMs = wholeMs(timetable, head.model, paceOf);
    waits.set(Number(head.jobId), timetable.take(takesMs));
    lines.find(({ model }) => model === head.model)?.heads.shift();
  }
  return waiting.map((_, index) => waits.get(index));
}

/**
 * Ms until the turn of one who joins at this place (1 is next); undefined where nothing answers. What will be asked is
 * not known: it is taken to be for the same model as what stands there, or stood there last.
 */
export function estimateWaitAt(place: number, state: LineState): number | undefined {
  const model = modelAt(place, state);
  if (model === undefined) return undefined;
  const turn = { model, waitedMs: 0, isGivenBack: false };
  const waiting = state.waiting.toSpliced(place - 1, 0, turn);
  return estimateWaits({ ...state, waiting })[place - 1];
}

function modelAt(place: number, { running, waiting, workers }: LineState): string | undefined {
  const ask = waiting[place - 1] ?? waiting.at(-1) ?? running[0];
  return ask?.model ?? workers.flatMap(({ inMemory, models }) => [...inMemory, ...models])[0];
}

function openTimetables({ waiting, workers, paceOf }: LineState): Timetable[] {
  const waitedMs = ({ jobId }: LineHead): number => waiting[Number(jobId)]?.waitedMs ?? 0;
  const usualMs = (model: string): number => paceOf(model).answerLeftMs(0);
  return workers.map((worker) => createTimetable({ ...worker, waitedMs, usualMs }));
}

/** Which worker has it is not known: one that may have. */
function occupy(
  { model, progress }: RunningAsk,
  { timetables, paceOf }: Pick<LineState, 'paceOf'> & { timetables: readonly Timetable[] },
): void {
  const timetable = soonestOf(
    timetables.filter(({ answers }) => answers(model)),
    model,
  );
  if (!timetable) return;
  const pace = paceOf(model);
  if (progress.type === 'starting') return void timetable.take(wholeMs(timetable, model, paceOf));
  timetable.load(model);
  const leftMs =
    progress.type === 'loading'
      ? pace.loadLeftMs(progress.elapsedMs) + pace.answerLeftMs(0)
      : pace.answerLeftMs(progress.elapsedMs);
  timetable.take(leftMs);
}

/** From the turn to the end. */
function wholeMs(timetable: Timetable, model: string, paceOf: LineState['paceOf']): number {
  const loadMs = timetable.load(model) ? paceOf(model).loadLeftMs(0) : 0;
  return loadMs + paceOf(model).answerLeftMs(0);
}

/** Those who wait for one model, the next one first. Ids are their indexes in the whole line. */
interface ModelLine {
  model: string;
  heads: LineHead[];
  /** Of the workers that have it: at least one. */
  timetables: readonly Timetable[];
}

function linesOf(waiting: readonly WaitingTurn[], timetables: readonly Timetable[]): ModelLine[] {
  const lines = new Map<string, ModelLine>();
  for (const [index, { model, isGivenBack }] of waiting.entries()) {
    const line = lines.get(model) ?? {
      model,
      heads: [],
      timetables: timetables.filter(({ answers }) => answers(model)),
    };
    line.heads.push({ model, jobId: `${index}`, isGivenBack, score: index });
    lines.set(model, line);
  }
  return [...lines.values()].filter((line) => line.timetables.length > 0);
}

/** The worker that is free first and has somebody to take, and whom it takes. */
function nextOf(lines: readonly ModelLine[]): { timetable: Timetable; head: LineHead } | undefined {
  const open = lines.filter(({ heads }) => heads.length > 0);
  const times = open.flatMap(({ timetables }) => timetables.map(({ freeAt }) => freeAt()));
  const isFree = ({ freeAt }: Timetable): boolean => freeAt() === Math.min(...times);
  const first = firstOf(headsOf(open.filter(({ timetables }) => timetables.some(isFree))));
  const line = open.find(({ model }) => model === first?.model);
  const timetable = line && soonestOf(line.timetables, line.model);
  const head = timetable?.choose(headsOf(open.filter((of) => of.timetables.includes(timetable))));
  return timetable && head && { timetable, head };
}

function headsOf(lines: readonly ModelLine[]): LineHead[] {
  return lines.flatMap(({ heads }) => heads.slice(0, 1));
}

/** Of several that are free at the same time one that needs not load. */
function soonestOf(timetables: readonly Timetable[], model: string): Timetable | undefined {
  return timetables.toSorted(
    (one, other) =>
      one.freeAt() - other.freeAt() ||
      Number(other.hasInMemory(model)) - Number(one.hasInMemory(model)),
  )[0];
}
