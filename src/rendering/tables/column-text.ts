// Text in columns of a code block, where a Chinese character or an emoji is as wide as two letters.
import stringWidth from 'string-width';
import type { Alignment } from './table.ts';

/** Measured once: to measure text that is not ASCII is slow. */
export interface ColumnText {
  text: string;
  /** In columns of a fixed-width font. */
  width: number;
  /** How many characters are Chinese, Japanese, Korean or full-width forms. */
  fullWidthCount: number;
}

export interface Column {
  width: number;
  alignment: Alignment;
  /** The most that one of its texts has. */
  fullWidthCount: number;
}

const printableAscii = /^[\x20-\x7e]*$/;
const fullWidth =
  /[\u3000-\u303e\u3041-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff01-\uff60]/g;

/** In code units. To measure takes quadratic time (`Intl.Segmenter`: 100,000 Chinese characters take half a minute). */
const maxMeasuredChars = 500;

/** A text that is too long to be measured is infinitely wide. */
export function measure(text: string): ColumnText {
  if (printableAscii.test(text)) return { text, width: text.length, fullWidthCount: 0 };
  if (text.length > maxMeasuredChars) return { text, width: Infinity, fullWidthCount: 0 };
  const fullWidthCount = text.match(fullWidth)?.length ?? 0;
  return { text, width: stringWidth(text), fullWidthCount };
}

/** The text, filled up with blanks to the width of the column. */
export function fill({ text, width, fullWidthCount }: ColumnText, column: Column): string {
  const missing = column.width - width;
  const before = blanksBefore(missing, column.alignment);
  const missingFullWidth = Math.max(0, column.fullWidthCount - fullWidthCount);
  const fullWidthBefore = Math.min(Math.floor(before / 2), missingFullWidth);
  const after = missing - before;
  const fullWidthAfter = Math.min(Math.floor(after / 2), missingFullWidth - fullWidthBefore);
  return `${blanks(before, fullWidthBefore)}${text}${blanks(after, fullWidthAfter)}`;
}

function blanksBefore(missing: number, alignment: Alignment): number {
  if (alignment === 'right') return missing;
  return alignment === 'center' ? Math.floor(missing / 2) : 0;
}

/**
 * Discord's fixed-width fonts have no Chinese: those characters come from another font, and are not quite two columns
 * wide. Where full-width characters are missing, full-width blanks of that same font keep the next column straight.
 */
function blanks(columns: number, fullWidthBlanks: number): string {
  return '\u3000'.repeat(fullWidthBlanks) + ' '.repeat(columns - 2 * fullWidthBlanks);
}
