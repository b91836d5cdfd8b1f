// What stands before a line's own content: quote marks and indentation.

export interface LinePrefix {
  quoteDepth: number;
  /** Columns behind the last quote mark. */
  indent: number;
  contentAt: number;
}

/** What goes further is content, so that reading a line's beginning has a bound. */
const maxPrefixChars = 64;
const tabColumns = 4;

/** `maxDepth` bounds how many quote marks are taken. */
export function readPrefix(
  source: string,
  at: number,
  maxDepth = Number.POSITIVE_INFINITY,
): LinePrefix {
  let quoteDepth = 0;
  let indent = 0;
  let contentAt = at;
  for (; contentAt - at < maxPrefixChars; contentAt += 1) {
    const character = source[contentAt];
    if (character === ' ') indent += 1;
    else if (character === '\t') indent += tabColumns;
    else if (character === '>' && quoteDepth < maxDepth) {
      quoteDepth += 1;
      indent = source[contentAt + 1] === ' ' ? -1 : 0;
    } else break;
  }
  return { quoteDepth, indent: Math.max(0, indent), contentAt };
}

/** Where the code of a line in a quote begins: behind the quote marks and one blank. */
export function behindQuotes(source: string, at: number, depth: number): number {
  let begins = at;
  let left = depth;
  for (let next = at; left > 0 && next - at < maxPrefixChars; next += 1) {
    const character = source[next];
    if (character !== '>' && character !== ' ' && character !== '\t') break;
    if (character !== '>') continue;
    left -= 1;
    begins = source[next + 1] === ' ' ? next + 2 : next + 1;
  }
  return begins;
}

/** `text` without as many columns of its indentation. */
export function outdent(text: string, columns: number): string {
  let at = 0;
  for (let left = columns; left > 0; at += 1) {
    if (text[at] === ' ') left -= 1;
    else if (text[at] === '\t') left -= tabColumns;
    else break;
  }
  return text.slice(at);
}

const maxQuoteDepth = 4;

/** Discord has quotes of one level: bars within show the others. */
export function quoteMarks(depth: number): string {
  return depth === 0 ? '' : `> ${'│ '.repeat(Math.min(depth, maxQuoteDepth) - 1)}`;
}
