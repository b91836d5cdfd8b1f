// Counts tokens while they stream: a chunk of Ollama is about one token. The closing chunk brings the true number.
import type { GenerationFigures } from '../token-log/entries.ts';
import type { ChatChunk } from './chat-chunk.ts';
import type { SplitPart } from './reasoning-splitter.ts';

/** A piece of text, and how many tokens have come since the piece before. */
export type CountedPart =
  | { type: 'reasoning-delta' | 'answer-delta'; text: string; tokens: number }
  | { type: 'reasoning-promote' };

export interface TokenCount {
  /** A chunk with text has come. */
  add: (chunk: ChatChunk) => void;
  /** Tokens whose text was held back (a tag, white space) go to the piece that follows them. */
  assign: (parts: readonly SplitPart[]) => CountedPart[];
  figures: (last: ChatChunk) => GenerationFigures;
}

export function createTokenCount({ now }: { now: () => number }): TokenCount {
  let unassigned = 0;
  let reasoningTokens = 0;
  let answerTokens = 0;
  let firstAt: number | undefined;

  const take = (type: 'reasoning-delta' | 'answer-delta') => {
    const tokens = unassigned;
    unassigned = 0;
    if (type === 'reasoning-delta') reasoningTokens += tokens;
    else answerTokens += tokens;
    return tokens;
  };

  const promote = () => {
    answerTokens += reasoningTokens;
    reasoningTokens = 0;
  };

  return {
    add: ({ message }) => {
      if (message.content === '' && message.thinking === '') return;
      unassigned += 1;
      firstAt ??= now();
    },
    assign: (parts) =>
      parts.map((part): CountedPart => {
        if (part.type !== 'reasoning-promote') return { ...part, tokens: take(part.type) };
        promote();
        return part;
      }),
    figures: (last) => {
      const tokens = last.eval_count ?? reasoningTokens + answerTokens;
      return {
        tokens,
        reasoningTokens: Math.min(reasoningTokens, tokens),
        promptTokens: last.prompt_eval_count ?? 0,
        generationMs: generationMs(last) ?? now() - (firstAt ?? now()),
      };
    },
  };
}

function generationMs({ eval_duration: nanoseconds }: ChatChunk): number | undefined {
  return nanoseconds === undefined ? undefined : Math.round(nanoseconds / 1e6);
}
