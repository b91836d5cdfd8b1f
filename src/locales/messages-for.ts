// The one way to the words in a language.
import { en } from './en.ts';
import type { Messages } from './messages.ts';

/** The catalogue for a BCP 47 tag; English where there is none. */
export function messagesFor(_locale: string): Messages {
  return en;
}
