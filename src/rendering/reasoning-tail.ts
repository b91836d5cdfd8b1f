// The end of the reasoning, for a box that has no room for all of it.
import { readAtom } from './markdown/atoms.ts';
import { showMarkdown } from './markdown/show-markdown.ts';
import { closingLineEnd, openFenceAt, type OpenFence } from './reasoning-fence.ts';
import { lastRoomStart, roomOf } from './room.ts';

/** Where the end may begin, best first: at a line, a sentence, a word. Enough of the text before a place tells. */
const borders = [/\n\s*$/, /(?:[.!?…]["'”’)\]*]*\s+|[。！？])$/, /[\s，、；：]$/];
const lookBehind = 16;

/** A formula or a link that begins so far before a place is seen. */
const atomLookBehind = 1_000;

/** Where even that is too much. */
const minCutGrowth = 8;

/** Tells that something stands before the end. */
const ellipsis = '…';

/**
 * The last of `text` in Discord's Markdown, harmless and with room in `maxRoom`. It begins with a line, a sentence or a
 * word, and an ellipsis tells that something stands before it.
 */
export function tailOf(text: string, maxRoom: number): string {
  let sourceRoom = maxRoom - roomOf(`${ellipsis} `);
  // What shows longer than its source, as a table does, is cut again by as much as it grows: few rounds, whatever the text.
  for (let minCut = 1; ; minCut *= minCutGrowth) {
    const tail = showFrom(text, tailStart(text, sourceRoom));
    const growth = roomOf(tail) / maxRoom;
    if (growth <= 1 || sourceRoom <= 0) return tail;
    // Not by more than half: a cut that leaves nothing would show nothing of the end.
    const nextRoom = Math.max(sourceRoom - minCut, sourceRoom / 2);
    sourceRoom = Math.floor(Math.min(sourceRoom / growth, nextRoom));
  }
}

function showFrom(text: string, start: number): string {
  if (start === 0) return showMarkdown(text);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const fence = openFenceAt(text, lineStart);
  const indent = text.slice(lineStart, start);
  const isLine = indent.trim() === '';
  if (fence !== undefined) {
    const from = isLine ? lineStart : start;
    return `${ellipsis}\n${showMarkdown(sourceOfCode(text, from, fence))}`;
  }
  // Within a line the ellipsis is part of the text: what follows it is no list and no heading.
  if (!isLine) return showMarkdown(`${ellipsis} ${text.slice(start)}`);
  return `${ellipsis}\n${showMarkdown(withoutIndent(text.slice(start), indent))}`;
}

function sourceOfCode(text: string, from: number, fence: OpenFence): string {
  const end = closingLineEnd(text, from, fence);
  return end === undefined ? `${fence.opener}\n${text.slice(from)}` : text.slice(end);
}

/** A list's second paragraph would be read as code where its list item is cut off. */
function withoutIndent(lines: string, indent: string): string {
  return indent === '' ? lines : lines.replaceAll(`\n${indent}`, '\n');
}

/** The best place in the first half of what there is room for. */
function tailStart(text: string, maxRoom: number): number {
  const earliest = lastRoomStart(text, maxRoom);
  if (earliest === 0) return 0;
  const latest = earliest + Math.floor((text.length - earliest) / 2);
  let best: { at: number; rank: number } | undefined;
  for (const at of placesBetweenAtoms(text, earliest, latest)) {
    const rank = rankOf(text, at);
    if (best === undefined || rank < best.rank) best = { at, rank };
    if (rank === 0) break;
  }
  return best?.at ?? earliest;
}

/** 0 is best; where there is no border, the first place will do. */
function rankOf(text: string, at: number): number {
  const isInside = /[\s”’」』）]/.test(text.charAt(at));
  const before = text.slice(Math.max(0, at - lookBehind), at);
  const rank = isInside ? -1 : borders.findIndex((border) => border.test(before));
  return rank === -1 ? borders.length : rank;
}

/** The places from `from` to `to` that stand in no formula, code span, link or mention. */
function* placesBetweenAtoms(text: string, from: number, to: number): Generator<number> {
  let at = Math.max(0, from - atomLookBehind);
  while (at <= to) {
    if (at >= from) yield at;
    at = nextPlace(text, at);
  }
}

/** Code blocks are no atoms, and what is still open may be anything. */
function nextPlace(text: string, at: number): number {
  if (text.startsWith('```', at)) return at + 3;
  const atom = readAtom(text, at);
  return typeof atom === 'object' ? atom.end : at + 1;
}
