// /ask: one question for the model.
import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { RefuseFromMemory } from '../src/asks/refuse-from-memory.ts';
import type { SubmitAsk } from '../src/asks/submit-ask.ts';
import type { ReadAttachments } from '../src/attachments/read-attachments.ts';
import { toAttachment } from '../src/gateway/attachments-of.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command } from '../src/gateway/command.ts';
import type { ThreadFor } from '../src/gateway/messages/answers-in-threads.ts';
import type { ConversationOf } from '../src/gateway/messages/interaction-conversation.ts';
import { channelIdsOf, homeGuildIdOf, roleIdsOf } from '../src/gateway/origin.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { settingBounds } from '../src/settings/bounds.ts';

export interface AskCommandOptions {
  submitAsk: SubmitAsk;
  /** Without it, no question can have a file. */
  readAttachments?: ReadAttachments;
  /** The names of the models that can be asked now. */
  listModels: () => Promise<string[]>;
  /** Without it, everybody hears of a refusal after the reply stands. */
  refuseFromMemory?: RefuseFromMemory;
  /** Without it, every question begins a conversation. */
  conversationOf?: ConversationOf;
  threadFor?: ThreadFor;
}

/** Discord: at most 25 choices of at most 100 characters. */
const maxChoices = 25;
const maxChoiceChars = 100;

export function createAskCommand({
  submitAsk,
  readAttachments = async () => ({ type: 'refused', code: 'FILE_UNSUPPORTED' }),
  listModels,
  refuseFromMemory,
  conversationOf = () => Promise.resolve({}),
  threadFor = () => Promise.resolve(),
}: AskCommandOptions): Command {
  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      ...commandName('ask'),
      ...usableEverywhere,
      options: [
        {
          type: ApplicationCommandOptionType.String,
          ...commandName('ask prompt'),
          required: true,
          max_length: settingBounds.maxQuestionChars.max,
        },
        {
          type: ApplicationCommandOptionType.String,
          ...commandName('ask model'),
          autocomplete: true,
          max_length: maxChoiceChars,
        },
        {
          type: ApplicationCommandOptionType.Boolean,
          ...commandName('ask private'),
        },
        {
          type: ApplicationCommandOptionType.Attachment,
          ...commandName('ask file'),
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

    run: async ({ interaction, origin }) => {
      const { options } = interaction;
      const { token, ...source } = origin;
      const model = options.getString('model') ?? undefined;
      const question = options.getString('prompt', true);
      const file = options.getAttachment('file');
      const continues = await conversationOf(interaction, origin.place);
      const request = {
        ...source,
        question,
        continues,
        ...(file && { readContent: () => readAttachments([toAttachment(file)]) }),
        ...(model !== undefined && { model }),
      };
      const outcome = await submitAsk(request, token);
      if (outcome.type === 'accepted') void threadFor(origin, question);
      return outcome;
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
