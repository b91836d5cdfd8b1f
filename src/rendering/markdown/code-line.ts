// A line of a code block, or a piece of a long one, as part of what is read.
import { graphemeStart } from '../characters.ts';
import type { BlockState, Fence, Line } from './line.ts';

/** Longer lines are read in pieces. In code units. */
export const maxCodePiece = 200;

export interface OpenBlock {
  state: BlockState;
  fence: Fence;
}

export interface CodeLine {
  source: string;
  at: number;
  contentAt: number;
  /** Before its line break. */
  lineEnd: number;
  isLong: boolean;
}

/** `end` is behind the mark that ends the block, if there is one. */
export function closingLine(at: number, end: number, { state, fence }: OpenBlock): Line {
  const { items, quoteDepth } = state;
  return {
    type: 'fence-close',
    ...placeOf(at, at, state),
    end,
    fence,
    after: { items, quoteDepth, last: 'fence-close', isAfterBlank: false, isInLine: false },
  };
}

/** The line, or so much of a long one as is read at once. */
export function codePiece(line: CodeLine, block: OpenBlock): Line {
  const { source, lineEnd, isLong } = line;
  const end = isLong ? pieceEnd(line, maxCodePiece) : Math.min(lineEnd + 1, source.length);
  return codeUpTo(line, end, block);
}

/** Behind a blank, if there is one in the second half; else between two characters. */
export function pieceEnd({ source, contentAt }: CodeLine, maxChars: number): number {
  const limit = contentAt + maxChars;
  const behindBlank = source.lastIndexOf(' ', limit - 1) + 1;
  if (behindBlank > contentAt + maxChars / 2) return behindBlank;
  const cut = graphemeStart(source, limit);
  return cut > contentAt ? cut : limit;
}

export function codeUpTo(
  { source, at, contentAt, lineEnd }: CodeLine,
  end: number,
  { state, fence }: OpenBlock,
): Line {
  const code = source.slice(contentAt, end);
  const isAltered = fence.isAltered || code.includes('```');
  const after = {
    ...state,
    fence: { ...fence, isAltered },
    last: 'code',
    isAfterBlank: code.trim() === '',
    isInLine: end <= lineEnd && end < source.length,
  } as const;
  return { type: 'code', ...placeOf(at, contentAt, state), end, after };
}

function placeOf(start: number, contentAt: number, { items, quoteDepth }: BlockState) {
  return { start, contentAt, quoteDepth, level: items.length, isOpen: false };
}
