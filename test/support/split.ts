// Runs a splitter over chunks and joins what it gives out.
import {
  createReasoningSplitter,
  type SplitPart,
} from '../../src/generation/reasoning-splitter.ts';

export interface Split {
  reasoning: string;
  answer: string;
  isPromoted: boolean;
}

interface SplitRun {
  chunks: readonly (string | { thinking?: string; content?: string })[];
  expectsReasoning?: boolean;
  ends?: 'stop' | 'length' | 'cut';
}

/** By default the model is known to reason and stops by itself. */
export function splitParts({
  chunks,
  expectsReasoning = true,
  ends = 'stop',
}: SplitRun): SplitPart[] {
  const splitter = createReasoningSplitter({ expectsReasoning });
  const parts = chunks.map((chunk) =>
    splitter.push(typeof chunk === 'string' ? { content: chunk } : chunk),
  );
  return [...parts.flat(), ...splitter.end(ends)];
}

/** What was promoted is left where it was sent, so that it can be told from the rest. */
export function split(run: SplitRun): Split {
  const joined: Split = { reasoning: '', answer: '', isPromoted: false };
  for (const part of splitParts(run)) {
    if (part.type === 'reasoning-promote') joined.isPromoted = true;
    else if (part.type === 'reasoning-delta') joined.reasoning += part.text;
    else joined.answer += part.text;
  }
  return joined;
}
