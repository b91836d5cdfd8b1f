// A command as Discord lists it. To everybody alike, so where not everybody can use it the description says for whom it
// is.
import { ApplicationCommandOptionType, type APIApplicationCommandOption } from 'discord.js';
import { languages } from '../locales/languages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Localizations } from './command-name.ts';
import { audienceOf, isMessageCommand, type AnyCommand, type Audience } from './command.ts';

interface Described {
  description: string;
  description_localizations?: Localizations;
}

export function listed(command: AnyCommand): AnyCommand['data'] {
  if (isMessageCommand(command)) return command.data;
  const { data } = command;
  const options = data.options?.map((option) =>
    isSubcommand(option) ? marked(option, audienceOf(command, option.name)) : option,
  );
  return { ...marked(data, audienceOf(command)), ...(options && { options }) };
}

function isSubcommand({ type }: APIApplicationCommandOption): boolean {
  return type === ApplicationCommandOptionType.Subcommand;
}

function marked<It extends Described>(it: It, audience: Audience): It {
  if (audience === 'everyone') return it;
  const inLocales = Object.entries(it.description_localizations ?? {}).map(
    ([locale, description]) =>
      [locale, description && markedText(description, { audience, locale })] as const,
  );
  return {
    ...it,
    description: markedText(it.description, { audience, locale: languages[0] }),
    ...(inLocales.length > 0 && {
      description_localizations: Object.fromEntries<string | null | undefined>(inLocales),
    }),
  };
}

function markedText(
  description: string,
  { audience, locale }: { audience: Exclude<Audience, 'everyone'>; locale: string },
): string {
  const { ofModerators, ofOperators } = messagesFor(locale).help;
  return audience === 'moderators' ? ofModerators({ description }) : ofOperators({ description });
}
