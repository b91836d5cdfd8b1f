// Reads the code of a formula or a code span that is a block of code (`long-code.ts`).
import {
  closingLine,
  type CodeLine,
  codeUpTo,
  maxCodePiece,
  type OpenBlock,
  pieceEnd,
} from './code-line.ts';
import type { Line } from './line.ts';

/** Where the line before has ended it: text may stand behind it. */
export function readEndOfLongCode(at: number, block: OpenBlock): Line | undefined {
  const marks = block.fence.long?.endMarks;
  if (marks === undefined) return undefined;
  const line = closingLine(at, at + marks.length, block);
  return { ...line, after: { ...line.after, isInLine: true } };
}

/** `undefined`: this is no such block. */
export function readLongCode(line: CodeLine, block: OpenBlock): Line | undefined {
  const { source, at, contentAt, lineEnd, isLong } = line;
  const { fence, state } = block;
  const { long } = fence;
  if (long === undefined) return undefined;
  const isFormula = long.type === 'formula';
  const isBlank = source.slice(contentAt, lineEnd).trim() === '';
  if (isFormula && isBlank && !state.isInLine) return closingLine(at, at, block);
  const read = source.slice(contentAt, isLong ? contentAt + maxCodePiece : lineEnd);
  const found = read.indexOf(long.closing, contentAt === fence.codeAt ? long.closing.length : 0);
  if (found !== -1) {
    const end = contentAt + found + (isFormula ? long.closing.length : 0);
    const endMarks = isFormula ? '' : long.closing;
    return codeUpTo(line, end, { state, fence: { ...fence, long: { ...long, endMarks } } });
  }
  // The closing mark is not cut.
  const end = isLong ? pieceEnd(line, maxCodePiece - long.closing.length) : lineEnd + 1;
  return codeUpTo(line, Math.min(end, source.length), block);
}
