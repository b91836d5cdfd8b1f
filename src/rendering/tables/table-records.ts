// A table as a list of records, one for each row: for tables that are too wide for a phone.
import { cellLines } from './cell-syntax.ts';
import type { CellWriters, Table } from './table.ts';

type WriteMarkdown = CellWriters['markdown'];

export function showRecords({ header, rows }: Table, markdown: WriteMarkdown): string {
  const records = rows.map((row) => showRecord(row, { header, markdown }));
  return [showCaption(header, markdown), ...records].filter((text) => text !== '').join('\n');
}

/** The names of the columns. The records repeat them, except the first one and those of two-column tables. */
export function showCaption(header: readonly string[], markdown: WriteMarkdown): string {
  const names = header.map((cell) => showName(cell, markdown)).filter((name) => name !== '');
  const [only] = names;
  if (only === undefined) return '';
  if (header.length === 1) return bold(only);
  return `-# ${names.join(header.length === 2 ? ' — ' : ' · ')}`;
}

interface RecordOptions {
  header: readonly string[];
  markdown: WriteMarkdown;
}

/** Depends on the header and the row alone. An empty row shows nothing. */
export function showRecord(row: readonly string[], { header, markdown }: RecordOptions): string {
  const width = Math.max(header.length, row.length);
  const [first = '', second = ''] = row;
  if (width === 1) return showItem('', valuesOf(first, markdown));
  const title = showTitle(first, { header, markdown });
  if (width === 2) return showPair(title, valuesOf(second, markdown));
  const items = row.slice(1).map((cell, index) => {
    const name = showName(header[index + 1] ?? '', markdown);
    return showItem(name, valuesOf(cell, markdown));
  });
  return [title, ...items].filter((text) => text !== '').join('\n');
}

function showPair(title: string, values: readonly string[]): string {
  const [value = ''] = values;
  if (title === '') return values.map((line) => `- ${line}`).join('\n');
  if (values.length > 1) return [title, ...values.map((line) => `- ${line}`)].join('\n');
  return value === '' ? title : `${title} — ${value}`;
}

function showItem(name: string, values: readonly string[]): string {
  const [value, ...others] = values;
  if (value === undefined) return '';
  if (name === '') return [`- ${value}`, ...others.map((line) => `  - ${line}`)].join('\n');
  const label = `${name}${/[?？!！]$/.test(name) ? '' : ':'}`;
  if (others.length === 0) return `- ${label} ${value}`;
  return [`- ${label}`, ...values.map((line) => `  - ${line}`)].join('\n');
}

/** What says nothing without the name of its column: `1`, `2.`, `A`. */
const bareLabel = /^(?:\d[\d.,]*|\p{L})$/u;

function showTitle(cell: string, { header, markdown }: RecordOptions): string {
  const lines = cellLines(cell).map(withoutBold);
  const title = lines.map((line) => markdown(line)).join(' ');
  if (title === '') return '';
  const isBare = lines.length === 1 && bareLabel.test(lines[0] ?? '');
  const name = isBare ? showName(header[0] ?? '', markdown) : '';
  return bold(name === '' || bareLabel.test(name) ? title : `${name} ${title}`);
}

/** Discord has no bold inside of bold. */
function bold(shown: string): string {
  return shown.includes('**') ? shown : `**${shown}**`;
}

function showName(cell: string, markdown: WriteMarkdown): string {
  const lines = cellLines(cell).map((line) => withoutColon(withoutBold(withoutColon(line))));
  return lines.map((line) => markdown(line)).join(' ');
}

/** A record puts one of its own. */
function withoutColon(line: string): string {
  return line.replace(/(?<!\\)[:：]$/, '');
}

/** A cell that is bold as a whole is so for looking like a title. */
function withoutBold(line: string): string {
  return /^\*\*([^*]+)\*\*$/.exec(line)?.[1] ?? line;
}

const listMark = /^[-*•]\s+/;

function valuesOf(cell: string, markdown: WriteMarkdown): string[] {
  const lines = cellLines(cell);
  const sources = lines.length > 1 ? lines.map((line) => line.replace(listMark, '')) : lines;
  return sources.map((source) => markdown(source)).filter((line) => line !== '');
}
