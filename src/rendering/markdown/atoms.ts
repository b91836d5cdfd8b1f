// What no border of a page may cut, because one part of it alone would read as something else.
import { readFormula } from '../maths/formula.ts';
import { readAddress, readInvite } from './addresses.ts';
import type { Address, Invite } from './addresses.ts';
import { readAngleAtom } from './angle-atoms.ts';
import type { AngleAtom, Mention } from './angle-atoms.ts';
import { isAsciiPunctuation, isBlankLineAt, maxAtomChars, mayBecome } from './atom-limits.ts';
import type { Stretch } from './atom-limits.ts';
import { readCodeSpan } from './code-span.ts';
import type { CodeSpan } from './code-span.ts';
import { readEntity } from './entities.ts';
import type { Entity } from './entities.ts';
import { readLink } from './links.ts';
import type { Footnote, Link } from './links.ts';

export interface FormulaAtom extends Stretch {
  type: 'formula';
  tex: string;
  isDisplay: boolean;
}

/** A backslash and the character that it makes literal. */
export interface Escape extends Stretch {
  type: 'escape';
  character: string;
}

/** Offsets in the source, in code units. */
export type Atom =
  | CodeSpan
  | FormulaAtom
  | Link
  | Address
  | Footnote
  | AngleAtom
  | Entity
  | Escape
  | Invite;

/** A longer row of stars or the like marks nothing. */
const maxMarks = 8;

type Reading = Atom | 'open' | undefined;

/** Where an atom may begin, or emphasis. */
export const atomStart = /[\\`$[<&@*_~]|!\[|https?:\/\/|discord/gi;

/**
 * The atom at `at`. `open`: one seems to begin here, and the text ends before it is decided; so it is with emphasis marks
 * at the end, which may become more. `undefined`: plain text. The answer for a beginning of a text is `open` or the one
 * for the whole text. To say that nothing follows, put a blank line behind the source: then nothing is `open`.
 */
export function readAtom(source: string, at: number): Reading {
  switch (source[at]) {
    case '`':
      return readCodeSpan(source, at);
    case '$':
      return readFormulaAtom(source, at);
    case '\\':
      return readFormulaAtom(source, at) ?? readEscape(source, at);
    case '[':
    case '!':
      return readLink(source, at);
    case '<':
      return readAngleAtom(source, at);
    case '&':
      return readEntity(source, at);
    case '@':
      return readEveryone(source, at);
    case 'h':
    case 'H':
      return readAddress(source, at);
    case 'd':
    case 'D':
      return readInvite(source, at);
    case '*':
    case '_':
    case '~':
      return readMarksAtEnd(source, at);
    default:
      return undefined;
  }
}

function readFormulaAtom(source: string, at: number): Reading {
  const formula = readFormula(source, at);
  return typeof formula === 'object' ? { ...formula, type: 'formula' } : formula;
}

function readEscape(source: string, at: number): Reading {
  const character = source[at + 1];
  if (character === undefined) return 'open';
  if (character === '\n') return readHardBreak(source, at);
  if (!isAsciiPunctuation(character)) return undefined;
  return { type: 'escape', start: at, end: at + 2, character };
}

/** A backslash at the end of a line keeps the break after it; at the end of a paragraph it is one. */
function readHardBreak(source: string, at: number): Reading {
  if (isBlankLineAt(source, at + 1)) return undefined;
  const isBlankSoFar = source.slice(at + 1, at + maxAtomChars).trim() === '';
  return isBlankSoFar ? 'open' : { type: 'escape', start: at, end: at + 1, character: '' };
}

function readEveryone(source: string, at: number): Mention | 'open' | undefined {
  const name = ['@everyone', '@here'].find((words) => source.startsWith(words, at));
  if (name !== undefined) return { type: 'mention', start: at, end: at + name.length };
  return mayBecome('@everyone', source, at) || mayBecome('@here', source, at) ? 'open' : undefined;
}

function readMarksAtEnd(source: string, at: number): 'open' | undefined {
  const rest = source.slice(at, at + maxMarks + 1);
  const isAtEnd = rest.length <= maxMarks && rest === rest.charAt(0).repeat(rest.length);
  return isAtEnd ? 'open' : undefined;
}
