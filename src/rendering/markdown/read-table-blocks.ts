// Puts the lines of a table together.
import { readAlignments, readRow } from '../tables/read-table.ts';
import type { Block } from './block.ts';
import type { OpenTable, WholeLine } from './line.ts';
import { readPrefix } from './line-prefix.ts';
import { headerOf } from './table-lines.ts';

/** A row of a table that began before the stretch brings its header along. */
export function addTableLine(
  blocks: Block[],
  { line, text, end }: { line: WholeLine; text: string; end: number },
): void {
  const head = line.after.table;
  if (head === undefined) return;
  const table = openTable(blocks, { head, text, line });
  if (line.type === 'table-row') table.push(readRow(text.slice(line.contentAt, end)));
}

function openTable(
  blocks: Block[],
  { head, text, line }: { head: OpenTable; text: string; line: WholeLine },
): string[][] {
  const last = blocks.at(-1);
  if (line.type === 'table-row' && last?.type === 'table') return last.rows;
  const rows: string[][] = [];
  const header = headerOf(text, head);
  const alignments = alignmentsOf(text, head);
  blocks.push({ type: 'table', header, alignments, rows });
  return rows;
}

function alignmentsOf(text: string, { headAt, rowsAt }: OpenTable) {
  const delimiterAt = text.indexOf('\n', headAt) + 1;
  const { contentAt } = readPrefix(text, delimiterAt);
  return readAlignments(text.slice(contentAt, rowsAt)) ?? [];
}
