// How long a model usually takes, learned from its last runs. Pure.
import type { RecordedRun } from './recorded-runs.ts';

/** Times in ms. What is left is never nothing: whatever takes longer than usual is taken to go on for a while. */
export interface Pace {
  /** Of reading the model into memory, after `elapsedMs` of it. */
  loadLeftMs(elapsedMs: number): number;
  /** Of reading the prompt, reasoning and answering, after `elapsedMs` of it. */
  answerLeftMs(elapsedMs: number): number;
}

/** For a model that has not run here: an 8B model on a usual card. */
const assumed = { loadMs: 20_000, answerMs: 45_000 };
/** With so many runs nothing is assumed any more. */
const enoughRuns = 5;
/** One that hung for an hour must not count as an hour: no time counts for more than so many medians. */
const longestInMedians = 4;
/** What goes on for longer than ever is taken to go on for this share of the time that it has taken. */
const overdueShare = 1 / 4;

interface Sample {
  ms: number;
  weight: number;
}

export function createPace(runs: readonly RecordedRun[]): Pace {
  const loads = runs.flatMap(({ loadMs }) => loadMs ?? []);
  const loadMs = median(loads) ?? assumed.loadMs;
  const answers = samplesOf(runs.map(({ readMs, writeMs }) => readMs + writeMs));
  return {
    loadLeftMs: (elapsedMs) => Math.max(loadMs - elapsedMs, elapsedMs * overdueShare),
    answerLeftMs: (elapsedMs) => meanLeft(answers, elapsedMs),
  };
}

/** Tokens a second while a model writes, over all these runs; undefined before one has shown it. */
export function learnSpeed(runs: readonly RecordedRun[]): number | undefined {
  const tokens = runs.reduce((sum, run) => sum + run.tokens, 0);
  const writeMs = runs.reduce((sum, run) => sum + run.writeMs, 0);
  return tokens > 0 && writeMs > 0 ? tokens / (writeMs / 1_000) : undefined;
}

function samplesOf(times: readonly number[]): Sample[] {
  const longest = (median(times) ?? 0) * longestInMedians;
  const known = times.map((ms) => ({ ms: Math.min(ms, longest), weight: 1 }));
  const assumedWeight = Math.max(0, 1 - times.length / enoughRuns);
  return [...known, { ms: assumed.answerMs, weight: assumedWeight }];
}

/** The mean, as waits add up: of those that took longer than this one has by now. */
function meanLeft(samples: readonly Sample[], elapsedMs: number): number {
  const longer = samples.filter(({ ms, weight }) => ms > elapsedMs && weight > 0);
  if (longer.length === 0) return elapsedMs * overdueShare;
  const weights = longer.reduce((sum, { weight }) => sum + weight, 0);
  return longer.reduce((sum, { ms, weight }) => sum + (ms - elapsedMs) * weight, 0) / weights;
}

function median(values: readonly number[]): number | undefined {
  return values.toSorted((one, other) => one - other)[Math.floor((values.length - 1) / 2)];
}
