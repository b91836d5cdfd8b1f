// Formulas between dollar signs, told apart from money, shell variables and templates.
import type { Reading } from './delimiters.ts';
import { isBlankLineAfter } from './delimiters.ts';

/** Words that are neither variables nor products of them. */
const shortWords = new Set(
  `an and are as at be but by can do each for from had has he in is it my no not of on or per she so the to was we
  you`.split(/\s+/),
);

const functionNames = new Set(
  'sin cos tan cot sec csc log ln exp max min gcd lcm mod lim det'.split(' '),
);

/** @param text begins with a dollar sign. */
export function readDollars(text: string, before: string | undefined): Reading {
  // `US$ 3`, `5$`, `a$b`; a CJK character may well stand before a formula.
  if (before !== undefined && /[A-Za-z0-9\u00c0-\u024f$]/.test(before)) return undefined;
  if (text === '$') return 'open';
  return text[1] === '$' ? readDouble(text) : readSingle(text);
}

function readDouble(text: string): Reading {
  if (text[2] === '$') return undefined;
  const end = findDollar(text, 2);
  if (typeof end !== 'number') return end;
  if (end + 1 === text.length) return 'open';
  const tex = text.slice(2, end);
  if (text[end + 1] !== '$' || isSentence(tex)) return undefined;
  return { end: end + 2, tex, isDisplay: true };
}

/** What stands between two process ids of a shell, say. */
function isSentence(content: string): boolean {
  return !/[\\^=]/.test(content) && /[A-Za-z]{2} +[A-Za-z]{2}/.test(content);
}

function readSingle(text: string): Reading {
  const end = findDollar(text, 1, { isOneLine: true });
  if (end === undefined) return undefined;
  const content = text.slice(1, end === 'open' ? undefined : end);
  if (holdsProse(content, { isCut: end === 'open' })) return undefined;
  if (end === 'open') return 'open';
  const span = { end: end + 1, tex: content, isDisplay: false };
  if (!isEvenlySpaced(content)) return undefined;
  if (holdsCommand(content)) return span;
  if (!looksLikeMaths(content)) return undefined;
  const next = text[end + 1];
  if (next === undefined) return 'open';
  return isVariableAfter(content, next) ? undefined : span;
}

/** The next dollar sign that is not escaped. */
function findDollar(
  text: string,
  from: number,
  { isOneLine = false } = {},
): number | 'open' | undefined {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\' && text[at + 1] !== '\n') at += 1;
    else if (text[at] === '$') return at;
    else if (text[at] === '\n' && (isOneLine || isBlankLineAfter(text, at))) return undefined;
  }
  return 'open';
}

/**
 * Running text before the first command or brace, as after a price. Once true it stays true when more follows, so that a
 * sentence about money is not held back to the end of its line.
 */
function holdsProse(content: string, { isCut }: { isCut: boolean }): boolean {
  const head = /^[^\\{]*/.exec(content)?.[0] ?? '';
  const isLastWordCut = isCut && head.length === content.length;
  const words = [...head.matchAll(/(?<![\p{L}_])\p{L}+/gu)];
  return words.some(
    ({ 0: word, index }) =>
      !(isLastWordCut && index + word.length === head.length) && isProseWord(word),
  );
}

function isProseWord(word: string): boolean {
  if (/[^A-Za-z\p{Script=Greek}]/u.test(word)) return true;
  if (shortWords.has(word)) return true;
  // `ABCD` is a figure.
  return word.length > 3 && !functionNames.has(word) && !/^[A-Z]{4,5}$/.test(word);
}

/** Blanks at neither end or at both: `$3 + $49` has them at one. */
function isEvenlySpaced(content: string): boolean {
  return /^\s/.test(content) === /\s$/.test(content);
}

function holdsCommand(content: string): boolean {
  return /\\(?:[A-Za-z]{2}|[{|,;!$%])/.test(content);
}

const mathsChars = /^[A-Za-z0-9\p{Script=Greek}\s+\-−*/=<>≤≥≠≈±×÷·∈→∞√°²³,.:;!'()[\]|^_%{}…]+$/u;

/** Without a command, what is left for maths: `x`, `(x, y)`, `a^2 + b^2 = c^2`, `12`. */
function looksLikeMaths(content: string): boolean {
  const tex = content.trim();
  if (/^[+\-*/=<>]$/.test(tex)) return true;
  if (!mathsChars.test(tex) || !hasEvenBrackets(tex)) return false;
  // `$5-$10`, `$a->$b`, `$x, $y`, `${name}`
  if (/[-−+*/=<>,.:;([^_]$/.test(tex) || /^[,.:;)\]{]/.test(tex)) return false;
  if (/[A-Za-z]{2}_[A-Za-z]{2}/.test(tex)) return false;
  return tex === content || isSpacedMaths(tex);
}

/** `$ x $` with blanks might as well be "5 $ + 3 $": it must hold a variable and say something about it. */
function isSpacedMaths(tex: string): boolean {
  const letter = /[A-Za-z\p{Script=Greek}]/u;
  if (tex.length === 1) return letter.test(tex);
  return letter.test(tex) && /[\^_=<>≤≥≠≈+\-−*/(]/.test(tex) && !/^[+\-−*/=]/.test(tex);
}

function hasEvenBrackets(tex: string): boolean {
  const count = (chars: RegExp) => tex.match(chars)?.length ?? 0;
  // Half-open intervals mix round and square ones.
  return (
    count(/[([]/g) === count(/[)\]]/g) &&
    count(/\{/g) === count(/\}/g) &&
    count(/\|/g) % 2 === 0 &&
    !/^\d[^|]*\|/.test(tex)
  );
}

/** `$1$2`, `$HOME$PATH`; but `$n$th` is maths. */
function isVariableAfter(content: string, next: string): boolean {
  return /\d/.test(next) || (/[A-Za-z]/.test(next) && !/^[a-z]$/.test(content));
}
