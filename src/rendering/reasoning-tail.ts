// The end of the reasoning, for a box that has no room for all of it.
import { closing, fenceAt, reopening } from './fences.ts';
import { escapeSpoilers } from './markdown.ts';
import { lastRoomStart, roomOf } from './room.ts';

/** Where the end may begin: a line, or else a sentence. */
const borders = [/\n\s*(?=\S)/g, /(?:[.!?…]["'”’)\]]*\s+|[。！？]+)(?=\S)/g, /\s+(?=\S)/g];

/**
 * The last of `text`, harmless and with room in `maxRoom`, all added marks included; whole if it is short enough.
 * It begins with a line, a sentence or a word, and an ellipsis tells that something stands before it.
 */
export function tailOf(text: string, maxRoom: number): string {
  let sourceRoom = maxRoom;
  for (;;) {
    const tail = dressTail(text, tailStart(text, sourceRoom));
    const excess = Math.ceil(roomOf(tail) - maxRoom);
    if (excess <= 0 || sourceRoom === 0) return tail;
    sourceRoom = Math.max(0, sourceRoom - excess);
  }
}

/** At a border in the first half of what there is room for; where there is none, at a whole character. */
function tailStart(text: string, maxRoom: number): number {
  const start = lastRoomStart(text, maxRoom);
  if (start === 0) return 0;
  // One character more: a border that ends right here counts.
  const firstHalf = text.slice(start - 1, start + Math.floor((text.length - start) / 2));
  for (const border of borders) {
    const found = firstHalf.matchAll(border).next().value;
    if (found !== undefined) return start - 1 + found.index + found[0].length;
  }
  return start;
}

function dressTail(text: string, start: number): string {
  const fence = fenceAt(text, start);
  const opener = fence === undefined ? '' : reopening(text, fence);
  const isLine = /\n\s*$/.test(text.slice(Math.max(0, start - 4), start));
  const ellipsis = start === 0 ? '' : `…${isLine || opener !== '' ? '\n' : ' '}`;
  const tail = ellipsis + escapeSpoilers(opener + text.slice(start));
  return fenceAt(text, text.length) === undefined ? tail : tail + closing(tail);
}
