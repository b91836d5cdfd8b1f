// Links whose words mask their address, in a text that holds code as well.

/** A mask, and before the next bracket something that looks like the end of one. */
const maskBeforeEnd = /\]\(<[^[]*?\]\(/;
const endBeforeBracket = /^[^[]*?\]\(/;
/** What holds no mask: an escaped character, code, an address. */
const apart = /\\[^]|(`+)(?!`)[^]*?(?<!`)\1(?!`)|<[^\s>]*>/y;
const target = /\]\((<[^>]*>)\)/y;

/**
 * Discord looks for the end of a link as far as it can, without regard to code: a link before code that holds `](` would
 * go on up to there. Such a link gets its address beside its words, which takes no more room. `markdown` is all of a text
 * as it is written here: what is no markup in it is escaped.
 */
export function partMasks(markdown: string): string {
  if (!maskBeforeEnd.test(markdown)) return markdown;
  let written = '';
  let writtenFrom = markdown.length;
  // From the end, since a link that is parted no longer ends the search for the end of the one before.
  for (const { start, words, address, end } of readMasks(markdown).toReversed()) {
    written = markdown.slice(end, writtenFrom) + written;
    const isEndless = endBeforeBracket.test(`(${address})${written}`);
    written = (isEndless ? `${words} (${address})` : markdown.slice(start, end)) + written;
    writtenFrom = start;
  }
  return markdown.slice(0, writtenFrom) + written;
}

interface Mask {
  start: number;
  end: number;
  words: string;
  /** Between `<` and `>`, with them. */
  address: string;
}

function readMasks(markdown: string): Mask[] {
  const masks: Mask[] = [];
  for (let at = 0; at < markdown.length;) {
    const mask = markdown[at] === '[' ? readMask(markdown, at) : undefined;
    if (mask !== undefined) masks.push(mask);
    at = mask?.end ?? pieceEnd(markdown, at);
  }
  return masks;
}

function readMask(markdown: string, start: number): Mask | undefined {
  let wordsEnd = start + 1;
  while (wordsEnd < markdown.length && !markdown.startsWith('](<', wordsEnd)) {
    wordsEnd = pieceEnd(markdown, wordsEnd);
  }
  target.lastIndex = wordsEnd;
  const [whole, address] = target.exec(markdown) ?? [];
  if (whole === undefined || address === undefined) return undefined;
  return {
    start,
    end: wordsEnd + whole.length,
    words: markdown.slice(start + 1, wordsEnd),
    address,
  };
}

function pieceEnd(markdown: string, at: number): number {
  apart.lastIndex = at;
  return at + (apart.exec(markdown)?.[0].length ?? 1);
}
