// /settings: what the moderators of a server have chosen, shown to one of them, to be changed in place.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RepliableInteraction,
} from 'discord.js';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import { isModerator, moderatorPermission } from '../src/gateway/moderator.ts';
import { homeGuildIdOf } from '../src/gateway/origin.ts';
import { readChoice, renderSettings } from '../src/gateway/settings-panel.ts';
import { writeReply } from '../src/gateway/write-reply.ts';
import type { ServerSettings, ServerSettingsStore } from '../src/settings/server-settings.ts';

export interface SettingsCommandOptions {
  serverSettings: ServerSettingsStore;
  isOperator: (userId: string) => boolean;
}

export function createSettingsCommand({
  serverSettings,
  isOperator,
}: SettingsCommandOptions): Command {
  /** Shows the settings that `settle` comes to, to those who may change them. */
  async function show(
    interaction: RepliableInteraction,
    settle: (guildId: string) => Promise<ServerSettings>,
  ): Promise<CommandOutcome> {
    const guildId = homeGuildIdOf(interaction);
    if (guildId === null) return { type: 'refused', code: 'SERVER_ONLY' };
    const isAllowed = isModerator(interaction) || isOperator(interaction.user.id);
    if (!isAllowed) return { type: 'refused', code: 'MODERATOR_ONLY' };
    await writeReply(interaction, renderSettings(await settle(guildId), interaction.locale));
    return { type: 'accepted' };
  }

  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'settings',
      description: 'See and change what this server has chosen',
      default_member_permissions: String(moderatorPermission),
      contexts: [InteractionContextType.Guild],
      integration_types: [ApplicationIntegrationType.GuildInstall],
    },
    isPrivate: () => true,
    run: ({ interaction }) => show(interaction, serverSettings.get),
    choose: (interaction) => {
      const choice = readChoice(interaction.customId, interaction.values);
      return show(interaction, (guildId) => serverSettings.change(guildId, choice));
    },
  };
}
