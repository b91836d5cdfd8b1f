// How much of a page's room each unit takes at most, however it is shown.
import { aroundFormula, formulaRoomBound, inlineRoomBound } from '../markdown/inline-room.ts';
import type { BlockState, InlineLine, WholeLine } from '../markdown/line.ts';
import { quoteMarks } from '../markdown/line-prefix.ts';
import { longCodeChars } from '../markdown/long-code.ts';
import { maxBlankChars, type Piece } from '../markdown/read-piece.ts';
import { headerOf, headRoom, rowRoom } from '../markdown/table-lines.ts';
import { maxFormulaRoom } from '../maths/formula.ts';
import { roomOf } from '../room.ts';
import { type Load, noLoad, partLoad } from './page-fill.ts';

/** What is added around the code of a formula or a block. */
const aroundCode = 2;

/** Of a line without inline text. */
export function wholeLoad(source: string, line: WholeLine, before: BlockState): Partial<Load> {
  switch (line.type) {
    case 'blank':
      return { text: 1 + roomOf(quoteMarks(line.quoteDepth)) };
    case 'underline':
      return { text: 2 * boldRoom };
    case 'rule':
      return { components: 2 };
    case 'fence-open':
      return { text: fenceRoom(line.after.fence?.language ?? '') + inlineRoomBound(line.note) + 4 };
    case 'fence-close':
      return {};
    case 'code':
      return codeLoad(source, line, before);
    case 'indented-code':
      return { text: codeRoom(source.slice(line.start, line.end)) + fenceRoom('') };
    case 'table-head':
      return { text: headRoom(headerOf(source, line.after.table ?? neverTable)) + aroundCode };
    case 'table-row':
      return { text: tableRowRoom(source, line) };
    default:
      return line satisfies never;
  }
}

const neverTable = { headAt: 0, rowsAt: 0, hasOuterPipes: false };

/** Of a heading that is bold: its marks, each of which may be escaped. */
const boldRoom = 8;

/** With what closes it. */
export function fenceRoom(language: string): number {
  return roomOf(`\`\`\`${language}\n\n\`\`\``) + aroundCode;
}

/** Of the beginning of a long formula or code span: only from there on it is known as one. */
export function longCodeRoom(source: string, { contentAt, after }: WholeLine): number {
  const code = source.slice(contentAt, contentAt + longCodeChars);
  return codeRoom(code) + fenceRoom(after.fence?.language ?? '');
}

function codeLoad(source: string, line: WholeLine, before: BlockState): Partial<Load> {
  const text = codeRoom(source.slice(line.contentAt, line.end));
  const isFirstAltered = line.after.fence?.isAltered === true && before.fence?.isAltered === false;
  return isFirstAltered ? { ...partLoad, text } : { text };
}

/** Something invisible may part the backticks. */
function codeRoom(code: string): number {
  const backticks = code.match(/`/g)?.length ?? 0;
  return roomOf(code) + 1.2 * backticks;
}

function tableRowRoom(source: string, line: WholeLine): number {
  const header = headerOf(source, line.after.table ?? neverTable);
  return rowRoom(source.slice(line.contentAt, line.end), header);
}

export interface PieceInLine {
  line: InlineLine;
  piece: Piece;
  at: number;
  isFirst: boolean;
}

/** Of a piece of a line. */
export function pieceLoad(source: string, { line, piece, at, isFirst }: PieceInLine): Load {
  const { atom } = piece;
  const lineRoom = lineRoomOf(line);
  const marks = isFirst ? lineRoom + markRoom(line) : 0;
  const isPart = atom?.type === 'formula' && atom.isDisplay;
  const text =
    marks + (isPart ? lineRoom + aroundCode : 0) + pieceRoom(source, { line, piece, at });
  return { ...(isPart ? partLoad : noLoad), text };
}

function pieceRoom(source: string, { line, piece, at }: Omit<PieceInLine, 'isFirst'>): number {
  if (piece.atom?.type === 'formula' && line.quoteDepth === 0)
    return formulaRoomBound(piece.atom) + inlineRoomBound(source.slice(piece.atom.end, piece.end));
  const text = source.slice(at, piece.end);
  const breaks = text.match(/\n(?=.)|<br/gi)?.length ?? 0;
  return inlineRoomBound(text) + breaks * lineRoomOf(line);
}

/**
 * Of any formula at such a place. So a formula that is being written is held back where a page has less room left than
 * that: from two thirds of an answer's first page on, and from three quarters of later ones.
 */
export function mostOfFormula({ line, isFirst }: Pick<PieceInLine, 'line' | 'isFirst'>): Load {
  const lineRoom = lineRoomOf(line);
  const marks = isFirst ? lineRoom + markRoom(line) : 0;
  const text = maxFormulaRoom + aroundFormula + maxBlankChars + 2 * aroundCode;
  return { ...partLoad, text: text + lineRoom + marks };
}

function lineRoomOf({ quoteDepth, level }: InlineLine): number {
  return roomOf(quoteMarks(quoteDepth)) + 2 * level + aroundLine;
}

/** A backslash at its start, and the indentation of an item. */
const aroundLine = 4;

function markRoom(line: InlineLine): number {
  switch (line.type) {
    case 'text':
      return 0;
    case 'heading':
      return boldRoom;
    case 'item':
      return line.marker.length + 1;
    case 'footnote':
      return 3;
    default:
      return line satisfies never;
  }
}
