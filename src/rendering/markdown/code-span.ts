// Code within a line: found as CommonMark reads it, written as Discord does.
import { isBlankLineAt, maxAtomChars } from './atom-limits.ts';
import type { Stretch } from './atom-limits.ts';

export interface CodeSpan extends Stretch {
  type: 'code';
  code: string;
}

/** CommonMark's code spans; a run of backticks is closed by the next one of its length, before a blank line. */
export function readCodeSpan(source: string, at: number): CodeSpan | 'open' | undefined {
  const span = readOfAnyLength(source, at);
  return span === 'long' ? undefined : span;
}

/** Whether one begins at `at` that is too long to be an atom, or is never closed. Once true it stays so. */
export function isLongCodeSpan(source: string, at: number): boolean {
  return readOfAnyLength(source, at) === 'long';
}

function readOfAnyLength(source: string, at: number): CodeSpan | 'open' | 'long' | undefined {
  if (isInsideRun(source, at)) return undefined;
  const limit = at + maxAtomChars;
  const openEnd = backticksEnd(source, at);
  for (let index = openEnd; index < limit; index += 1) {
    if (index >= source.length) return 'open';
    if (isBlankLineAt(source, index)) return undefined;
    if (source[index] !== '`') continue;
    const end = backticksEnd(source, index);
    if (end === source.length) return end > limit ? 'long' : 'open';
    if (end - index === openEnd - at && end <= limit) {
      return { type: 'code', start: at, end, code: foldCode(source.slice(openEnd, index)) };
    }
    index = end - 1;
  }
  return 'long';
}

/** What is between the backticks: on one line, without the blanks that only keep it from its marks. */
function foldCode(inner: string): string {
  const line = inner.replaceAll('\n', ' ');
  const isPadded = line.startsWith(' ') && line.endsWith(' ') && line.trim() !== '';
  return isPadded ? line.slice(1, -1) : line;
}

/**
 * A code span of Discord: one or two backticks, since three begin a block. `undefined`: Discord has no way to show it,
 * which is so if it holds both single and double backticks.
 */
export function writeCode(code: string): string | undefined {
  if (code === '') return undefined;
  const parted = partBackticks(code);
  const lengths = new Set(parted.match(/`+/g)?.map((run) => run.length));
  if (lengths.size === 0) return `\`${parted}\``;
  const mark = ['``', '`'].find(({ length }) => !lengths.has(length));
  return mark && `${mark}${padCode(parted)}${mark}`;
}

/** Three backticks begin or end a block of code wherever they stand, so something invisible parts them. */
export function partBackticks(code: string): string {
  return code.replaceAll(/`{3,}/g, (run) => [...run].join('\u200b'));
}

/** Discord takes one blank off each side that begins or ends with a backtick. */
function padCode(code: string): string {
  const before = code.trimStart().startsWith('`') ? ' ' : '';
  const after = code.trimEnd().endsWith('`') ? ' ' : '';
  return before + code + after;
}

function backticksEnd(source: string, at: number): number {
  let end = at;
  while (source[end] === '`') end += 1;
  return end;
}

/** An escaped backtick is no part of the run after it. */
function isInsideRun(source: string, at: number): boolean {
  if (source[at - 1] !== '`') return false;
  let before = at - 1;
  while (source[before - 1] === '\\') before -= 1;
  return (at - 1 - before) % 2 === 0;
}
