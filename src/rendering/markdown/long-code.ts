// Formulas and code spans that are too long to be atoms, or never closed, are blocks of code: these may go on over the
// border of a page. What begins may still become an atom until it is longer than one: only from there on a block is known.
import { isLongFormula } from '../maths/formula.ts';
import { maxAtomChars } from './atom-limits.ts';
import { isLongCodeSpan } from './code-span.ts';
import { opensFence } from './fence-lines.ts';
import type { Fence, Line, LongCode, WholeLine } from './line.ts';
import { itemIndent, type LineSoFar, placeOf, stateAfter } from './line-so-far.ts';

/** It takes so much of the source to know one. In code units. */
export const longCodeChars = maxAtomChars + 1;

const maxOpeningChars = 24;

const backticks = /`{3,20}(?!`)/y;

/** A run of three backticks or more, anywhere in a line. */
export function opensLongSpan(source: string, at: number): boolean {
  backticks.lastIndex = at;
  if (source[at] !== '`' || !backticks.test(source) || opensFence(source, at)) return false;
  return isLongCodeSpan(source, at);
}

export function opensLongCode(line: Line): line is WholeLine {
  return line.type === 'fence-open' && line.after.fence?.long !== undefined;
}

/** A formula at the beginning of a line, or code where `opensLongSpan` says so. */
export function readLongOpening(line: LineSoFar): Line | undefined {
  const { source, at, prefix } = line;
  const { contentAt, quoteDepth } = prefix;
  if (opensLongSpan(source, contentAt)) {
    const marks = /^`+/.exec(line.content)?.[0] ?? '';
    const codeAt = contentAt + marks.length;
    return openingLine(line, { marks, codeAt, language: '', long: spanOf(marks) });
  }
  if (quoteDepth > 0 || isWithinLine(source, at)) return undefined;
  const long = formulaAt(source, contentAt);
  return long && openingLine(line, { marks: '```', codeAt: contentAt, language: 'tex', long });
}

export function isWithinLine(source: string, at: number): boolean {
  return at > 0 && source[at - 1] !== '\n';
}

function spanOf(closing: string): LongCode {
  return { type: 'span', closing };
}

/** Its marks are part of the code. */
function formulaAt(source: string, at: number): LongCode | undefined {
  const start = source.slice(at, at + maxOpeningChars);
  const [opening, name] = /^(?:\\\[|\$\$|\\begin\{([A-Za-z]{1,12}\*?)\})/.exec(start) ?? [];
  if (opening === undefined || !isLongFormula(source, at)) return undefined;
  if (name !== undefined) return { type: 'formula', closing: `\\end{${name}}` };
  return { type: 'formula', closing: opening === '$$' ? '$$' : '\\]' };
}

function openingLine(
  line: LineSoFar,
  named: Pick<Fence, 'marks' | 'language' | 'codeAt' | 'long'>,
): Line {
  const { source, at, prefix, state } = line;
  const isWithin = isWithinLine(source, at);
  const fence = {
    ...named,
    indent: isWithin ? (state.items.at(-1) ?? -itemIndent) + itemIndent : prefix.indent,
    quoteDepth: isWithin ? state.quoteDepth : prefix.quoteDepth,
    openedAt: at,
    depth: 0,
    isAltered: false,
  };
  const { quoteDepth } = fence;
  const opened = stateAfter(line, 'fence-open', state.items);
  const after = { ...opened, quoteDepth, fence, isInLine: true };
  const place = placeOf(line, state.items);
  return { ...place, type: 'fence-open', end: named.codeAt, note: '', after };
}
