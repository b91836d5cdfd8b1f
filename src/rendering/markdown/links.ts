// Links and images, `[label](url "title")`, and references to footnotes, `[^1]`. As CommonMark reads them.
import { isAsciiPunctuation, isBlankLineAt, maxAtomChars } from './atom-limits.ts';
import type { Stretch } from './atom-limits.ts';
import { readCodeSpan } from './code-span.ts';

export interface Link extends Stretch {
  type: 'link' | 'image';
  /** Markdown. */
  label: string;
  url: string;
}

export interface Footnote extends Stretch {
  type: 'footnote';
  label: string;
}

/** Deeper brackets make no link, so that a row of `[` costs no more than its length. */
const maxBracketDepth = 4;
const maxParenDepth = 8;
const footnote = /^\^[^\s[\]]+$/;

export function readLink(source: string, at: number): Link | Footnote | 'open' | undefined {
  const open = source[at] === '!' ? at + 1 : at;
  if (open === source.length) return 'open';
  if (source[open] !== '[') return undefined;
  const labelEnd = readLabelEnd(source, open, at + maxAtomChars);
  if (typeof labelEnd !== 'number') return labelEnd;
  const next = source[labelEnd + 1];
  if (next === undefined) return 'open';
  const label = source.slice(open + 1, labelEnd);
  if (next === '(') return readTarget(source, { at, label, open: labelEnd + 1 });
  const isFootnote = open === at && footnote.test(label);
  return isFootnote
    ? { type: 'footnote', start: at, end: labelEnd + 1, label: label.slice(1) }
    : undefined;
}

/** Where the `]` stands that closes the `[` at `open`. */
function readLabelEnd(source: string, open: number, limit: number): number | 'open' | undefined {
  let depth = 0;
  for (let at = open; at < limit; at += 1) {
    const character = source[at];
    if (character === undefined) return 'open';
    if (isBlankLineAt(source, at)) return undefined;
    if (character === '[') depth += 1;
    if (character === ']') depth -= 1;
    if (depth === 0) return at;
    if (depth > maxBracketDepth) return undefined;
    const skipped = skipInLabel(source, at);
    if (skipped === 'open') return 'open';
    at += skipped;
  }
  return undefined;
}

/** How much stands after `at` that holds no brackets of the label. */
function skipInLabel(source: string, at: number): number | 'open' {
  if (source[at] === '\\') return isAsciiPunctuation(source[at + 1]) ? 1 : 0;
  if (source[at] !== '`') return 0;
  const code = readCodeSpan(source, at);
  if (code === 'open') return 'open';
  return code === undefined ? 0 : code.end - at - 1;
}

interface Target {
  at: number;
  label: string;
  /** Where the parenthesis stands. */
  open: number;
}

function readTarget(source: string, { at, label, open }: Target): Link | 'open' | undefined {
  const limit = at + maxAtomChars;
  const start = skipBlanks(source, open + 1);
  const end =
    source[start] === '<' ? angleEnd(source, start, limit) : plainEnd(source, start, limit);
  if (typeof end !== 'number') return end;
  const close = titleEnd(source, end, limit);
  if (typeof close !== 'number') return close;
  const type = source[at] === '!' ? 'image' : 'link';
  const raw = source[start] === '<' ? source.slice(start + 1, end - 1) : source.slice(start, end);
  return { type, start: at, end: close + 1, label, url: unescapeUrl(raw) };
}

function angleEnd(source: string, start: number, limit: number): number | 'open' | undefined {
  for (let at = start + 1; at < limit; at += 1) {
    const character = source[at];
    if (character === undefined) return 'open';
    if (character === '\n' || character === '<') return undefined;
    if (character === '>') return at + 1;
    if (character === '\\') at += 1;
  }
  return undefined;
}

/** Up to a blank or the parenthesis that closes the link. */
function plainEnd(source: string, start: number, limit: number): number | 'open' | undefined {
  let depth = 0;
  for (let at = start; at < limit; at += 1) {
    const character = source[at];
    if (character === undefined) return 'open';
    if (/\s/.test(character) || (character === ')' && depth === 0)) return at;
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth > maxParenDepth) return undefined;
    if (character === '\\' && isAsciiPunctuation(source[at + 1])) at += 1;
  }
  return undefined;
}

/** Where the `)` stands, after a title if there is one. */
function titleEnd(source: string, from: number, limit: number): number | 'open' | undefined {
  let at = skipBlanks(source, from);
  const quote = source[at];
  if (at > from && (quote === '"' || quote === "'")) {
    at += 1;
    while (at < limit && at < source.length && source[at] !== quote) {
      if (isBlankLineAt(source, at)) return undefined;
      at += source[at] === '\\' ? 2 : 1;
    }
    at = skipBlanks(source, at + 1);
  }
  if (at >= source.length) return source.length > limit ? undefined : 'open';
  return source[at] === ')' && at < limit ? at : undefined;
}

/** Blanks, and at most one line break. */
function skipBlanks(source: string, from: number): number {
  let at = from;
  let breaks = 0;
  while (source[at] === ' ' || source[at] === '\t' || (source[at] === '\n' && breaks === 0)) {
    if (source[at] === '\n') breaks += 1;
    at += 1;
  }
  return at;
}

function unescapeUrl(url: string): string {
  return url.replaceAll(/\\([!-/:-@[-`{-~])/g, '$1').replaceAll('&amp;', '&');
}
