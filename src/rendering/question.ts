// The question as a quote on top of the reply: readers of the channel do not see what a slash command was given.
import { hasInk } from './characters.ts';
import { escapeMarkdown, onOneLine } from './quoted-words.ts';
import { takeRoom } from './room.ts';

const maxQuestionRoom = 200;

/** The longest quote: every character escaped, the mark before and the ellipsis after. */
export const maxQuoteRoom = 2 * maxQuestionRoom + 3;

/** One line, whatever the question holds. `undefined` if it shows nothing. */
export function quoteQuestion(question: string): string | undefined {
  if (!hasInk(question)) return undefined;
  const folded = onOneLine(question);
  const shown = takeRoom(folded, maxQuestionRoom);
  const ellipsis = shown.length < folded.length ? '…' : '';
  return `> ${escapeMarkdown(shown)}${ellipsis}`;
}
