// Which lines are a table's: a header, a delimiter row below it (`| --- | :-: |`), and rows.
import { plainInline } from './plain-inline.ts';
import { showInline } from './show-inline.ts';
import { readAlignments, readRow } from '../tables/read-table.ts';
import { tableHeadRoom, tableRowRoom } from '../tables/show-table.ts';
import type { CellWriters } from '../tables/table.ts';
import type { OpenTable } from './line.ts';
import { readPrefix } from './line-prefix.ts';

/** Longer lines are text. In code units: a record repeats the header beside the cells of its row. */
const maxHeadChars = 400;
const maxRowChars = 800;

/** A line that has no pipe so far begins no table. */
const firstPipeWithin = 40;

export const cellWriters: CellWriters = {
  plain: plainInline,
  markdown: (cell) => {
    const { parts } = showInline(cell, { allowsPictures: false });
    return parts.map((part) => (part.type === 'text' ? part.text : part.code)).join(' ');
  },
};

/** Whether the line may become a table's first, once it is whole. */
export function mayBeTableHead(content: string): boolean {
  if (content.length > maxHeadChars) return false;
  return content.length < firstPipeWithin || content.slice(0, firstPipeWithin).includes('|');
}

/**
 * Where the delimiter row ends below the header `content`, whose line break is at `lineBreak`. `open`: the text ends
 * before it is told. `undefined`: this is no table.
 */
export function findTableBody(
  source: string,
  { content, lineBreak, quoteDepth }: { content: string; lineBreak: number; quoteDepth: number },
): number | 'open' | undefined {
  if (content.length > maxHeadChars || !content.slice(0, firstPipeWithin).includes('|'))
    return undefined;
  const prefix = readPrefix(source, lineBreak + 1);
  const end = source.indexOf('\n', prefix.contentAt);
  const below = source.slice(prefix.contentAt, end === -1 ? source.length : end);
  if (end === -1) return isDelimiterSoFar(below) ? 'open' : undefined;
  if (prefix.quoteDepth !== quoteDepth || below.length > maxHeadChars) return undefined;
  return readAlignments(below) === undefined ? undefined : end + 1;
}

function isDelimiterSoFar(line: string): boolean {
  return line.length <= maxHeadChars && /^[\s|:-]*$/.test(line);
}

/** Whether the line belongs to the table above it, as far as its beginning tells. */
export function mayBeRow(content: string, { hasOuterPipes }: OpenTable): boolean {
  return content.length <= maxRowChars && (!hasOuterPipes || content.startsWith('|'));
}

export function isRow(content: string, table: OpenTable): boolean {
  return mayBeRow(content, table) && content.includes('|');
}

export function headerOf(source: string, table: OpenTable): string[] {
  const { contentAt } = readPrefix(source, table.headAt);
  return readRow(source.slice(contentAt, source.indexOf('\n', contentAt)));
}

export function rowRoom(content: string, header: readonly string[]): number {
  return tableRowRoom(readRow(content), { header, writers: cellWriters });
}

export function headRoom(header: readonly string[]): number {
  return tableHeadRoom(header, cellWriters);
}
