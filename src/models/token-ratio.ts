// How much text is one token of a model, learned from its last prompts. Pure.
import type { RecordedRun } from './recorded-runs.ts';

/** Weight (see `textWeight`) for each token. */
export interface TokenRatio {
  /** Nearly every prompt had at least so much: for what must fit. */
  cautious: number;
  /** What is usual: for what surely does not fit. */
  usual: number;
}

/** Of a model that has read nothing here yet. English has about 4. */
const assumed: TokenRatio = { cautious: 2.5, usual: 4 };
/** With so many prompts nothing is assumed any more. */
const enoughRuns = 5;
/** In shorter prompts the template weighs more than the text. */
const leastTokens = 200;
/** Beyond these a prompt was cut short by its server, or is no text. */
const least = 1;
const most = 8;
const cautiousShare = 1 / 10;

export function learnTokenRatio(runs: readonly RecordedRun[]): TokenRatio {
  const ratios = runs.flatMap(ratioOf).toSorted((one, other) => one - other);
  const cautious = ratios[Math.floor((ratios.length - 1) * cautiousShare)];
  const usual = ratios[Math.floor((ratios.length - 1) / 2)];
  if (cautious === undefined || usual === undefined) return assumed;
  if (ratios.length >= enoughRuns) return { cautious, usual };
  return { cautious: Math.min(cautious, assumed.cautious), usual };
}

/** The model server took less of the prompt than it was sent: before Ollama 0.12.6 it does so without a word. */
export function isCutShort({ promptWeight = 0, promptTokens = 0 }: PromptSize): boolean {
  return promptTokens >= leastTokens && promptWeight > promptTokens * most;
}

type PromptSize = Pick<RecordedRun, 'promptWeight' | 'promptTokens'>;

function ratioOf({ promptWeight = 0, promptTokens = 0 }: PromptSize): number[] {
  if (promptTokens < leastTokens) return [];
  const ratio = promptWeight / promptTokens;
  return ratio >= least && ratio <= most ? [ratio] : [];
}
