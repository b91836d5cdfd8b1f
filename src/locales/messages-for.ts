// The one way to the words in a language.
import { en } from './en.ts';
import { compileMessages, type Catalogue } from './icu.ts';
import { languageOf, type Language } from './languages.ts';
import type { Messages } from './messages.ts';
import { ru } from './ru.ts';

/** As they are written, before anything is filled in. */
export const catalogues: Record<Language, Catalogue<Messages>> = { en, ru };

const said: Record<Language, Messages> = {
  en: compileMessages('en', en),
  ru: compileMessages('ru', ru),
};

/** The words for a BCP 47 tag; English where there are none in its language. */
export function messagesFor(locale: string): Messages {
  return said[languageOf(locale)];
}
