// How far an answer may go beside what Ollama limits itself: so much reasoning, and nothing said again and again.
import { createRepetitionWatch } from './repetition-watch.ts';
import type { CountedPart } from './token-count.ts';

/** What ends an answer that the model would go on with. */
export type Bound = 'reasoning-length' | 'repetition';

export interface AnswerBounds {
  /** The bound that the newest parts reach, if any. Reasoning that is over reaches none any more. */
  reachedBy: (parts: readonly CountedPart[]) => Bound | undefined;
}

export function createAnswerBounds(options: { maxReasoningTokens: number }): AnswerBounds {
  // An answer may say once more what the reasoning has said.
  const reasoning = createRepetitionWatch();
  const answer = createRepetitionWatch();
  let reasoningTokens = 0;

  function boundOf(part: CountedPart): Bound | undefined {
    switch (part.type) {
      case 'reasoning-delta':
        reasoningTokens += part.tokens;
        if (reasoning.read(part.text)) return 'repetition';
        return reasoningTokens < options.maxReasoningTokens ? undefined : 'reasoning-length';
      case 'answer-delta':
        return answer.read(part.text) ? 'repetition' : undefined;
      case 'reasoning-promote':
        return undefined;
      default:
        return part satisfies never;
    }
  }

  return { reachedBy: (parts) => parts.map(boundOf).at(-1) };
}
