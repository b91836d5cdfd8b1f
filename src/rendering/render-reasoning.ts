// The reasoning as one person sees it who asked for it: a message of its own, open, and nothing else in it.
import { messagesFor } from '../locales/messages-for.ts';
import { type Frame, textDisplay } from './frame.ts';
import { createReasoningBox } from './reasoning-box.ts';
import { reasoningTitle } from './reasoning-title.ts';
import { maxMessageRoom } from './room.ts';
import type { ReplyView } from './view.ts';

export type ReasoningView = Pick<ReplyView, 'transcript' | 'locale' | 'canAttach'>;

/** Whole if one message holds it; else its end, and the whole as a file. Tells where there is none. */
export function renderReasoning(view: ReasoningView): Frame {
  const { transcript, locale, canAttach = true } = view;
  const { reasoning: words } = messagesFor(locale);
  const box = createReasoningBox()({
    reasoning: transcript.reasoning,
    stage: 'alone',
    title: reasoningTitle(view) ?? words.soFar,
    room: maxMessageRoom,
    isSealed: false,
    canAttach,
  });
  if (box !== undefined) return box;
  const reason = transcript.outcome === undefined ? words.noneYet : words.none;
  return { components: [textDisplay(reason)], files: [] };
}
