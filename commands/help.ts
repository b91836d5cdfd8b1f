// /help: how to begin, and what the reader can use here. Shown to whoever asks, and to nobody else.
import {
  ApplicationCommandType,
  InteractionContextType,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { commandName } from '../src/gateway/command-name.ts';
import type { CommandId } from '../src/gateway/command-mention.ts';
import type { AnyCommand, Audience, Command } from '../src/gateway/command.ts';
import { renderHelp } from '../src/gateway/help.ts';
import { isModerator } from '../src/gateway/moderator.ts';
import { homeGuildIdOf, isInstalledThere } from '../src/gateway/origin.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { writeReply } from '../src/gateway/write-reply.ts';

export interface HelpCommandOptions {
  isOperator: (userId: string) => boolean;
  commandId: CommandId;
}

/** `commands`: those it tells of. */
export function createHelpCommand({
  isOperator,
  commandId,
  commands,
}: HelpCommandOptions & { commands: readonly AnyCommand[] }): Command {
  function audiencesOf(interaction: ChatInputCommandInteraction): Audience[] {
    const isHere = homeGuildIdOf(interaction) !== null;
    const mayOperate = isOperator(interaction.user.id);
    const mayModerate = isHere && (mayOperate || isModerator(interaction));
    return [
      'everyone',
      ...(mayModerate ? (['moderators'] as const) : []),
      ...(mayOperate ? (['operators'] as const) : []),
    ];
  }

  return {
    data: { type: ApplicationCommandType.ChatInput, ...commandName('help'), ...usableEverywhere },
    isPrivate: () => true,
    run: async ({ interaction }) => {
      const reader = {
        locale: interaction.locale,
        audiences: audiencesOf(interaction),
        context: interaction.context ?? InteractionContextType.Guild,
        isHome: isInstalledThere(interaction),
      };
      await writeReply(interaction, renderHelp({ commands, commandId, reader }));
      return { type: 'accepted' };
    },
  };
}
