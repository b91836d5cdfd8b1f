// The question as a quote on top of the reply: readers of the channel do not see what a slash command was given.
import { hasInk, takeChars } from './code-points.ts';
import { escapeMarkdown, onOneLine } from './markdown.ts';

const maxQuestionChars = 200;

/** Longest quote in code points: every character escaped, the mark before and the ellipsis after. */
export const maxQuoteChars = 2 * maxQuestionChars + 3;

/** One line, whatever the question holds. `undefined` if it shows nothing. */
export function quoteQuestion(question: string): string | undefined {
  if (!hasInk(question)) return undefined;
  const folded = onOneLine(question);
  const shown = takeChars(folded, maxQuestionChars);
  const ellipsis = shown.length < folded.length ? '…' : '';
  return `> ${escapeMarkdown(shown)}${ellipsis}`;
}
