// Which places of a text a page may end at. A page that ends between two sections reads best, so that is taken early; a
// page that is nearly full ends at any blank.
import type { BlockState, Line, LineType, WholeLine } from '../markdown/line.ts';
import { goesOnWithText } from '../markdown/line-so-far.ts';
import { isWithinLine, longCodeChars, opensLongCode } from '../markdown/long-code.ts';

/** From best to worst. `none`: only where nothing else has room. */
export type Border = 'section' | 'paragraph' | 'item' | 'line' | 'sentence' | 'word' | 'none';

/** From which share of its room on a page ends at such a border. */
const shares: Readonly<Record<Border, number>> = {
  section: 0.75,
  paragraph: 0.82,
  item: 0.85,
  line: 0.88,
  sentence: 0.94,
  word: 0.97,
  none: Number.POSITIVE_INFINITY,
};

/** A page that is less full ends at no border. */
export const leastShare = shares.section;

export function isGoodEnough(border: Border, share: number): boolean {
  return share >= shares[border];
}

/** Enough of the text before a place to know the end of a sentence. */
const lookBehind = 160;

/** A line like "The steps are:". It stands with what it leads to. */
const leadsOn = /[:：][*_]*\s*$/;

/** Before a line; `before` is the state that it was read in. */
export function borderBefore(line: Line, before: BlockState, source: string): Border {
  if (before.isInLine) return 'none';
  if (line.type === 'code') return borderInCode(line, before, source);
  if (opensLongCode(line)) return borderBeforeLongCode(line, before, source);
  const own = ownBorder(line, before);
  return own === 'none' || own === 'section' ? own : afterLead(own, line, { before, source });
}

const blockStarts: ReadonlySet<LineType> = new Set(['fence-open', 'table-head']);

function afterLead(
  own: Border,
  line: Line,
  { before, source }: { before: BlockState; source: string },
): Border {
  if (before.last === 'heading' || before.last === 'underline') return 'none';
  const behind = source.slice(Math.max(0, line.start - lookBehind), line.start);
  if (before.last === 'fence-close' || !leadsOn.test(behind)) return own;
  return blockStarts.has(line.type) ? 'line' : 'word';
}

/** The same as before it was known as such, when it was read as text. */
function borderBeforeLongCode(line: WholeLine, before: BlockState, source: string): Border {
  if (isWithinLine(source, line.start)) return borderWithin(source, line.start);
  const isContinuation = goesOnWithText(line, before);
  return borderBefore({ ...line, type: 'text', isContinuation }, before, source);
}

function ownBorder(line: Line, { last, isAfterBlank }: BlockState): Border {
  switch (line.type) {
    case 'blank':
    case 'underline':
    case 'fence-close':
    case 'code':
      return 'none';
    case 'heading':
    case 'rule':
      return last === 'heading' ? 'none' : 'section';
    case 'table-row':
      return last === 'table-head' ? 'none' : 'line';
    case 'item':
      return line.level === 0 ? 'item' : 'line';
    case 'text':
      if (line.isContinuation || !(isAfterBlank || last === 'fence-close')) return 'line';
      return line.level === 0 ? 'paragraph' : 'item';
    case 'indented-code':
      return last === 'indented-code' ? 'line' : 'paragraph';
    case 'footnote':
      return isAfterBlank ? 'paragraph' : 'line';
    case 'fence-open':
    case 'table-head':
      return 'paragraph';
    default:
      return line satisfies never;
  }
}

/** The first line of a block stands with its opening, and so much of a long formula that it is known as one; blank lines stand with what they come after. */
function borderInCode(
  line: Line & { type: 'code' },
  { last, isAfterBlank, fence }: BlockState,
  source: string,
): Border {
  const isBeginning = fence?.long !== undefined && line.start < fence.codeAt + longCodeChars;
  if (isBeginning || last === 'fence-open' || source.slice(line.contentAt, line.end).trim() === '')
    return 'none';
  return isAfterBlank ? 'item' : 'line';
}

/** Within a line. */
export function borderWithin(source: string, at: number): Border {
  const before = source.slice(Math.max(0, at - lookBehind), at);
  if (/[。！？]$/.test(before)) return /[”’」』）]/.test(source.charAt(at)) ? 'none' : 'sentence';
  if (/(?<!\d)[.!?…]["'”’)\]*_]*\s$/.test(before)) return 'sentence';
  if (/[\s，、；：]$/.test(before)) return 'word';
  return isBetweenWide(source, at) ? 'word' : 'none';
}

const firstWideCharacter = 0x2e80;

/** Scripts without blanks are broken anywhere, but not before a closing mark. */
function isBetweenWide(source: string, at: number): boolean {
  const isWide = (index: number) => source.charCodeAt(index) >= firstWideCharacter;
  return isWide(at - 1) && isWide(at) && !/[，、；：。！？”’」』）】》]/.test(source.charAt(at));
}
