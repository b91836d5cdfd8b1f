// Finds formulas in what R1 writes. It asks nothing of the text before a place but its last character, so that the answer
// is the same however much of the text has arrived.
import { readBoxedCommand, readDelimited, readEnvironment } from './delimiters.ts';
import { readDollars } from './dollars.ts';

/** Offsets are code units of the source; delimiters stand between them. */
export interface Formula {
  start: number;
  end: number;
  /** Without delimiters, trimmed, never empty. Of a bare environment or `\boxed` the whole. */
  tex: string;
  isDisplay: boolean;
}

/** A longer one is no formula but text. In code units, delimiters included. */
export const maxFormulaChars = 1_000;

/**
 * The formula that begins at `at`. `open`: one seems to begin here, and the text ends before it is decided; `$x$` at the
 * end of a text may still be `$x$5`. `undefined`: none begins here. To say that nothing follows, put a blank line behind the
 * source: then nothing is `open`. Looks at no more than the character before and `maxFormulaChars` + 1 from there on.
 */
export function readFormula(source: string, at: number): Formula | 'open' | undefined {
  const before = source[at - 1];
  if (before === '\\') return undefined;
  const window = source.slice(at, at + maxFormulaChars + 1);
  const reading = readAtStart(window, before);
  if (reading === 'open') return window.length > maxFormulaChars ? undefined : 'open';
  if (reading === undefined || reading.end > maxFormulaChars) return undefined;
  const tex = reading.tex.trim();
  if (tex === '') return undefined;
  return { start: at, end: at + reading.end, tex, isDisplay: reading.isDisplay };
}

function readAtStart(text: string, before: string | undefined) {
  if (text.startsWith('$')) return readDollars(text, before);
  if (!text.startsWith('\\')) return undefined;
  if (text === '\\') return 'open';
  return (
    readDelimited(text) ??
    readEnvironment(text) ??
    readBoxedCommand(text, { isLineStart: before === undefined || before === '\n' })
  );
}
