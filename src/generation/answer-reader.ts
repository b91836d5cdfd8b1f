// Reads the chunks of one answer: tells reasoning from answer, counts tokens, ends what goes beyond its bounds, and
// closes with the figures.
import type { GenerationFigures } from '../token-log/entries.ts';
import { createAnswerBounds, type Bound } from './answer-bounds.ts';
import type { ChatChunk } from './chat-chunk.ts';
import { createReasoningSplitter } from './reasoning-splitter.ts';
import { createTokenCount, type CountedPart } from './token-count.ts';

/**
 * Why nothing more comes. `stop`: the model was done. `length`: the limit of tokens or the context ended the answer. A
 * bound: we end it, and the model would go on.
 */
export type DoneReason = 'stop' | 'length' | Bound;

/** `finish` is the last part. */
export type ChatPart =
  | CountedPart
  | { type: 'finish'; doneReason: DoneReason; figures: GenerationFigures };

export interface AnswerReader {
  /** The parts that a chunk brings. `finish` is the last of them when the chunk closes the answer, or reaches a bound. */
  read: (chunk: ChatChunk) => ChatPart[];
  /** What was still held back (a possible tag) when the stream broke off. */
  breakOff: () => ChatPart[];
  hasBegun: () => boolean;
}

export interface AnswerReaderOptions {
  expectsReasoning: boolean;
  maxReasoningTokens: number;
  now: () => number;
}

export function createAnswerReader(options: AnswerReaderOptions): AnswerReader {
  const splitter = createReasoningSplitter(options);
  const count = createTokenCount(options);
  const bounds = createAnswerBounds(options);
  let hasBegun = false;

  const finish = (chunk: ChatChunk, doneReason: DoneReason): ChatPart[] => {
    const rest = count.assign(splitter.end(doneReason === 'stop' ? 'stop' : 'length'));
    return [...rest, { type: 'finish', doneReason, figures: count.figures(chunk) }];
  };

  return {
    hasBegun: () => hasBegun,
    breakOff: () => count.assign(splitter.end('cut')),
    read: (chunk) => {
      hasBegun = true;
      count.add(chunk);
      const parts = count.assign(splitter.push(chunk.message));
      const doneReason = chunk.done ? reasonOf(chunk) : bounds.reachedBy(parts);
      return doneReason ? [...parts, ...finish(chunk, doneReason)] : parts;
    },
  };
}

function reasonOf({ done_reason: reason }: ChatChunk): 'stop' | 'length' {
  return reason === 'length' ? 'length' : 'stop';
}
