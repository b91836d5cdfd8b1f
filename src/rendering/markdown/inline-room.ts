// How much room inline source takes at most once it is shown. Pages are cut by this bound, before it is decided how
// anything looks, so it holds for every stretch, and the bounds of two stretches for both together.
import { roomOf } from '../room.ts';
import type { FormulaAtom } from './atoms.ts';
import { cleanSource } from './clean-source.ts';
import { formulaCode, formulaLeaf } from './formula-leaves.ts';
import { readInline } from './inline-tokens.ts';
import type { InlineToken } from './inline-tokens.ts';
import type { BareLeaf } from './leaves.ts';
import { atomLeaves } from './read-leaves.ts';
import { markOf, type Style } from './styled-range.ts';

/** What closing all styles and opening them again takes. */
const stylesRoom = 14;

/**
 * To be added once for a whole stretch: marks of the stretch before that are opened again, what is open at its end, and
 * the start of its first line.
 */
export const marksRoom = 2 * stylesRoom + 2;

/** Each may get a backslash; a line break one for what follows it. See `escapeText`. */
const escapable =
  /\\(?![\dA-Za-z\s])|[*_[<@\n]|:(?=\/\/|\/?$)|(?<=^|\])\(|(?<=^|\|)\||\|(?=\||$)|(?<=^.?|gg\.?|ift\.?|new\.?|ite\.?)\//gi;
/** Each may get something between it and the next, too. */
const touching = /[`~]/g;

/** The most room that the source takes when shown by `showInline`, display formulas as their code. */
export function inlineRoomBound(source: string): number {
  return readInline(cleanSource(source), true).reduce((room, token) => room + tokenBound(token), 0);
}

/**
 * The most room that a formula takes, in a block outside of quotes: its source is there as it is shown. At most
 * `aroundFormula` more than the source itself.
 */
export function formulaRoomBound({ tex, isDisplay }: FormulaAtom): number {
  return leafBound(isDisplay ? { type: 'formula', tex } : formulaLeaf(tex));
}

/** A fence of code that names its language, and the styles to both sides. */
export const aroundFormula = '```tex\n\n```'.length + stylesRoom + 2;

function tokenBound(token: InlineToken): number {
  switch (token.type) {
    case 'text':
      return textBound(token.text);
    case 'run':
      return 2 * token.count;
    case 'unfinished':
      return textBound(token.source);
    case 'atom':
      return Math.max(textBound(token.source), shownBound(token));
    default:
      return token satisfies never;
  }
}

/** Never less than as plain text: the stretch alone may read as something else than within the whole. */
function shownBound(token: Extract<InlineToken, { type: 'atom' }>): number {
  if (token.atom.type === 'tag') return textBound(token.source) + stylesRoom;
  return atomLeaves(token, false).reduce((room, leaf) => room + leafBound(leaf), 0);
}

function leafBound(leaf: BareLeaf): number {
  switch (leaf.type) {
    case 'text':
      return textBound(leaf.text) + ownStylesRoom(leaf.styles ?? []);
    case 'markup':
      return markupBound(leaf.markdown);
    case 'formula':
      return roomOf(formulaCode(leaf.tex)) + stylesRoom + 2;
    default:
      return leaf satisfies never;
  }
}

/** Their marks, and what may part these from others. */
function ownStylesRoom(styles: readonly Style[]): number {
  return styles.reduce((room, style) => room + 2 * (markOf[style].length + 1.2), 0);
}

/** Styles that cannot stand around it are closed before and opened after it. */
function markupBound(markdown: string): number {
  const conflicts = /\*|~~|__/.test(markdown) ? stylesRoom : 0;
  return roomOf(markdown) + conflicts + 2;
}

function textBound(text: string): number {
  return roomOf(text) + countOf(text, escapable) + 2.2 * countOf(text, touching);
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
