// Reads one line inside a code block, or a piece of a long one.
import {
  closingLine,
  type CodeLine,
  codePiece,
  codeUpTo,
  maxCodePiece,
  type OpenBlock,
} from './code-line.ts';
import { readFenceTurn } from './fence-lines.ts';
import type { Fence, Line } from './line.ts';
import { behindQuotes, readPrefix } from './line-prefix.ts';
import { readEndOfLongCode, readLongCode } from './read-long-code.ts';

export function readCodeLine(source: string, at: number, { state, fence }: OpenBlock): Line {
  const block = { state, fence };
  const isQuoted = fence.quoteDepth > 0 && !state.isInLine;
  if (isQuoted && leavesQuote(source, at, fence)) return closingLine(at, at, block);
  const contentAt = isQuoted ? behindQuotes(source, at, fence.quoteDepth) : at;
  const lineBreak = source.indexOf('\n', contentAt);
  const lineEnd = lineBreak === -1 ? source.length : lineBreak;
  const isLong = lineEnd - contentAt > maxCodePiece;
  const codeLine = { source, at, contentAt, lineEnd, isLong };
  const ended = readEndOfLongCode(at, block);
  if (ended !== undefined) return ended;
  if (lineBreak === -1 && !isLong) return { ...codePiece(codeLine, block), isOpen: true };
  return readLongCode(codeLine, block) ?? readTurn(codeLine, block);
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
