// A reply as it should look now: transcript in, one frame for each message out. Pure. Delivery sends what differs.
import { createPageRenderer } from './answer-pages.ts';
import { renderRest } from './answer-rest.ts';
import { renderButtons } from './buttons.ts';
import { createFirstPageRenderer } from './first-page.ts';
import { type Frame, joinFrames, textDisplay } from './frame.ts';
import { pageRooms } from './page-room.ts';
import { createPageSplitter } from './pages/page-splitter.ts';
import type { Page } from './pages/page.ts';
import { renderStatus } from './status.ts';
import type { ReplyView } from './view.ts';

export type { ReplyView } from './view.ts';

/** Renders one reply again and again as it grows. */
export interface ReplyRenderer {
  /**
   * At least one frame: the first is page 1; the last carries the status and the buttons. They depend on the view alone;
   * a full page in which nothing has changed is the same object as before, and costs nothing.
   */
  render(view: ReplyView): Frame[];
}

export function createReplyRenderer(): ReplyRenderer {
  const splitter = createPageSplitter(pageRooms);
  const renderPage = createPageRenderer();
  const renderFirst = createFirstPageRenderer();
  return {
    render: (view) => {
      const { answer, outcome } = view.transcript;
      const pages = splitter.split(answer, { isComplete: outcome !== undefined });
      const count = Math.min(pages.length, Math.max(1, view.maxPages ?? pages.length));
      const bodies = pages.slice(0, count).map((page) => renderPage(page, view));
      const first = renderFirst(view, { pages, body: bodies[0] });
      const frames = [first, ...bodies.slice(1)];
      const last = joinFrames(frames.at(-1), rest(view, pages[count]), renderFoot(view, count));
      return [...frames.slice(0, -1), last];
    },
  };
}

/** The same for a view that stands alone. */
export function renderReply(view: ReplyView): Frame[] {
  return createReplyRenderer().render(view);
}

function rest(view: ReplyView, page: Page | undefined): Frame | undefined {
  return page && renderRest(view, page);
}

/** What stands below the last page. */
function renderFoot(view: ReplyView, pageCount: number): Frame {
  const components = [textDisplay(renderStatus(view)), ...renderButtons(view, pageCount)];
  return { components, files: [] };
}
