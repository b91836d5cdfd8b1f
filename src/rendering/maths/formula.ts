// Finds formulas in what R1 writes. It asks nothing of the text before a place but its last character, so that the answer
// is the same however much of the text has arrived.
import { roomOf } from '../room.ts';
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

/**
 * A longer one is no formula; the longest of R1's that we have seen has 776. Delimiters included. A page keeps so much room
 * for one that is being written, so it bounds from where on a page shows no beginning of a formula (`mostOfFormula`).
 */
export const maxFormulaRoom = 800;

/**
 * The formula that begins at `at`. `open`: one seems to begin here, and the text ends before it is decided; `$x$` at the
 * end of a text may still be `$x$5`. `undefined`: none begins here. To say that nothing follows, put a blank line behind the
 * source: then nothing is `open`. Looks at no more than the character before and what may be a formula from there on.
 */
export function readFormula(source: string, at: number): Formula | 'open' | undefined {
  const formula = readOfAnyLength(source, at);
  return formula === 'long' ? undefined : formula;
}

/** Whether a formula begins at `at` that is too long to be one, or is never closed. Once true it stays so. */
export function isLongFormula(source: string, at: number): boolean {
  return readOfAnyLength(source, at) === 'long';
}

function readOfAnyLength(source: string, at: number): Formula | 'open' | 'long' | undefined {
  const before = source[at - 1];
  if (before === '\\') return undefined;
  const window = source.slice(at, at + maxFormulaRoom + 1);
  const reading = readAtStart(window, before);
  if (reading === undefined) return undefined;
  if (isTooLong(reading === 'open' ? window : window.slice(0, reading.end))) return 'long';
  if (reading === 'open') return 'open';
  const tex = reading.tex.trim();
  if (tex === '') return undefined;
  return { start: at, end: at + reading.end, tex, isDisplay: reading.isDisplay };
}

/** No code unit takes more room than this. */
const maxCodeUnitRoom = 1.2;

function isTooLong(text: string): boolean {
  if (text.length > maxFormulaRoom) return true;
  return text.length * maxCodeUnitRoom > maxFormulaRoom && roomOf(text) > maxFormulaRoom;
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
