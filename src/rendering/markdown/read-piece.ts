// Reads the inline text of a line piece by piece. A piece is what no border of a page cuts: a word with the blanks after
// it, an atom, the next characters of what has neither blanks nor atoms.
import { graphemeStart, isLowSurrogate } from '../characters.ts';
import type { Atom } from './atoms.ts';
import { opensFenceWithin } from './fence-lines.ts';
import { mayBeFormula, readInlineAtom } from './inline-atom.ts';
import { opensLongSpan } from './long-code.ts';

export interface Piece {
  end: number;
  atom?: Atom;
  /** It is the last of its line: a line break is its end, or a code block follows. */
  endsLine: boolean;
  /** The text ends before it is decided where the piece ends: it is what is there, as text, or something longer. */
  isOpen: 'no' | 'word' | 'formula' | 'atom';
}

/** Longer words are cut. In code units. */
export const maxWordChars = 64;
/** In scripts without blanks a page may end between any two characters. */
const maxWideChars = 16;
export const maxBlankChars = 64;
/** Of one character as people see it; the longest emoji in use are about 30 code units long. */
const maxCharacterLength = 128;
const firstWideCharacter = 0x2e80;
/**
 * Between two of these nothing is joined to one character: Latin, Cyrillic, kana, Han and their punctuation, without the
 * marks that combine.
 */
const isSingle = (codeUnit: number) =>
  codeUnit < 0x300 ||
  (codeUnit >= 0x400 && codeUnit < 0x482) ||
  (codeUnit >= 0x2010 && codeUnit < 0x2027) ||
  (codeUnit >= 0x3000 && codeUnit < 0x302a) ||
  (codeUnit >= 0x309b && codeUnit < 0xa000) ||
  (codeUnit >= 0x3040 && codeUnit < 0x3099) ||
  (codeUnit >= 0xff01 && codeUnit < 0xff9e);

const isBlank = (character: string | undefined) => character === ' ' || character === '\t';

/** `at` is inside of a line's content. */
export function readPiece(source: string, at: number): Piece {
  if (source[at] === '\n') return { end: at + 1, endsLine: true, isOpen: 'no' };
  const isFence = opensFenceWithin(source, at);
  if (isFence === true || opensLongSpan(source, at))
    return { end: at, endsLine: true, isOpen: 'no' };
  if (isFence === 'open') return { end: at + 1, endsLine: false, isOpen: 'atom' };
  const atom = readInlineAtom(source, at);
  if (atom === 'open') return openPiece(source, at);
  if (atom !== undefined) return { ...withBlanks(source, atom.end), atom };
  return withBlanks(source, wordEnd(source, at));
}

function openPiece(source: string, at: number): Piece {
  // If it comes to nothing, the bracket of `\[` is an escaped one and begins no link.
  const end = source[at] === '\\' && /[([]/.test(source.charAt(at + 1)) ? at + 2 : at + 1;
  return { end, endsLine: false, isOpen: openType(source, at) };
}

function openType(source: string, at: number): Piece['isOpen'] {
  if (mayBeFormula(source, at)) return 'formula';
  // Emphasis marks at the end may only become a few more.
  return /[*_~]/.test(source.charAt(at)) ? 'word' : 'atom';
}

function withBlanks(source: string, wordEndsAt: number): Piece {
  let end = wordEndsAt;
  while (isBlank(source[end]) && end - wordEndsAt < maxBlankChars) end += 1;
  if (source[end] === '\n') return { end: end + 1, endsLine: true, isOpen: 'no' };
  end = wholeCharacters(source, end);
  return { end, endsLine: false, isOpen: end >= source.length ? 'word' : 'no' };
}

/** Further on, if `end` is inside of a character. */
function wholeCharacters(source: string, end: number): number {
  if (end >= source.length || isBetweenSingles(source, end)) return end;
  let whole = end;
  const limit = Math.min(source.length, end + maxCharacterLength);
  while (whole < limit && graphemeStart(source, whole) !== whole) whole += 1;
  return whole;
}

function isBetweenSingles(source: string, at: number): boolean {
  return isSingle(source.charCodeAt(at)) && isSingle(source.charCodeAt(at - 1));
}

function wordEnd(source: string, at: number): number {
  const isWide = source.charCodeAt(at) >= firstWideCharacter;
  const limit = at + (isWide ? maxWideChars : maxWordChars);
  let end = runEnd(source, at);
  while (end < source.length && end < limit) {
    const character = source.charAt(end);
    if (character === '\n' || isBlank(character)) return end;
    if (/[，、；：。！？]/.test(source.charAt(end - 1))) return wholeCharacters(source, end);
    if (source.charCodeAt(end) >= firstWideCharacter !== isWide)
      return wholeCharacters(source, end);
    if (beginsAnother(source, end)) return end;
    end = runEnd(source, end);
  }
  return end < limit ? end : cutWord(source, at, limit);
}

/** Something that is no part of a word. */
function beginsAnother(source: string, at: number): boolean {
  return (
    opensFenceWithin(source, at) !== false ||
    opensLongSpan(source, at) ||
    readInlineAtom(source, at) !== undefined
  );
}

/** Marks in a row are no atom if the first of them begins none. */
function runEnd(source: string, at: number): number {
  let end = at + 1;
  while (source[at] === '`' && source[end] === '`') end += 1;
  return end;
}

function cutWord(source: string, at: number, limit: number): number {
  if (isBetweenSingles(source, limit)) return limit;
  const cut = graphemeStart(source, limit);
  if (cut > at) return cut;
  return wholeCharacters(source, isLowSurrogate(source.charCodeAt(limit)) ? limit + 1 : limit);
}
