// Splits a text that is still growing into pages. Online: where a page ends is decided by what stands before that
// place and a few characters behind it, so a closed page never changes and no text moves to another page.
import { hasInk } from './characters.ts';
import { closing, type OpenFence, reopening } from './fences.ts';
import { findPageEnd } from './page-end.ts';
import { roomOf } from './room.ts';

/** How much each page holds, the added fence lines included. */
export interface PageRoom {
  first: number;
  later: number;
}

/** One page: `source.slice(start, end)`, in `text` with a code fence reopened before and closed after it. */
export interface Page {
  start: number;
  end: number;
  /** The line that reopens a fence; most often empty. */
  opener: string;
  text: string;
}

/** Where a page begins, and in which fence. */
interface Stretch {
  start: number;
  fence: OpenFence | undefined;
}

/**
 * The pages of `source`; all but the last are closed. Nothing but white space stands between two of them, and each
 * shows something: a blank source has no page.
 */
export function splitPages(source: string, room: PageRoom): Page[] {
  const pages: Page[] = [];
  let stretch = skipBlankLines(source, { start: 0, fence: undefined });
  while (stretch.start < source.length) {
    const opener = stretch.fence === undefined ? '' : reopening(source, stretch.fence);
    const wholeRoom = pages.length === 0 ? room.first : room.later;
    const end = findPageEnd({ source, ...stretch, room: wholeRoom - roomOf(opener) });
    const body = source.slice(stretch.start, end.at);
    if (hasInk(body)) pages.push(createPage({ ...stretch, opener, body, fence: end.fence }));
    stretch = skipBlankLines(source, { start: end.at, fence: end.fence });
  }
  return pages;
}

interface PageParts {
  start: number;
  opener: string;
  body: string;
  /** The fence that the body ends in. */
  fence: OpenFence | undefined;
}

function createPage({ start, opener, body, fence }: PageParts): Page {
  const shown = fence === undefined ? body.trimEnd() : body;
  const closer = fence === undefined ? '' : closing(body);
  return { start, end: start + shown.length, opener, text: opener + shown + closer };
}

/** Not in a fence: there they are part of the code. */
function skipBlankLines(source: string, stretch: Stretch): Stretch {
  if (stretch.fence !== undefined) return stretch;
  const blankLines = /(?:[^\S\n]*\n)*/y;
  blankLines.lastIndex = stretch.start;
  return { ...stretch, start: stretch.start + (blankLines.exec(source)?.[0].length ?? 0) };
}
