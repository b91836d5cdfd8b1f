// How much of an answer fits on a page: what Discord takes in one message, less what else may stand there. Fixed, so
// that a page ends at the same place in every phase, whatever the server has chosen to show.
import { maxRestNoteRoom } from './answer-rest.ts';
import { maxButtons } from './buttons.ts';
import type { PagePart, PageRoom } from './pages/page.ts';
import { maxQuoteRoom } from './question.ts';
import { maxMessageRoom, maxMessageTexts, roomOf } from './room.ts';
import { maxStatusRoom } from './status.ts';

/** Nested ones count as well. */
const maxMessageComponents = 40;
const maxMessageFiles = 10;

/** Kept free on page 1 for the reasoning, whatever else the page holds. */
const minReasoningRoom = 300;

/** Where there is no picture of a formula, a line break before and one after its code join it to its neighbours. */
const joinRoom = 1;

interface Company {
  room: number;
  texts: number;
  files: number;
  /** Components that hold others. */
  frames: number;
  buttons: number;
}

/** The question as one text; the box with its title, the reasoning and its file. */
const head: Company = {
  room: maxQuoteRoom + minReasoningRoom,
  texts: 3,
  files: 1,
  frames: 1,
  buttons: 0,
};

/** The note about the rest with its file, the status, and the row of buttons. */
const foot: Company = {
  room: maxRestNoteRoom + maxStatusRoom,
  texts: 2,
  files: 1,
  frames: 1,
  buttons: maxButtons,
};

/** What a page holds besides its part of the answer and, on page 1, the reasoning. */
export const footRoom = foot.room;

/** Every page may turn out to be the last, which carries the foot. */
export const pageRooms = { first: roomBeside(head, foot), later: roomBeside(foot) };

function roomBeside(...company: Company[]): PageRoom {
  const sum = (part: keyof Company) => company.reduce((total, one) => total + one[part], 0);
  const texts = maxMessageTexts - sum('texts');
  const files = maxMessageFiles - sum('files');
  const taken = sum('texts') + sum('files') + sum('frames') + sum('buttons');
  return {
    text: maxMessageRoom - sum('room') - 2 * joinRoom * files,
    files,
    // Two texts never follow each other: with so many parts there are no more texts than Discord has bytes for.
    components: Math.min(maxMessageComponents - taken, 2 * texts - 1),
  };
}

/** What the answer takes on a page, whether its formulas become pictures or not. */
export function partsRoom(parts: readonly PagePart[]): number {
  const rooms = parts.map((part) => {
    if (part.type === 'text') return roomOf(part.text);
    return part.type === 'formula' ? roomOf(part.code) : 0;
  });
  return rooms.reduce((total, room) => total + room + joinRoom, 0);
}
