// The languages that the bot speaks.

/** As in a BCP 47 tag. The first is spoken to those whose language is not among them. */
export const languages = ['en', 'ru'] as const;

export type Language = (typeof languages)[number];

export function languageOf(locale: string): Language {
  const [primary = ''] = locale.toLowerCase().split('-');
  return languages.find((language) => language === primary) ?? languages[0];
}
