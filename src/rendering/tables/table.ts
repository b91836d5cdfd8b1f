// What a table is, between reading and showing it.

/** `undefined`: the table does not say. */
export type Alignment = 'left' | 'right' | 'center' | undefined;

/** Cells are Markdown source. A row may have fewer cells than the header, or more. */
export interface Table {
  header: readonly string[];
  alignments: readonly Alignment[];
  rows: readonly (readonly string[])[];
}

/** How the source of a cell is shown. Both write one line without control characters. */
export interface CellWriters {
  /** Without any markup, for a code block. */
  plain: (source: string) => string;
  /** Discord's Markdown: whole in itself, and harmless also at the beginning of a line. */
  markdown: (source: string) => string;
}
