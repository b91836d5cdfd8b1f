// Shows tables, which Discord's Markdown does not have.
import { roomOf } from '../room.ts';
import { alignedHeadRoom, alignedRowRoom, alignTable } from './aligned-table.ts';
import { showCaption, showRecord, showRecords } from './table-records.ts';
import type { CellWriters, Table } from './table.ts';

/**
 * Aligned in a code block if it fits a phone's width, else a list of records. Without rows it shows its header; where
 * nothing is in it the result is empty. It takes at most the room of `tableHeadRoom` and the `tableRowRoom` of each row.
 */
export function showTable(table: Table, { plain, markdown }: CellWriters): string {
  const rows = table.rows.filter((row) => row.some((cell) => cell.trim() !== ''));
  const filled = { ...table, rows };
  return alignTable(filled, plain) ?? showRecords(filled, markdown);
}

/** The most room that a table takes before its first row, whichever form it gets. */
export function tableHeadRoom(header: readonly string[], { plain, markdown }: CellWriters): number {
  return Math.max(alignedHeadRoom(header, plain), roomOf(showCaption(header, markdown)) + 1);
}

/** The most room that one more row takes, whichever form the table gets and whatever other rows it has. */
export function tableRowRoom(
  row: readonly string[],
  { header, writers }: { header: readonly string[]; writers: CellWriters },
): number {
  const record = showRecord(row, { header, markdown: writers.markdown });
  return Math.max(alignedRowRoom(row, writers.plain), roomOf(record) + 1);
}
