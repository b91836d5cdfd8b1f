// "Ask about this" in the menu of a message: the message and its files become the subject of a question.
import {
  ApplicationCommandType,
  ComponentType,
  TextInputStyle,
  type APIModalInteractionResponseCallbackData,
} from 'discord.js';
import type { AskRefusal } from '../src/asks/limits.ts';
import type { RefuseFromMemory } from '../src/asks/refuse-from-memory.ts';
import type { ReadContent, SubmitAsk } from '../src/asks/submit-ask.ts';
import type { ReadAttachments } from '../src/attachments/read-attachments.ts';
import type { Turn } from '../src/conversations/turn.ts';
import {
  describeAskedAbout,
  isEmpty,
  toSubject,
  type AskedAbout,
} from '../src/gateway/asked-about.ts';
import { commandName } from '../src/gateway/command-name.ts';
import type { MessageCommand } from '../src/gateway/command.ts';
import type { ThreadFor } from '../src/gateway/messages/answers-in-threads.ts';
import type { ConversationOf } from '../src/gateway/messages/interaction-conversation.ts';
import { channelIdsOf, homeGuildIdOf, roleIdsOf } from '../src/gateway/origin.ts';
import { createRemembered, type Remembered } from '../src/gateway/remembered.ts';
import { sentForm } from '../src/gateway/sent-form.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { messagesFor } from '../src/locales/messages-for.ts';

export interface AskAboutCommandOptions {
  submitAsk: SubmitAsk;
  readAttachments: ReadAttachments;
  refuseFromMemory?: RefuseFromMemory;
  /** The turn that a message of the bot belongs to. */
  turnAt?: (messageId: string) => Promise<Pick<Turn, 'answer'> | undefined>;
  conversationOf?: ConversationOf;
  threadFor?: ThreadFor;
  /** By whom the form was opened, and its custom id. Without it an own memory. */
  remembered?: Remembered<AskedAbout>;
}

const name = 'Ask about this';
const field = 'question';
/** Discord takes no longer text in a form. */
const maxQuestionChars = 4_000;

export function createAskAboutCommand({
  submitAsk,
  readAttachments,
  refuseFromMemory,
  turnAt = () => Promise.resolve(undefined),
  conversationOf = () => Promise.resolve({}),
  threadFor = () => Promise.resolve(),
  remembered = createRemembered(),
}: AskAboutCommandOptions): MessageCommand {
  /** Of an answer that has several pages, one shows a part. */
  async function textOf({ isOwn, messageId, text }: AskedAbout): Promise<string> {
    const turn = isOwn ? await turnAt(messageId) : undefined;
    return turn?.answer || text;
  }

  async function readSubject(about: AskedAbout): Promise<ReadContent | AskRefusal> {
    const read = await readAttachments(about.attachments);
    if (read.type === 'refused') return read;
    const subject = toSubject({ ...about, text: await textOf(about) }, read.files);
    return { ...read, subject, files: [] };
  }

  return {
    data: { type: ApplicationCommandType.Message, ...menuName(), ...usableEverywhere },

    openForm: async (interaction) => {
      const refusal = refuseFromMemory?.(homeGuildIdOf(interaction), {
        askerId: interaction.user.id,
        roleIds: roleIdsOf(interaction),
        channelIds: channelIdsOf(interaction),
        question: '',
      });
      if (refusal) return refusal;
      const about = describeAskedAbout(interaction.targetMessage, interaction.applicationId);
      if (isEmpty(about)) return { type: 'refused', code: 'SUBJECT_EMPTY' };
      const formId = `${name}:${interaction.id}`;
      remembered.put(keyOf(interaction.user.id, formId), about);
      return { type: 'form', form: questionForm(formId, interaction.locale) };
    },

    runForm: async ({ interaction, origin }) => {
      const about = remembered.get(keyOf(interaction.user.id, interaction.customId));
      const { forgotten } = messagesFor(interaction.locale).askAbout;
      if (!about) return { type: 'told', text: forgotten };
      const { token, ...source } = origin;
      const question = sentForm(interaction).text(field);
      const continues = await conversationOf(interaction, origin.place);
      const readContent = () => readSubject(about);
      const outcome = await submitAsk({ ...source, question, readContent, continues }, token);
      if (outcome.type === 'accepted') void threadFor(origin, question);
      return outcome;
    },
  };
}

/** A custom id can be made up, and what somebody else has in a form is not to be seen. */
function keyOf(userId: string, formId: string): string {
  return `${userId} ${formId}`;
}

/** Discord shows no description in that menu, and refuses one. */
function menuName() {
  const { name_localizations } = commandName(name);
  return { name, name_localizations };
}

function questionForm(formId: string, locale: string): APIModalInteractionResponseCallbackData {
  const { title, question, placeholder } = messagesFor(locale).askAbout;
  return {
    custom_id: formId,
    title,
    components: [
      {
        type: ComponentType.Label,
        label: question,
        component: {
          type: ComponentType.TextInput,
          custom_id: field,
          style: TextInputStyle.Paragraph,
          placeholder,
          required: true,
          max_length: maxQuestionChars,
        },
      },
    ],
  };
}
