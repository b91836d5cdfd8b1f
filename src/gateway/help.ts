// What /help tells: how to begin, and what this person may use here, by the commands' own data.
import {
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
} from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import {
  audienceOf,
  isMessageCommand,
  type AnyCommand,
  type Audience,
  type Command,
} from './command.ts';
import { commandMention, type CommandId } from './command-mention.ts';
import type { Localizations } from './command-name.ts';

export interface HelpReader {
  /** BCP 47. */
  locale: string;
  /** Theirs, and those that may do less. */
  audiences: readonly Audience[];
  context: InteractionContextType;
  /** The bot is installed here, and not just by the person. */
  isHome: boolean;
}

export interface HelpOptions {
  commands: readonly AnyCommand[];
  commandId: CommandId;
  reader: HelpReader;
}

interface Entry {
  audience: Audience;
  line: string;
}

export function renderHelp({ commands, commandId, reader }: HelpOptions): Frame {
  const { help } = messagesFor(reader.locale);
  const entries = commands
    .filter((command) => isOffered(command, reader))
    .flatMap((command) => entriesOf(command, { commandId, locale: reader.locale }));
  const titles: Record<Audience, string | undefined> = {
    everyone: undefined,
    moderators: help.forModerators,
    operators: help.forOperators,
  };
  const lists = reader.audiences.map((audience) => {
    const lines = entries.filter((entry) => entry.audience === audience).map(({ line }) => line);
    const title = titles[audience];
    return lines.length === 0 || title === undefined ? lines : [`**${title}**`, ...lines];
  });
  const ask = commandMention('ask', commandId);
  const begin = `### ${help.title}\n${help.begin({ ask, where: whereOf(reader) })}`;
  const texts = [begin, ...lists.map((lines) => lines.join('\n'))].filter((text) => text !== '');
  return { components: texts.map(textDisplay), files: [] };
}

function whereOf({ context, isHome }: HelpReader): 'server' | 'direct' | 'away' {
  if (context === InteractionContextType.BotDM) return 'direct';
  return isHome && context === InteractionContextType.Guild ? 'server' : 'away';
}

/** As Discord offers them, by what the command says of itself. */
function isOffered({ data }: AnyCommand, { context, isHome }: HelpReader): boolean {
  const { contexts, integration_types: installs } = data;
  const needed = isHome
    ? ApplicationIntegrationType.GuildInstall
    : ApplicationIntegrationType.UserInstall;
  return (contexts?.includes(context) ?? true) && (installs?.includes(needed) ?? isHome);
}

interface LineOptions {
  commandId: CommandId;
  locale: string;
}

function entriesOf(command: AnyCommand, options: LineOptions): Entry[] {
  const { data } = command;
  if (isMessageCommand(command)) {
    const { inMessageMenu } = messagesFor(options.locale).help;
    const name = localized(data.name, { all: data.name_localizations, locale: options.locale });
    return [{ audience: 'everyone', line: `**${name}** · ${inMessageMenu}` }];
  }
  const subcommands = (command.data.options ?? []).filter(
    ({ type }) => type === ApplicationCommandOptionType.Subcommand,
  );
  return [
    ...(subcommands.length === 0
      ? [entryOf(command, { ...options, described: command.data })]
      : []),
    ...subcommands.map((described) =>
      entryOf(command, { ...options, described, subcommand: described.name }),
    ),
  ];
}

interface Described {
  description: string;
  description_localizations?: Localizations;
}

function entryOf(
  command: Command,
  {
    commandId,
    locale,
    described,
    subcommand,
  }: LineOptions & { described: Described; subcommand?: string },
): Entry {
  const path = [command.data.name, subcommand].filter((part) => part !== undefined).join(' ');
  const description = localized(described.description, {
    all: described.description_localizations,
    locale,
  });
  return {
    audience: audienceOf(command, subcommand),
    line: `${commandMention(path, commandId)} · ${description}`,
  };
}

function localized(text: string, { all, locale }: { all: Localizations; locale: string }): string {
  return Object.entries(all ?? {}).find(([tag]) => tag === locale)?.[1] ?? text;
}
