// What a command, a subcommand or an option is called, in every language that the bot speaks.
import { Locale, type LocalizationMap } from 'discord.js';
import { languages, type Language } from '../locales/languages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { CommandPath, CommandText } from '../locales/words/commands.ts';

/** By Discord's tags of languages. */
export type Localizations = Readonly<Record<string, string | null | undefined>> | null | undefined;

export interface CommandName extends CommandText {
  name_localizations: LocalizationMap;
  description_localizations: LocalizationMap;
}

/**
 * Discord's tags of a language. To whoever uses none of them the default is shown, which is English; said outright for
 * English too, because Discord shows one English for the other before it shows the default.
 */
const discordLocales: Record<Language, readonly Locale[]> = {
  en: [Locale.EnglishUS, Locale.EnglishGB],
  ru: [Locale.Russian],
};

/** Interactions always carry the English name, so that is what a path is made of. */
export function commandName(path: CommandPath): CommandName {
  return {
    ...messagesFor(languages[0]).commands[path],
    name_localizations: inAllLanguages(path, 'name'),
    description_localizations: inAllLanguages(path, 'description'),
  };
}

/** Of a command in the menu of a message: Discord takes no description of those. */
export function menuCommandName(
  path: CommandPath,
): Pick<CommandName, 'name' | 'name_localizations'> {
  const { name, name_localizations } = commandName(path);
  return { name, name_localizations };
}

function inAllLanguages(path: CommandPath, part: keyof CommandText): LocalizationMap {
  return Object.fromEntries(
    languages.flatMap((language) => {
      const words = messagesFor(language).commands[path][part];
      return discordLocales[language].map((locale) => [locale, words]);
    }),
  );
}
