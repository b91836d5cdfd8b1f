// How much of a page's room each unit takes at most, however it is shown.
import { inlineRoomBound } from '../markdown/inline-room.ts';
import type { BlockState, InlineLine, WholeLine } from '../markdown/line.ts';
import { quoteMarks } from '../markdown/line-prefix.ts';
import type { Piece } from '../markdown/read-piece.ts';
import { headerOf, headRoom, rowRoom } from '../markdown/table-lines.ts';
import { roomOf } from '../room.ts';
import { type Load, noLoad, partLoad } from './page-fill.ts';

/** What is added around the code of a formula or a block. */
const aroundCode = 2;

/** Of a line without inline text. */
export function wholeLoad(source: string, line: WholeLine, before: BlockState): Partial<Load> {
  switch (line.type) {
    case 'blank':
      return { text: before.isAfterBlank ? 0 : 1 + roomOf(quoteMarks(line.quoteDepth)) };
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
  const text = source.slice(at, piece.end);
  const lineRoom = roomOf(quoteMarks(line.quoteDepth)) + 2 * line.level + aroundLine;
  const breaks = text.match(/\n(?=.)|<br/gi)?.length ?? 0;
  const marks = isFirst ? lineRoom + markRoom(line) : 0;
  const isPart = piece.atom?.type === 'formula' && piece.atom.isDisplay;
  const room = inlineRoomBound(text) + marks + breaks * lineRoom;
  return isPart ? { ...partLoad, text: room + lineRoom + aroundCode } : { ...noLoad, text: room };
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
