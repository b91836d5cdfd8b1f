// Lists of which one is to be taken: "a, b or c".
import { languageOf, languages, type Language } from './languages.ts';

const formats = new Map<Language, Intl.ListFormat>(
  languages.map((language) => [language, new Intl.ListFormat(language, { type: 'disjunction' })]),
);

export function alternatives(locale: string, items: readonly string[]): string {
  return formats.get(languageOf(locale))?.format(items) ?? items.join(', ');
}
