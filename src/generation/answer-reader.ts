// Reads the chunks of one answer: tells reasoning from answer, counts tokens, and closes with the figures.
import type { GenerationFigures } from '../token-log/entries.ts';
import type { ChatChunk } from './chat-chunk.ts';
import { createReasoningSplitter } from './reasoning-splitter.ts';
import { createTokenCount, type CountedPart } from './token-count.ts';

/** `finish` is the last part. `length`: the limit of tokens or the context ended the answer. */
export type ChatPart =
  | CountedPart
  | { type: 'finish'; doneReason: 'stop' | 'length'; figures: GenerationFigures };

export interface AnswerReader {
  /** The parts that a chunk brings; for the closing chunk `finish` is the last of them. */
  read: (chunk: ChatChunk) => ChatPart[];
  /** What was still held back (a possible tag) when the stream broke off. */
  breakOff: () => ChatPart[];
  hasBegun: () => boolean;
}

export function createAnswerReader(options: {
  expectsReasoning: boolean;
  now: () => number;
}): AnswerReader {
  const splitter = createReasoningSplitter(options);
  const count = createTokenCount(options);
  let hasBegun = false;

  const finish = (chunk: ChatChunk): ChatPart[] => {
    const doneReason = chunk.done_reason === 'length' ? 'length' : 'stop';
    const rest = count.assign(splitter.end(doneReason));
    return [...rest, { type: 'finish', doneReason, figures: count.figures(chunk) }];
  };

  return {
    hasBegun: () => hasBegun,
    breakOff: () => count.assign(splitter.end('cut')),
    read: (chunk) => {
      hasBegun = true;
      count.add(chunk);
      const parts = count.assign(splitter.push(chunk.message));
      return chunk.done ? [...parts, ...finish(chunk)] : parts;
    },
  };
}
