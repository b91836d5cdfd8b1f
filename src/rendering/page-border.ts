// Which places of a text a page may end at. A page that ends between two paragraphs reads best, so that is taken
// early; a page that is nearly full ends wherever no character is cut.
import { graphemeStart, hasInk } from './characters.ts';
import { fenceLength, type OpenFence } from './fences.ts';

/** From which share of its room on a page may end at such a place. */
const shares = { paragraph: 0.8, line: 0.88, sentence: 0.94, word: 0.97, character: 0.985 };

/** How many code units behind a place are looked at before a page ends there. A page may overrun by as many. */
export const lookAhead = 64;

/** Enough of the text before a place to know a heading or the end of a sentence. */
const lookBehind = 160;

/** A heading, or a line like "The steps are:". It stands with what it leads to. */
const leadsOn = /(?:^|\n)#{1,6} [^\n]*\s+$|[:：]\**\s+$/;

/** A place in a page's text, after the code unit before `at`. `fence` is the one that is open there. */
export interface Place {
  source: string;
  start: number;
  at: number;
  fence: OpenFence | undefined;
  /** How full the page is here: 1 is full. */
  share: number;
}

export type Border = Pick<Place, 'at' | 'fence'>;

/** Where the page ends, if this place tells. The end of the text if it takes more text to tell. */
export function findBorder(place: Place): Border | undefined {
  const { source, start, at, fence, share } = place;
  if (share < shares.paragraph) return undefined;
  const fenceLine = newFenceLine(place);
  if (fenceLine !== undefined) return { at: fenceLine, fence: undefined };
  const isFull = share >= 1;
  if (!isFull && !isGoodPlace(place)) return undefined;
  const closing = fence === undefined ? 'no' : isClosingNext(source, at);
  if (closing === 'yes') return undefined;
  if (closing === 'unknown') return { at: source.length, fence };
  const whole = graphemeStart(source, at);
  return { at: whole > start ? whole : at, fence };
}

/** The start of the line on which a fence has just been opened: a code block had better begin on the next page. */
function newFenceLine({ source, start, at, fence }: Place): number | undefined {
  if (fence === undefined || fence.openedAt !== at - fenceLength) return undefined;
  const lineStart = source.lastIndexOf('\n', fence.openedAt) + 1;
  const isAlone = source.slice(lineStart, fence.openedAt).trim() === '';
  return isAlone && lineStart > start ? lineStart : undefined;
}

function isGoodPlace({ source, start, at, fence, share }: Place): boolean {
  if (share >= shares.character && isBetweenCharacters(source, at)) return true;
  const before = source.slice(Math.max(start, at - lookBehind), at);
  if (!/[\s，、；：。！？]$/.test(before)) return false;
  if (fence !== undefined && !hasCode(source, fence, at)) return false;
  if (share >= shares.word) return true;
  if (before.endsWith('\n') && !leadsOn.test(before)) {
    if (share >= shares.line) return true;
    return fence === undefined && /(?:\n[^\S\n]*|```[^\S\n]*)\n$/.test(before);
  }
  return share >= shares.sentence && fence === undefined && endsSentence(before, source[at]);
}

function isBetweenCharacters(source: string, at: number): boolean {
  const splitsBackticks = source[at - 1] === '`' && source[at] === '`';
  return !splitsBackticks && graphemeStart(source, at) === at;
}

/** The opening line of a fence alone on a page would be an empty code block. */
function hasCode(source: string, fence: OpenFence, at: number): boolean {
  const lineEnd = source.indexOf('\n', fence.openedAt);
  return lineEnd !== -1 && hasInk(source.slice(lineEnd, at));
}

function endsSentence(before: string, next: string | undefined): boolean {
  if (/[。！？]$/.test(before)) return !/[”’」』）]/.test(next ?? '');
  return /(?<!\d)[.!?…]["'”’)\]*_]*\s$/.test(before);
}

/**
 * A page that ends just before its own closing fence would leave an empty code block to the next. Only blanks of one
 * byte may stand before that fence: `lookAhead` of any others would take more room than a page may overrun by.
 */
function isClosingNext(source: string, at: number): 'yes' | 'no' | 'unknown' {
  const behind = source.slice(at, at + lookAhead);
  if (/^[ \t\r\n]*```/.test(behind)) return 'yes';
  const isWhole = behind.length === lookAhead;
  return !isWhole && /^[ \t\r\n]*`{0,2}$/.test(behind) ? 'unknown' : 'no';
}
