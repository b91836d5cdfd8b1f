// Splits a growing answer into pages. Online: where a page ends is decided by what stands before that place and a little
// behind it, so a closed page never changes and no text moves to another page.
import { type BlockState, startOfText } from '../markdown/line.ts';
import { textEnd } from '../markdown/read-blocks.ts';
import { readLine } from '../markdown/read-line.ts';
import { type Ending, showBlocks } from '../markdown/show-blocks.ts';
import type { Page, PageRoom } from './page.ts';
import { findPageEnd, type PageEnd } from './page-end.ts';

export interface PageSplitter {
  /**
   * The pages of the answer so far; a blank answer has none. Closed pages are the same objects at the next call, as long
   * as the answer goes on where it was, and all pages are while the answer is the same; any other answer is split anew.
   * The result depends on the answer alone.
   */
  split(answer: string, state: { isComplete: boolean }): readonly Page[];
}

/** No room may be less than `minPageRoom`. */
export interface PageSplitterOptions {
  first: PageRoom;
  later: PageRoom;
}

/** A page has room for its longest unit, so that no unit has to be cut. */
export const minPageRoom: PageRoom = { text: 2_000, files: 2, components: 5 };

/** What the next page has to know of the pages before it. */
interface Progress {
  /** The closed pages. */
  pages: readonly Page[];
  at: number;
  state: BlockState;
  openMarks: readonly string[];
  fileNames: readonly string[];
}

const beginning: Progress = { pages: [], at: 0, state: startOfText, openMarks: [], fileNames: [] };

export function createPageSplitter(rooms: PageSplitterOptions): PageSplitter {
  let known = { answer: '', progress: beginning };
  let last: { answer: string; isComplete: boolean; pages: readonly Page[] } | undefined;

  function split(answer: string, isComplete: boolean): readonly Page[] {
    if (!answer.startsWith(known.answer)) known = { answer: '', progress: beginning };
    const growing = cutPages({ ...known.progress }, { answer, isComplete: false, rooms });
    known = { answer, progress: growing.progress };
    if (!isComplete) return growing.pages;
    return cutPages(growing.progress, { answer, isComplete, rooms }).pages;
  }

  return {
    // One answer is asked for several times: before a request's turn, and when it has come.
    split: (answer, { isComplete }) => {
      if (last?.answer !== answer || last.isComplete !== isComplete)
        last = { answer, isComplete, pages: split(answer, isComplete) };
      return last.pages;
    },
  };
}

interface Cutting {
  answer: string;
  isComplete: boolean;
  rooms: PageSplitterOptions;
}

/** All pages from `progress` on, and how far they are closed. */
function cutPages(
  progress: Progress,
  cutting: Cutting,
): { pages: readonly Page[]; progress: Progress } {
  const { answer, isComplete, rooms } = cutting;
  const source = isComplete ? answer + textEnd : answer;
  let reached = progress;
  for (;;) {
    const begin = skipBlankLines(source, reached);
    const room = reached.pages.length === 0 ? rooms.first : rooms.later;
    const place = { source, start: begin.at, state: begin.state, room, limit: answer.length };
    const end = findPageEnd(place);
    const { page, next } = showPage(begin, { ...cutting, end });
    const pages = page.parts.length === 0 ? begin.pages : [...begin.pages, page];
    if (end.next === undefined) return { pages, progress: begin };
    reached = { ...next, pages };
  }
}

function showPage(
  { at, state, openMarks, fileNames }: Progress,
  { answer, isComplete, end }: Cutting & { end: PageEnd },
): { page: Page; next: Omit<Progress, 'pages'> } {
  const isLast = end.next === undefined;
  const shown = showBlocks({
    source: answer.slice(0, end.end),
    start: at,
    state,
    openMarks,
    fileNames,
    ending: endingOf(end, isComplete),
    style: 'page',
  });
  const { parts, ...rest } = shown;
  const isClosed = !isLast || isComplete;
  const page = { start: at, end: end.end, opener: openerOf(answer, state), parts, isClosed };
  return { page, next: { ...rest, at: end.end, state: end.next ?? state } };
}

function endingOf({ next, isWithinBlock }: PageEnd, isComplete: boolean): Ending {
  if (next === undefined) return isComplete ? 'complete' : 'growing';
  return isWithinBlock ? 'within-block' : 'between-blocks';
}

/** A page does not begin with them; in a code block they are part of the code. */
function skipBlankLines(source: string, progress: Progress): Progress {
  let { at, state } = progress;
  while (state.fence === undefined && !state.isInLine && at < source.length) {
    const line = readLine(source, at, state);
    if (line.type !== 'blank') break;
    at = line.end;
    state = line.after;
  }
  return { ...progress, at, state };
}

function openerOf(answer: string, { fence, table }: BlockState): string {
  if (fence !== undefined) return `${fence.marks}${fence.language}\n`;
  return table === undefined ? '' : answer.slice(table.headAt, table.rowsAt);
}
