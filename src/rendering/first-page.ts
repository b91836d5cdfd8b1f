// Page 1 of a reply: the question and the reasoning stand above its part of the answer.
import { type Frame, joinFrames, textDisplay } from './frame.ts';
import { footRoom, partsRoom } from './page-room.ts';
import type { Page } from './pages/page.ts';
import { quoteQuestion } from './question.ts';
import { createReasoningBox, type ReasoningStage } from './reasoning-box.ts';
import { reasoningTitle } from './reasoning-title.ts';
import { rememberLast } from './remember-last.ts';
import { maxMessageRoom, roomOf } from './room.ts';
import type { ReplyView } from './view.ts';

interface Body {
  pages: readonly Page[];
  /** The answer's part of page 1, if any has come. */
  body: Frame | undefined;
}

/** A page that is full stays the same object. */
export function createFirstPageRenderer(): (view: ReplyView, { pages, body }: Body) => Frame {
  const showQuote = rememberLast(toQuote);
  const measureParts = rememberLast(measurePage);
  const renderBox = createReasoningBox();
  const join = rememberLast(joinFirstPage);
  return (view, { pages, body }) => {
    const quote = showQuote({ question: view.question });
    const taken = quote.room + measureParts({ page: pages[0] }) + footRoom;
    const stage = stageOf(view, pages.length);
    const { reasoningDisplay = 'spoiler', canAttach = true } = view;
    // Where the server does not show it, it is not even made.
    const reasoning = reasoningDisplay === 'spoiler' ? view.transcript.reasoning : '';
    const title = stage === 'thinking' ? undefined : reasoningTitle(view);
    const room = maxMessageRoom - taken;
    const box = renderBox({ reasoning, stage, title, room, isSealed: true, canAttach });
    return join({ quote: quote.frame, box, body });
  };
}

function stageOf({ transcript }: ReplyView, pageCount: number): ReasoningStage {
  if (transcript.outcome !== undefined || pageCount > 1) return 'settled';
  return pageCount === 1 ? 'answering' : 'thinking';
}

function toQuote({ question }: { question: string }): { frame: Frame | undefined; room: number } {
  const quote = quoteQuestion(question);
  if (quote === undefined) return { frame: undefined, room: 0 };
  return { frame: { components: [textDisplay(quote)], files: [] }, room: roomOf(quote) };
}

function measurePage({ page }: { page: Page | undefined }): number {
  return page === undefined ? 0 : partsRoom(page.parts);
}

interface FirstPageParts {
  quote: Frame | undefined;
  box: Frame | undefined;
  body: Frame | undefined;
}

function joinFirstPage({ quote, box, body }: FirstPageParts): Frame {
  return joinFrames(quote, box, body);
}
