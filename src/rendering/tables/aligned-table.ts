// A table in a code block, its columns one under the other.
import { roomOf } from '../room.ts';
import { fill, measure } from './column-text.ts';
import type { Column, ColumnText } from './column-text.ts';
import type { CellWriters, Table } from './table.ts';

/**
 * In columns of a code block. A phone was seen to show 42 (alp82/curia#414); on one that is 360 points wide, not 412,
 * that makes 36. Wider blocks are scrolled sideways, so that a table is never seen whole.
 */
export const maxTableWidth = 36;

const gap = '  ';
const ruleCharacter = '─';
const fence = '```';

type WritePlain = CellWriters['plain'];

/** `undefined` if it is too wide, or loses something in a code block. */
export function alignTable(table: Table, plain: WritePlain): string | undefined {
  if ([table.header, ...table.rows].some((row) => row.some(needsMarkup))) return undefined;
  const header = table.header.map((cell) => headerText(cell, plain));
  const rows = table.rows.map((row) => row.map((cell) => bodyText(cell, plain)));
  const columns = columnsOf([header, ...rows], table.alignments);
  if (totalWidth(columns) > maxTableWidth) return undefined;
  const lines = rows.map((row) => lineOf(row, columns));
  const hasHeader = header.some(({ text }) => text !== '');
  if (hasHeader) lines.unshift(lineOf(header, columns), ruleOf(columns));
  return [fence, ...lines, fence].join('\n');
}

/** The most room of the fences, the header and the line under it; 0 if no aligned table can have this header. */
export function alignedHeadRoom(header: readonly string[], plain: WritePlain): number {
  const headerRoom = lineRoom(header, (cell) => headerText(cell, plain));
  const ruleRoom = maxTableWidth * roomOf(ruleCharacter) + 1;
  return headerRoom === 0 ? 0 : headerRoom + ruleRoom + 2 * fence.length + 1;
}

/** The most room that a line of these cells takes, with its line end; 0 if no aligned table can hold it. */
export function alignedRowRoom(row: readonly string[], plain: WritePlain): number {
  return lineRoom(row, (cell) => bodyText(cell, plain));
}

/** A line is at most `maxTableWidth` columns, but some texts take more room than columns. */
function lineRoom(row: readonly string[], textOf: (cell: string) => ColumnText): number {
  if (row.some(needsMarkup)) return 0;
  const texts = row.map(textOf);
  if (totalWidth(texts) > maxTableWidth) return 0;
  const excess = texts.map(({ text, width }) => Math.max(0, roomOf(text) - width));
  return excess.reduce((sum, room) => sum + room, maxTableWidth + 1);
}

/**
 * A code block shows no links, nothing struck through and no line breaks in a cell, and writing from right to left
 * would exchange its columns.
 */
const markup = /\]\(|:\/\/|~~|<br\b|[\p{Script=Arabic}\p{Script=Hebrew}]/iu;

function needsMarkup(cell: string): boolean {
  return markup.test(cell);
}

function headerText(cell: string, plain: WritePlain): ColumnText {
  return measure(plainText(cell, plain));
}

/** An empty cell is seen and heard as one. */
function bodyText(cell: string, plain: WritePlain): ColumnText {
  return measure(plainText(cell, plain) || '–');
}

/** Three backticks would end the block, so something invisible parts them. */
function plainText(cell: string, plain: WritePlain): string {
  return plain(cell)
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/`(?=``)/g, '`\u200b');
}

function columnsOf(
  rows: readonly (readonly ColumnText[])[],
  alignments: Table['alignments'],
): Column[] {
  const columns: Column[] = [];
  for (const row of rows) {
    for (const [index, text] of row.entries()) {
      const { width, fullWidthCount } = columns[index] ?? text;
      columns[index] = {
        width: Math.max(width, text.width),
        alignment: alignments[index],
        fullWidthCount: Math.max(fullWidthCount, text.fullWidthCount),
      };
    }
  }
  return columns;
}

function totalWidth(columns: readonly { width: number }[]): number {
  return columns.reduce((sum, { width }) => sum + width, (columns.length - 1) * gap.length);
}

const nothing: ColumnText = { text: '', width: 0, fullWidthCount: 0 };

function lineOf(row: readonly ColumnText[], columns: readonly Column[]): string {
  return columns
    .map((column, index) => fill(row[index] ?? nothing, column))
    .join(gap)
    .trimEnd();
}

/** Beside full-width characters, which are not exactly two columns wide, its gaps would stand askew. */
function ruleOf(columns: readonly Column[]): string {
  const isStraight = columns.every(({ fullWidthCount }) => fullWidthCount === 0);
  return columns
    .map(({ width }) => ruleCharacter.repeat(width))
    .join(isStraight ? gap : ruleCharacter.repeat(gap.length));
}
