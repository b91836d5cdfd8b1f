// /settings: what the moderators of a server have chosen. They change it in place; everybody may see what holds.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type ModalSubmitInteraction,
  type RepliableInteraction,
} from 'discord.js';
import type { AskRefusal } from '../src/asks/limits.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import { isModerator } from '../src/gateway/moderator.ts';
import { channelIdsOf, homeGuildIdOf } from '../src/gateway/origin.ts';
import { readSettingsForm } from '../src/gateway/read-settings-form.ts';
import { sentForm } from '../src/gateway/sent-form.ts';
import { readChoice } from '../src/gateway/settings-choice.ts';
import { settingsForm } from '../src/gateway/settings-forms.ts';
import { renderSettings, type SettingsPanelOptions } from '../src/gateway/settings-panel.ts';
import { sectionOf, sections } from '../src/gateway/settings-sections.ts';
import { renderShownSettings } from '../src/gateway/settings-shown.ts';
import { writeReply } from '../src/gateway/write-reply.ts';
import { messagesFor } from '../src/locales/messages-for.ts';
import type { SettingsSection } from '../src/locales/words/settings.ts';
import type { RecalledSettings } from '../src/settings/recalled-settings.ts';
import type { ServerSettings } from '../src/settings/server-settings.ts';

export interface SettingsCommandOptions {
  serverSettings: RecalledSettings;
  isOperator: (userId: string) => boolean;
  /** Most tokens of an answer that the host allows. */
  hostAnswerTokens: number;
  /** Asked where the server has chosen none. */
  defaultModel: string;
}

export function createSettingsCommand({
  serverSettings,
  isOperator,
  hostAnswerTokens,
  defaultModel,
}: SettingsCommandOptions): Command {
  const host = { hostAnswerTokens, defaultModel };
  const panelFor = ({ locale }: RepliableInteraction): SettingsPanelOptions => ({
    locale,
    ...host,
  });
  const mayChange = (interaction: RepliableInteraction): boolean =>
    isModerator(interaction) || isOperator(interaction.user.id);

  /** Does the work for the server of the interaction, if the person may change its settings at this moment. */
  async function asModerator<T>(
    interaction: RepliableInteraction,
    work: (guildId: string) => Promise<T>,
  ): Promise<T | AskRefusal> {
    const guildId = homeGuildIdOf(interaction);
    if (guildId === null) return { type: 'refused', code: 'SERVER_ONLY' };
    return mayChange(interaction) ? work(guildId) : { type: 'refused', code: 'MODERATOR_ONLY' };
  }

  async function edit(
    interaction: RepliableInteraction,
    { settings, section }: { settings: ServerSettings; section: SettingsSection },
  ): Promise<CommandOutcome> {
    const panel = renderSettings(settings, { ...panelFor(interaction), section });
    await writeReply(interaction, panel);
    return { type: 'accepted' };
  }

  async function show(interaction: ChatInputCommandInteraction): Promise<CommandOutcome> {
    const guildId = homeGuildIdOf(interaction);
    if (guildId === null) return { type: 'refused', code: 'SERVER_ONLY' };
    const shown = renderShownSettings(await serverSettings.get(guildId), {
      ...panelFor(interaction),
      channelIds: channelIdsOf(interaction),
      isModerator: mayChange(interaction),
    });
    await writeReply(interaction, shown);
    return { type: 'accepted' };
  }

  return {
    data,
    audience: { show: 'everyone', edit: 'moderators' },
    isPrivate: () => true,
    run: ({ interaction }) =>
      interaction.options.getSubcommand() === 'show'
        ? show(interaction)
        : asModerator(interaction, async (guildId) =>
            edit(interaction, {
              settings: await serverSettings.get(guildId),
              section: sections[0],
            }),
          ),
    choose: (interaction) =>
      asModerator(interaction, async (guildId) => {
        const { customId, values } = interaction;
        const settings = await serverSettings.change(guildId, readChoice(customId, values));
        return edit(interaction, { settings, section: sectionOf(customId, values) });
      }),
    openForm: (interaction) =>
      asModerator(interaction, async (guildId) => {
        const settings = serverSettings.recall(guildId) ?? (await serverSettings.get(guildId));
        const form = settingsForm(interaction.customId, {
          ...panelFor(interaction),
          settings,
          channelId: personaChannelOf(interaction),
        });
        const { notOffered } = messagesFor(interaction.locale).settings;
        return form ? { type: 'form', form } : { type: 'told', text: notOffered };
      }),
    takeForm: (interaction) =>
      asModerator(interaction, async (guildId) => {
        const { change, problems } = formChange(interaction, panelFor(interaction));
        const settings = await serverSettings.change(guildId, change);
        return problems().length === 0
          ? edit(interaction, { settings, section: sectionOf(interaction.customId) })
          : tellProblems(problems(), interaction);
      }),
  };
}

/** Everybody is offered it, as everybody may see what holds; to change it is for moderators, which is asked each time. */
const data: Command['data'] = {
  type: ApplicationCommandType.ChatInput,
  ...commandName('settings'),
  contexts: [InteractionContextType.Guild],
  integration_types: [ApplicationIntegrationType.GuildInstall],
  options: [
    { type: ApplicationCommandOptionType.Subcommand, ...commandName('settings show') },
    { type: ApplicationCommandOptionType.Subcommand, ...commandName('settings edit') },
  ],
};

/**
 * Lists are built upon those that hold when the form is taken: another moderator may have changed them since it was
 * opened.
 */
function formChange(interaction: ModalSubmitInteraction, panel: SettingsPanelOptions) {
  const { customId, guild } = interaction;
  let problems: readonly string[] = [];
  const change = (settings: ServerSettings): Partial<ServerSettings> => {
    const reading = readSettingsForm(customId, sentForm(interaction), {
      ...panel,
      settings,
      hasChannel: (id) => guild?.channels.cache.has(id) ?? true,
    });
    problems = reading.type === 'problems' ? reading.problems : [];
    return reading.type === 'change' ? reading.change : {};
  };
  return { change, problems: () => problems };
}

function tellProblems(
  problems: readonly string[],
  { locale }: ModalSubmitInteraction,
): CommandOutcome {
  const { nothingChanged } = messagesFor(locale).settings;
  return { type: 'told', text: [...problems, nothingChanged].join('\n') };
}

/** A thread has the persona of its channel. */
function personaChannelOf({ channel }: ButtonInteraction): string | undefined {
  if (!channel || channel.isDMBased()) return undefined;
  return (channel.isThread() ? channel.parentId : channel.id) ?? undefined;
}
