// /settings: what the moderators of a server have chosen, shown to one of them, to be changed in place.
import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RepliableInteraction,
} from 'discord.js';
import type { AskRefusal } from '../src/asks/limits.ts';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import { isModerator, moderatorPermission } from '../src/gateway/moderator.ts';
import { homeGuildIdOf } from '../src/gateway/origin.ts';
import { readSettingsForm } from '../src/gateway/read-settings-form.ts';
import { sentForm } from '../src/gateway/sent-form.ts';
import { readChoice } from '../src/gateway/settings-choice.ts';
import { settingsForm } from '../src/gateway/settings-forms.ts';
import { renderSettings, type SettingsPanelOptions } from '../src/gateway/settings-panel.ts';
import { writeReply } from '../src/gateway/write-reply.ts';
import { messagesFor } from '../src/locales/messages-for.ts';
import type { RecalledSettings } from '../src/settings/recalled-settings.ts';
import type { ServerSettings } from '../src/settings/server-settings.ts';

export interface SettingsCommandOptions {
  serverSettings: RecalledSettings;
  isOperator: (userId: string) => boolean;
  /** Most tokens of an answer that the host allows. */
  hostAnswerTokens: number;
}

export function createSettingsCommand({
  serverSettings,
  isOperator,
  hostAnswerTokens,
}: SettingsCommandOptions): Command {
  const panelFor = ({ locale }: RepliableInteraction): SettingsPanelOptions => ({
    locale,
    hostAnswerTokens,
  });

  /** Does the work for the server of the interaction, if the person may change its settings at this moment. */
  async function inServer<T>(
    interaction: RepliableInteraction,
    work: (guildId: string) => Promise<T>,
  ): Promise<T | AskRefusal> {
    const guildId = homeGuildIdOf(interaction);
    if (guildId === null) return { type: 'refused', code: 'SERVER_ONLY' };
    const isAllowed = isModerator(interaction) || isOperator(interaction.user.id);
    return isAllowed ? work(guildId) : { type: 'refused', code: 'MODERATOR_ONLY' };
  }

  async function show(
    interaction: RepliableInteraction,
    settings: ServerSettings,
  ): Promise<CommandOutcome> {
    await writeReply(interaction, renderSettings(settings, panelFor(interaction)));
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
    run: ({ interaction }) =>
      inServer(interaction, async (guildId) =>
        show(interaction, await serverSettings.get(guildId)),
      ),
    choose: (interaction) =>
      inServer(interaction, async (guildId) => {
        const choice = readChoice(interaction.customId, interaction.values);
        return show(interaction, await serverSettings.change(guildId, choice));
      }),
    openForm: (interaction) =>
      inServer(interaction, async (guildId) => {
        const settings = serverSettings.recall(guildId) ?? (await serverSettings.get(guildId));
        const form = settingsForm(interaction.customId, { settings, ...panelFor(interaction) });
        const { notOffered } = messagesFor(interaction.locale).settings;
        return form ? { type: 'form', form } : { type: 'told', text: notOffered };
      }),
    takeForm: (interaction) =>
      inServer(interaction, async (guildId) => {
        const reading = readSettingsForm(interaction.customId, sentForm(interaction), {
          settings: await serverSettings.get(guildId),
          ...panelFor(interaction),
        });
        if (reading.type === 'change') {
          return show(interaction, await serverSettings.change(guildId, reading.change));
        }
        const { nothingChanged } = messagesFor(interaction.locale).settings;
        return { type: 'told', text: [...reading.problems, nothingChanged].join('\n') };
      }),
  };
}
