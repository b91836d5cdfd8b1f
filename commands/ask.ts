// /ask: one question for the model.
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { RefuseFromMemory } from '../src/asks/refuse-from-memory.ts';
import type { SubmitAsk } from '../src/asks/submit-ask.ts';
import type { Command } from '../src/gateway/command.ts';
import { channelIdsOf, homeGuildIdOf, roleIdsOf } from '../src/gateway/origin.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { settingBounds } from '../src/settings/bounds.ts';

export interface AskCommandOptions {
  submitAsk: SubmitAsk;
  /** The names of the models that can be asked now. */
  listModels: () => Promise<string[]>;
  /** Without it, everybody hears of a refusal after the reply stands. */
  refuseFromMemory?: RefuseFromMemory;
}

/** Discord: at most 25 choices of at most 100 characters. */
const maxChoices = 25;
const maxChoiceChars = 100;

export function createAskCommand({
  submitAsk,
  listModels,
  refuseFromMemory,
}: AskCommandOptions): Command {
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      name: 'ask',
      description: 'Ask the model that this community shares',
      ...usableEverywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          name: 'prompt',
          description: 'Your question',
          required: true,
          max_length: settingBounds.maxQuestionChars.max,
        },
        {
          type: ApplicationCommandOptionType.String,
          name: 'model',
          description: 'Another model than the usual one',
          autocomplete: true,
          max_length: maxChoiceChars,
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          name: 'private',
          description: 'Only you see the answer',
        },
      ],
    },

    refuse: (interaction) =>
      refuseFromMemory?.(homeGuildIdOf(interaction), {
        askerId: interaction.user.id,
        roleIds: roleIdsOf(interaction),
        channelIds: channelIdsOf(interaction),
        question: interaction.options.getString('prompt', true),
      }),

    isPrivate: ({ options }) => options.getBoolean('private') ?? false,

    run: async ({ interaction: { options }, origin }) => {
      const { token, ...source } = origin;
      const model = options.getString('model') ?? undefined;
      const question = options.getString('prompt', true);
      return submitAsk({ ...source, question, ...(model !== undefined && { model }) }, token);
    },

    complete: async ({ options }) => {
      const typed = options.getFocused().toLowerCase();
      const models = await listModels();
      return models
        .filter((name) => name.toLowerCase().includes(typed) && name.length <= maxChoiceChars)
        .slice(0, maxChoices)
        .map((name) => ({ name, value: name }));
    },
  };
}
