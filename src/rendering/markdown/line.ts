// What reading the blocks of a text line by line knows: of each line, and between two lines.

/** A block of code that is open. Offsets in the source, in code units. */
export interface Fence {
  /** The run of backticks or tildes that opened it. */
  marks: string;
  /** Columns before it, which its code has as well. */
  indent: number;
  quoteDepth: number;
  /** Empty where none is named. */
  language: string;
  openedAt: number;
  /** Where its code begins. */
  codeAt: number;
  /** Blocks that are open inside of it, as part of its code. */
  depth: number;
  /** Its code holds three backticks, where Discord would end it. */
  isAltered: boolean;
  /** It is a long formula or code span. */
  long?: LongCode;
}

/** A formula or a code span that is shown as a block of code. */
export interface LongCode {
  type: 'formula' | 'span';
  /** The mark that ends it; part of the code of a formula. */
  closing: string;
  /** It ends here: what stands here of its closing mark. */
  endMarks?: string;
}

export interface OpenTable {
  /** Its header line and its delimiter line. */
  headAt: number;
  rowsAt: number;
  hasOuterPipes: boolean;
}

export type LineType = Line['type'];

/** What a line's meaning takes from the lines before it. Small, and plain data: reading can go on from any line. */
export interface BlockState {
  /** The columns of the markers of the list items that are open, outermost first. */
  items: readonly number[];
  fence?: Fence;
  table?: OpenTable;
  quoteDepth: number;
  /** The last line that was not blank. */
  last?: LineType;
  isAfterBlank: boolean;
  /** A line of the paragraph began like a display formula that is not closed: below it there is no table. */
  seemsFormula?: boolean;
  /** The next character goes on within a line of text or code. */
  isInLine: boolean;
}

export const startOfText: BlockState = {
  items: [],
  quoteDepth: 0,
  isAfterBlank: false,
  isInLine: false,
};

interface LinePlace {
  start: number;
  /** Behind its markers and indentation. */
  contentAt: number;
  quoteDepth: number;
  /** How many list items it stands in. */
  level: number;
  after: BlockState;
  /** The text ends before it is decided what the line is. It is read as text, or as code. */
  isOpen: boolean;
}

/** A line with inline Markdown: where it ends is for its pieces to tell (`readPiece`), since a formula may hold line breaks. */
export type InlineLine = LinePlace &
  (
    | { type: 'text'; /** It goes on with the block of the line before. */ isContinuation: boolean }
    | { type: 'heading'; depth: number }
    | { type: 'item'; /** As shown, without a blank. */ marker: string }
    | { type: 'footnote' }
  );

/** `end` is behind the line break. */
export type WholeLine = LinePlace & { end: number } & (
    | { type: 'blank' }
    | { type: 'rule' }
    /** A row of `=` that makes a heading of the line before. */
    | { type: 'underline' }
    | { type: 'fence-open'; /** What its first line says besides the language. */ note: string }
    | { type: 'code' }
    | { type: 'fence-close'; fence: Fence }
    | { type: 'indented-code' }
    | { type: 'table-head' }
    | { type: 'table-row' }
  );

export type Line = InlineLine | WholeLine;

export function isInline(line: Line): line is InlineLine {
  return ['text', 'heading', 'item', 'footnote'].includes(line.type);
}
