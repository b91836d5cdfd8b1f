// Character references of HTML: `&lt;`, `&#39;`, `&#x2014;`.
import type { Stretch } from './atom-limits.ts';

export interface Entity extends Stretch {
  type: 'entity';
  /** The character that it stands for. */
  text: string;
}

/** Those that models write; any other stays as it is. */
const named: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  amp: '&',
  quot: '"',
  apos: "'",
  nbsp: '\u{a0}',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  copy: '©',
  reg: '®',
  trade: '™',
  hellip: '…',
  mdash: '—',
  ndash: '–',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  laquo: '«',
  raquo: '»',
  middot: '·',
  bull: '•',
  deg: '°',
  micro: 'µ',
  sect: '§',
  para: '¶',
  euro: '€',
  pound: '£',
  yen: '¥',
  cent: '¢',
  times: '×',
  divide: '÷',
  plusmn: '±',
  minus: '−',
  le: '≤',
  ge: '≥',
  ne: '≠',
  asymp: '≈',
  equiv: '≡',
  infin: '∞',
  radic: '√',
  sum: '∑',
  prod: '∏',
  int: '∫',
  part: '∂',
  pi: 'π',
  larr: '←',
  rarr: '→',
  uarr: '↑',
  darr: '↓',
  harr: '↔',
  frac12: '½',
  frac14: '¼',
  sup2: '²',
  sup3: '³',
};

const reference = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([A-Za-z][\dA-Za-z]{1,9}));/y;
const beginning = /&(?:#\d{0,7}|#[xX][\da-fA-F]{0,6}|[A-Za-z][\dA-Za-z]{0,9})?/y;

export function readEntity(source: string, at: number): Entity | 'open' | undefined {
  reference.lastIndex = at;
  const [whole, decimal, hexadecimal, name] = reference.exec(source) ?? [];
  if (whole === undefined) return isUndecided(source, at) ? 'open' : undefined;
  const text =
    name === undefined ? fromNumber(decimal ?? `0x${hexadecimal ?? ''}`) : namedCharacter(name);
  return text === undefined
    ? undefined
    : { type: 'entity', start: at, end: at + whole.length, text };
}

function isUndecided(source: string, at: number): boolean {
  beginning.lastIndex = at;
  return at + (beginning.exec(source)?.[0].length ?? 0) === source.length;
}

function namedCharacter(name: string): string | undefined {
  return Object.hasOwn(named, name) ? named[name] : undefined;
}

function fromNumber(digits: string): string {
  const code = Number(digits);
  const isCharacter = code <= 0x10ffff && !/[\p{Cc}\p{Cs}]/u.test(String.fromCodePoint(code));
  return isCharacter ? String.fromCodePoint(code) : '\u{fffd}';
}
