// The blocks of a stretch of an answer, between reading and showing them.
import type { Alignment } from '../tables/table.ts';
import type { BlockState, Fence } from './line.ts';

export type Block =
  | InlineBlock
  | CodeBlock
  | TableBlock
  | { type: 'rule' }
  /** What stands beside the language of a code block. */
  | { type: 'note'; source: string }
  | { type: 'blank'; quoteDepth: number; lines: number };

export interface TableBlock {
  type: 'table';
  header: readonly string[];
  alignments: readonly Alignment[];
  rows: string[][];
}

/** A paragraph, a heading, an item, a footnote; or the part of it that stands in the stretch. */
export interface InlineBlock {
  type: 'text' | 'heading' | 'item' | 'footnote';
  /** Its lines without what stands before them. */
  source: string;
  quoteDepth: number;
  /** How many list items it stands in. */
  level: number;
  /** Of an item. */
  marker: string;
  /** Of a heading: 1 is the highest. */
  depth: number;
  /** It began before the stretch. */
  isContinuation: boolean;
}

export interface CodeBlock {
  type: 'code';
  language: string;
  /** What of it stands in the stretch. */
  code: string;
  /** Where it comes from, with `undefined` for indented code; and where its code ends, if it does in the stretch. */
  fence: Fence | undefined;
  codeEnd: number | undefined;
}

/** `source` ends where the stretch ends. */
export interface Stretch {
  source: string;
  start: number;
  state: BlockState;
  /** The text grows: a formula that is open at its end may be closed yet. */
  isGrowing: boolean;
}
