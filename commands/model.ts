// /model: which models there are and which is asked; operators pull, remove and unload them, and keep them from servers.
import {
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ChannelType,
  type APIApplicationCommandBasicOption,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type RepliableInteraction,
} from 'discord.js';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import type { CancelTasks } from '../src/gateway/cancel-tasks.ts';
import { modelChoices } from '../src/gateway/model-choices.ts';
import {
  missing,
  refused,
  type ModelControl,
  type ModelUse,
} from '../src/gateway/model-control.ts';
import { holdsButton } from '../src/gateway/holds-button.ts';
import { readModelPress } from '../src/gateway/model-ids.ts';
import { modelInfoWords } from '../src/gateway/model-lines.ts';
import { renderModelList } from '../src/gateway/model-list.ts';
import { findPublished, type ModelLook } from '../src/gateway/model-look.ts';
import type { ModelRemoval } from '../src/gateway/model-removal.ts';
import type { UseModel } from '../src/gateway/model-use.ts';
import { isModerator } from '../src/gateway/moderator.ts';
import { canUseChannel, homeGuildIdOf } from '../src/gateway/origin.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { writeReply } from '../src/gateway/write-reply.ts';

export interface ModelCommandOptions {
  lookAtModels: (interaction: RepliableInteraction | AutocompleteInteraction) => Promise<ModelLook>;
  modelControl: ModelControl;
  useModel: UseModel;
  modelRemoval: Pick<ModelRemoval, 'remove' | 'keep'>;
  cancelTasks: CancelTasks;
  defaultModel: string;
  isOperator: (userId: string) => boolean;
}

const nothing: CommandOutcome = { type: 'accepted' };
/** What takes long is shown to everybody where the bot can write, as only there it can be shown to its end. */
const publicOnes: ReadonlySet<string> = new Set(['pull', 'use', 'unload']);
const openToAll: ReadonlySet<string> = new Set(['list', 'info']);
/** Discord takes at most so many of an option. */
const maxNameChars = 200;

export function createModelCommand(options: ModelCommandOptions): Command {
  const { lookAtModels, modelControl, useModel, modelRemoval, isOperator } = options;

  async function showList(
    interaction: RepliableInteraction,
    page: number,
  ): Promise<CommandOutcome> {
    const look = await lookAtModels(interaction);
    await writeReply(interaction, renderModelList(look, page, interaction.locale));
    return nothing;
  }

  async function info({ interaction, look }: ModelUse): Promise<CommandOutcome> {
    const typed = interaction.options.getString('model', true);
    const found = findPublished(look.models, typed);
    if (!found) return missing(typed, look);
    return { type: 'told', text: modelInfoWords(found, look, interaction.locale) };
  }

  const works = new Map<string, (use: ModelUse) => Promise<CommandOutcome>>([
    ['list', ({ interaction }) => showList(interaction, 0)],
    ['info', info],
    ['use', useModel],
    ...Object.entries(modelControl),
  ]);

  /** At every use and press: Discord offers the command to all. */
  function refuse(interaction: ChatInputCommandInteraction) {
    const subcommand = interaction.options.getSubcommand();
    if (openToAll.has(subcommand) || isOperator(interaction.user.id)) return undefined;
    if (subcommand !== 'use') return { code: 'OPERATOR_ONLY' } as const;
    if (homeGuildIdOf(interaction) === null) return { code: 'SERVER_ONLY' } as const;
    return isModerator(interaction) ? undefined : ({ code: 'MODERATOR_ONLY' } as const);
  }

  /** Made-up presses come here, too. */
  async function press(interaction: ButtonInteraction): Promise<CommandOutcome> {
    const pressed = readModelPress(interaction.customId);
    if (!pressed || !holdsButton(interaction)) return nothing;
    if (pressed.type === 'page') return showList(interaction, pressed.page);
    if (pressed.type === 'cancel') return options.cancelTasks(interaction, pressed.id);
    if (!isOperator(interaction.user.id)) return refused('OPERATOR_ONLY');
    return modelRemoval[pressed.type](interaction, pressed.id);
  }

  return {
    data,
    audience: {
      use: 'moderators',
      pull: 'operators',
      remove: 'operators',
      unload: 'operators',
      allow: 'operators',
      deny: 'operators',
    },
    refuse,
    press,
    isPrivate: (interaction) =>
      !publicOnes.has(interaction.options.getSubcommand()) || !canUseChannel(interaction),
    run: async ({ interaction, origin }) => {
      const work = works.get(interaction.options.getSubcommand());
      if (!work) return nothing;
      return work({ interaction, origin, look: await lookAtModels(interaction) });
    },
    complete: async (interaction) => {
      const { name: option, value: typed } = interaction.options.getFocused(true);
      const subcommand = interaction.options.getSubcommand();
      const look = { ...(await lookAtModels(interaction)), defaultModel: options.defaultModel };
      return modelChoices(look, { subcommand, option, typed, locale: interaction.locale });
    },
  };
}

type Subcommand = 'list' | 'info' | 'use' | 'pull' | 'remove' | 'unload' | 'allow' | 'deny';

function modelOption(subcommand: Exclude<Subcommand, 'list'>, { required = true } = {}) {
  return {
    type: ApplicationCommandOptionType.String,
    ...commandName(`model ${subcommand} model`),
    autocomplete: true,
    max_length: maxNameChars,
    ...(required && { required }),
  } as const;
}

function workerOption(subcommand: 'pull' | 'remove' | 'unload') {
  return {
    type: ApplicationCommandOptionType.String,
    ...commandName(`model ${subcommand} worker`),
    autocomplete: true,
    max_length: maxNameChars,
  } as const;
}

const subcommandOf = (subcommand: Subcommand) =>
  ({
    type: ApplicationCommandOptionType.Subcommand,
    ...commandName(`model ${subcommand}`),
  }) as const;

const channelOption: APIApplicationCommandBasicOption = {
  type: ApplicationCommandOptionType.Channel,
  ...commandName('model use channel'),
  channel_types: [
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.GuildForum,
    ChannelType.GuildMedia,
    ChannelType.GuildVoice,
    ChannelType.PublicThread,
    ChannelType.PrivateThread,
    ChannelType.AnnouncementThread,
  ],
};

const data: Command['data'] = {
  type: ApplicationCommandType.ChatInput,
  ...commandName('model'),
  ...usableEverywhere,
  options: [
    subcommandOf('list'),
    { ...subcommandOf('info'), options: [modelOption('info')] },
    { ...subcommandOf('use'), options: [modelOption('use'), channelOption] },
    { ...subcommandOf('pull'), options: [modelOption('pull'), workerOption('pull')] },
    { ...subcommandOf('remove'), options: [modelOption('remove'), workerOption('remove')] },
    {
      ...subcommandOf('unload'),
      options: [modelOption('unload', { required: false }), workerOption('unload')],
    },
    { ...subcommandOf('allow'), options: [modelOption('allow')] },
    { ...subcommandOf('deny'), options: [modelOption('deny')] },
  ],
};
