// What somebody is told whose command was refused.
import type { ErrorCode } from '../errors.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { formatWait } from '../rendering/wait-words.ts';

export interface Refusal {
  code: ErrorCode;
  /** As it was typed, say: of any length. */
  detail?: string | undefined;
  /** Estimated ms until it is worth while to try again. */
  waitMs?: number;
}

/** A name that can be typed fits; the words go into one message with room to spare. */
const maxDetailChars = 120;

export function refusalWords(locale: string, { code, detail, waitMs }: Refusal): string {
  const messages = messagesFor(locale);
  const { what, next } = messages.failures[code](detail && withinBackticks(detail));
  const told = `**${what}** ${next}`;
  if (waitMs === undefined) return told;
  return `${told} ${messages.refusal.nextTurn(formatWait(waitMs, messages))}`;
}

function withinBackticks(text: string): string | undefined {
  const characters = [...text.replaceAll(/[`\s]+/g, ' ').trim()];
  if (characters.length === 0) return undefined;
  const isCut = characters.length > maxDetailChars;
  return isCut ? `${characters.slice(0, maxDetailChars).join('')}…` : characters.join('');
}
