// What somebody is told whose command was refused.
import type { ErrorCode } from '../errors.ts';
import { alternatives } from '../locales/alternatives.ts';
import { failureWords } from '../locales/failure-words.ts';
import type { Messages } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { formatWait } from '../rendering/wait-words.ts';

export interface Refusal {
  code: ErrorCode;
  /** As it was typed, say: of any length. */
  detail?: string | undefined;
  /** Estimated ms until it is worth while to try again. */
  waitMs?: number;
  /** Names of models that could be asked. */
  available?: readonly string[];
}

/** A name that can be typed fits; the words go into one message with room to spare. */
const maxDetailChars = 120;
/** The list that `/ask` offers has them all. */
const maxNamedModels = 5;

export function refusalWords(
  locale: string,
  { code, detail, waitMs, available = [] }: Refusal,
): string {
  const messages = messagesFor(locale);
  const { what, next } = failureWords(locale, { code, detail: detail && withinBackticks(detail) });
  const told = `**${what}** ${next}`;
  const time = waitMs === undefined ? undefined : formatWait(waitMs, messages);
  const sentences = [told, whenAgain(code, time, messages), whatInstead(available, locale)];
  return sentences.filter((sentence) => sentence !== undefined).join(' ');
}

function whatInstead(available: readonly string[], locale: string): string | undefined {
  const { refusal } = messagesFor(locale);
  const named = available.slice(0, maxNamedModels).flatMap((name) => withinBackticks(name) ?? []);
  if (named.length === 0) return undefined;
  const count = available.length - named.length;
  const others = count === 0 ? [] : [refusal.others({ count })];
  const models = [...named.map((name) => `\`${name}\``), ...others];
  return refusal.available({ models: alternatives(locale, models) });
}

function whenAgain(
  code: ErrorCode,
  time: string | undefined,
  { refusal }: Messages,
): string | undefined {
  if (code !== 'QUEUE_FULL') return time && refusal.nextTurn({ time });
  return time === undefined ? refusal.roomLater : refusal.roomIn({ time });
}

function withinBackticks(text: string): string | undefined {
  const characters = [...text.replaceAll(/[`\s]+/g, ' ').trim()];
  if (characters.length === 0) return undefined;
  const isCut = characters.length > maxDetailChars;
  return isCut ? `${characters.slice(0, maxDetailChars).join('')}…` : characters.join('');
}
