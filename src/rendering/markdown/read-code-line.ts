// Reads one line inside a code block, or a piece of a long one.
import { graphemeStart } from '../characters.ts';
import { readFenceTurn } from './fence-lines.ts';
import type { BlockState, Fence, Line } from './line.ts';
import { behindQuotes, readPrefix } from './line-prefix.ts';

/** Longer lines are read in pieces. In code units. */
export const maxCodePiece = 200;

interface OpenBlock {
  state: BlockState;
  fence: Fence;
}

export function readCodeLine(source: string, at: number, { state, fence }: OpenBlock): Line {
  const block = { state, fence };
  const isQuoted = fence.quoteDepth > 0 && !state.isInLine;
  if (isQuoted && leavesQuote(source, at, fence)) return closingLine(at, at, block);
  const contentAt = isQuoted ? behindQuotes(source, at, fence.quoteDepth) : at;
  const lineBreak = source.indexOf('\n', contentAt);
  const lineEnd = lineBreak === -1 ? source.length : lineBreak;
  const isLong = lineEnd - contentAt > maxCodePiece;
  const codeLine = { source, at, contentAt, lineEnd, isLong };
  if (lineBreak === -1 && !isLong) return { ...codePiece(codeLine, block), isOpen: true };
  return readTurn(codeLine, block);
}

interface CodeLine {
  source: string;
  at: number;
  contentAt: number;
  /** Before its line break. */
  lineEnd: number;
  isLong: boolean;
}

/** The text goes on outside the quote that the block stands in. */
function leavesQuote(source: string, at: number, fence: Fence): boolean {
  const prefix = readPrefix(source, at, fence.quoteDepth);
  return prefix.quoteDepth < fence.quoteDepth && prefix.contentAt < source.length;
}

function readTurn(line: CodeLine, block: OpenBlock): Line {
  const { source, at, contentAt, lineEnd, isLong } = line;
  // Of a long line, its first characters tell whether it begins with marks; none of them ends it.
  const looked = source.slice(contentAt, isLong ? contentAt + maxCodePiece : lineEnd);
  if (block.state.isInLine && isLong) return codePiece(line, block);
  const turn = readFenceTurn(looked, block.fence);
  const isMidLine =
    block.state.isInLine && (turn.type === 'nested' || turn.type === 'other-begins');
  if (isMidLine) return codePiece(line, block);
  switch (turn.type) {
    case 'code':
      return codePiece(line, block);
    case 'nested':
      return codePiece(line, { ...block, fence: { ...block.fence, depth: turn.depth } });
    case 'other-begins':
      return closingLine(at, at, block);
    case 'end': {
      const end = contentAt + turn.length;
      return closingLine(at, end === lineEnd ? end + 1 : end, block);
    }
    case 'code-and-end':
      return isLong ? codePiece(line, block) : codeUpTo(line, contentAt + turn.codeLength, block);
    default:
      return turn satisfies never;
  }
}

function closingLine(at: number, end: number, { state, fence }: OpenBlock): Line {
  const { items, quoteDepth } = state;
  return {
    type: 'fence-close',
    ...placeOf(at, at, state),
    end,
    fence,
    after: { items, quoteDepth, last: 'fence-close', isAfterBlank: false, isInLine: false },
  };
}

function codePiece(line: CodeLine, block: OpenBlock): Line {
  const { source, contentAt, lineEnd, isLong } = line;
  if (!isLong) return codeUpTo(line, Math.min(lineEnd + 1, source.length), block);
  const cut = graphemeStart(source, contentAt + maxCodePiece);
  return codeUpTo(line, cut > contentAt ? cut : contentAt + maxCodePiece, block);
}

function codeUpTo(
  { source, at, contentAt, lineEnd }: CodeLine,
  end: number,
  block: OpenBlock,
): Line {
  const { state, fence } = block;
  const isAltered = fence.isAltered || source.slice(contentAt, end).includes('```');
  const isInLine = end <= lineEnd && end < source.length;
  const isAfterBlank = source.slice(contentAt, end).trim() === '';
  const after = {
    ...state,
    fence: { ...fence, isAltered },
    last: 'code',
    isAfterBlank,
    isInLine,
  } as const;
  return { type: 'code', ...placeOf(at, contentAt, state), end, after };
}

function placeOf(start: number, contentAt: number, { items, quoteDepth }: BlockState) {
  return { start, contentAt, quoteDepth, level: items.length, isOpen: false };
}
