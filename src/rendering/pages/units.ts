// The units of an answer: the smallest stretches that no page border cuts, each with the border before it and with the
// most room that it can take when it is shown.
import { type BlockState, type InlineLine, isInline, type WholeLine } from '../markdown/line.ts';
import { opensLongCode } from '../markdown/long-code.ts';
import { maxCodePiece } from '../markdown/code-line.ts';
import { readLine } from '../markdown/read-line.ts';
import { maxWordChars, type Piece, readPiece } from '../markdown/read-piece.ts';
import { type Border, borderBefore, borderWithin } from './page-border.ts';
import { type Load, noLoad, partLoad } from './page-fill.ts';
import { longCodeRoom, mostOfFormula, pieceLoad, wholeLoad } from './unit-load.ts';

export interface Unit {
  start: number;
  end: number;
  /** Where a page that begins with it goes on from. */
  before: BlockState;
  border: () => Border;
  load: Load;
  /** There must be room for so much on the page: it does not stand alone. */
  needs?: Load;
  /** It goes on with the block of the unit before. */
  isWithinBlock: boolean;
  /**
   * The text ends before it is decided what this is: either what the unit says, or something longer that goes on to the
   * end of the text and takes at most `most`.
   */
  open?: { most: Load; isLineStart: boolean };
}

/** The most that an atom takes, or a table's line; and so what a line takes of which nothing is known. */
const atomLoad: Load = { ...partLoad, text: 1_500 };
const codeLoad: Load = { ...partLoad, text: 2.4 * maxCodePiece };
const wordLoad: Load = { ...noLoad, text: 3 * maxWordChars };

/** In order, up to the end of the text. `at` is where `state` says that reading goes on. */
export function* readUnits(source: string, at: number, state: BlockState): Generator<Unit> {
  let before = state;
  for (let next = at; next < source.length;) {
    const line = readLine(source, next, before);
    if (isInline(line)) {
      let last: Unit | undefined;
      for (last of inlineUnits(source, line, before)) yield last;
      next = last?.end ?? source.length;
    } else {
      yield wholeUnit(source, line, before);
      next = line.end;
    }
    before = line.after;
  }
}

function wholeUnit(source: string, line: WholeLine, before: BlockState): Unit {
  return {
    start: line.start,
    end: line.end,
    before,
    border: () => borderBefore(line, before, source),
    load: { ...noLoad, ...wholeLoad(source, line, before) },
    ...(opensLongCode(line) && { needs: { ...noLoad, text: longCodeRoom(source, line) } }),
    isWithinBlock: false,
    ...(line.isOpen && { open: { most: mostOfCode(source, line), isLineStart: true } }),
  };
}

/** Marks may end the block, and any text may stand behind them: that waits. */
function mostOfCode(source: string, { contentAt }: WholeLine): Load {
  const mayBeMarks = /^[ \t]*(?:[`~]|$)/.test(source.slice(contentAt));
  return mayBeMarks ? { ...codeLoad, text: Number.POSITIVE_INFINITY } : codeLoad;
}

function* inlineUnits(source: string, line: InlineLine, before: BlockState): Generator<Unit> {
  const inLine: BlockState = { ...line.after, isInLine: true };
  for (let at = line.contentAt; ;) {
    const isFirst = at === line.contentAt;
    const start = isFirst ? line.start : at;
    const piece = readPiece(source, at);
    const isOpenLine = isFirst && line.isOpen;
    const open = isOpenLine
      ? { most: atomLoad, isLineStart: true }
      : openPiece(piece, { line, isFirst });
    yield {
      start,
      end: piece.end,
      before: isFirst ? before : inLine,
      border: isFirst
        ? () => borderBefore(line, before, source)
        : () => borderWithin(source, start),
      load: pieceLoad(source, { line, piece, at, isFirst }),
      isWithinBlock: !isFirst || (line.type === 'text' && line.isContinuation),
      ...(open !== undefined && { open }),
    };
    at = piece.end;
    if (piece.endsLine || at >= source.length) return;
  }
}

function openPiece({ isOpen }: Piece, place: { line: InlineLine; isFirst: boolean }): Unit['open'] {
  switch (isOpen) {
    case 'no':
      return undefined;
    case 'word':
      return { most: wordLoad, isLineStart: false };
    case 'formula': {
      const most = place.line.quoteDepth === 0 ? mostOfFormula(place) : atomLoad;
      return { most, isLineStart: false };
    }
    case 'atom':
      return { most: atomLoad, isLineStart: false };
    default:
      return isOpen satisfies never;
  }
}
