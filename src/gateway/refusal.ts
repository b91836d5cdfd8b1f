// What somebody is told whose command was refused.
import type { ErrorCode } from '../errors.ts';
import { messagesFor } from '../locales/messages-for.ts';

export interface Refusal {
  code: ErrorCode;
  /** As it was typed, say: of any length. */
  detail?: string | undefined;
}

/** A name that can be typed fits; the words go into one message with room to spare. */
const maxDetailChars = 120;

export function refusalWords(locale: string, { code, detail }: Refusal): string {
  const { what, next } = messagesFor(locale).failures[code](detail && withinBackticks(detail));
  return `**${what}** ${next}`;
}

function withinBackticks(text: string): string | undefined {
  const characters = [...text.replaceAll(/[`\s]+/g, ' ').trim()];
  if (characters.length === 0) return undefined;
  const isCut = characters.length > maxDetailChars;
  return isCut ? `${characters.slice(0, maxDetailChars).join('')}…` : characters.join('');
}
