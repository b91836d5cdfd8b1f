// A reply as it should look now: transcript in, one frame for each message out. Pure. Delivery sends what differs.
import {
  type APIButtonComponentWithCustomId,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import type { Transcript } from '../token-log/transcript.ts';
import { maxRestNoteRoom, renderRest } from './answer-rest.ts';
import type { Frame } from './frame.ts';
import { formatDuration } from './numbers.ts';
import { type Page, splitPages } from './pages.ts';
import { maxQuoteRoom, quoteQuestion } from './question.ts';
import { type ReasoningBox, type ReasoningStage, renderReasoningBox } from './reasoning-box.ts';
import { maxMessageRoom, roomOf } from './room.ts';
import { maxStatusRoom, renderStatus } from './status.ts';
import type { ReplyView } from './view.ts';

export type { ReplyView } from './view.ts';

/** Kept free on page 1 for the reasoning, whatever else the page holds. */
const minReasoningRoom = 300;

/** What a page holds besides its part of the answer. */
const besidesRoom = maxStatusRoom + maxRestNoteRoom;

/** Fixed, so that a page ends at the same place in every phase. */
const pageRoom = {
  first: maxMessageRoom - maxQuoteRoom - minReasoningRoom - besidesRoom,
  later: maxMessageRoom - besidesRoom,
};

/** At least one frame: the first is page 1; the last carries the status and the buttons. */
export function renderReply(view: ReplyView): Frame[] {
  const pages = splitPages(view.transcript.answer, pageRoom);
  const pageCount = Math.min(pages.length, Math.max(1, view.maxPages ?? pages.length));
  const frames = [
    renderFirstPage(view, pages),
    ...pages
      .slice(1, pageCount)
      .map(({ text }) => ({ components: [textDisplay(text)], files: [] })),
  ];
  const rest = pages[pageCount];
  return [
    ...frames.slice(0, -1),
    joinFrames(frames.at(-1), rest && renderRest(view, rest), renderFoot(view)),
  ];
}

function renderFirstPage(view: ReplyView, pages: readonly Page[]): Frame {
  const quote = quoteQuestion(view.question);
  const body = pages[0]?.text;
  const taken = roomOf(quote ?? '') + roomOf(body ?? '') + besidesRoom;
  const box = reasoningBox(view, { pageCount: pages.length, room: maxMessageRoom - taken });
  const components: APIMessageTopLevelComponent[] = [];
  if (quote !== undefined) components.push(textDisplay(quote));
  if (box !== undefined) components.push(box.container);
  if (body !== undefined) components.push(textDisplay(body));
  return { components, files: box?.files ?? [] };
}

/** What stands below the last page. */
function renderFoot(view: ReplyView): Frame {
  return { components: [textDisplay(renderStatus(view)), ...renderButtons(view)], files: [] };
}

/** One message of several parts, from top to bottom. */
function joinFrames(...parts: (Frame | undefined)[]): Frame {
  return {
    components: parts.flatMap((part) => part?.components ?? []),
    files: parts.flatMap((part) => part?.files ?? []),
  };
}

function reasoningBox(
  { transcript, locale, canAttach = true }: ReplyView,
  { pageCount, room }: { pageCount: number; room: number },
): ReasoningBox | undefined {
  const { reasoning, outcome } = transcript;
  const stage = reasoningStage(outcome !== undefined, pageCount);
  const title = stage === 'thinking' ? undefined : thoughtFor(transcript, messagesFor(locale));
  return renderReasoningBox({ reasoning, stage, title, room, canAttach });
}

function reasoningStage(hasEnded: boolean, pageCount: number): ReasoningStage {
  if (hasEnded || pageCount > 1) return 'settled';
  return pageCount === 1 ? 'answering' : 'thinking';
}

function thoughtFor(
  { reasoningStartedAt, reasoningEndedAt }: Transcript,
  messages: Messages,
): string | undefined {
  if (reasoningStartedAt === undefined || reasoningEndedAt === undefined) return undefined;
  const thoughtMs = Math.max(1_000, reasoningEndedAt - reasoningStartedAt);
  return messages.reasoning.thoughtFor(formatDuration(thoughtMs, messages));
}

function renderButtons({
  askId,
  transcript,
  locale,
  notice,
}: ReplyView): APIMessageTopLevelComponent[] {
  if (transcript.outcome !== undefined) return [];
  const { buttons } = messagesFor(locale);
  const stop = button({ label: buttons.stop, customId: `stop:${askId}` });
  const follow = button({ label: buttons.keepFollowing, customId: `follow:${askId}` });
  const row = notice === 'keep-following' ? [follow, stop] : [stop];
  return [{ type: ComponentType.ActionRow, components: row }];
}

function button(options: { label: string; customId: string }): APIButtonComponentWithCustomId {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: options.label,
    custom_id: options.customId,
  };
}

function textDisplay(content: string): APIMessageTopLevelComponent {
  return { type: ComponentType.TextDisplay, content };
}
