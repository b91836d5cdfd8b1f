// /forget: deletes everything that is kept of whoever uses it, once that is confirmed.
import { ApplicationCommandType, type ButtonInteraction } from 'discord.js';
import { commandName } from '../src/gateway/command-name.ts';
import type { Command, CommandOutcome } from '../src/gateway/command.ts';
import { displayName } from '../src/gateway/display-name.ts';
import { forgetIds, renderForgetNote, renderForgetQuestion } from '../src/gateway/forget-panel.ts';
import { holdsButton } from '../src/gateway/holds-button.ts';
import { usableEverywhere } from '../src/gateway/usable-everywhere.ts';
import { writeReply } from '../src/gateway/write-reply.ts';
import { messagesFor } from '../src/locales/messages-for.ts';
import type { Forgotten, ForgetPerson } from '../src/privacy/forget-person.ts';

export interface ForgetCommandOptions {
  forgetPerson: ForgetPerson;
}

export function createForgetCommand({ forgetPerson }: ForgetCommandOptions): Command {
  /** The buttons go at once, so that nothing is pressed twice. */
  async function forget(interaction: ButtonInteraction): Promise<CommandOutcome> {
    const { locale, user } = interaction;
    await writeReply(interaction, renderForgetNote(messagesFor(locale).forget.working));
    const forgotten = await forgetPerson({ id: user.id, name: displayName(interaction) }).catch(
      async (error: unknown) => {
        await writeReply(interaction, renderForgetQuestion(locale));
        throw error;
      },
    );
    await writeReply(interaction, renderForgetNote(wordsOf(forgotten, locale)));
    return { type: 'accepted' };
  }

  return {
    data: {
      type: ApplicationCommandType.ChatInput,
      ...commandName('forget'),
      ...usableEverywhere,
    },
    isPrivate: () => true,
    run: async ({ interaction }) => {
      await writeReply(interaction, renderForgetQuestion(interaction.locale));
      return { type: 'accepted' };
    },
    press: async (interaction) => {
      if (!holdsButton(interaction)) return { type: 'accepted' };
      if (interaction.customId === forgetIds.confirm) return forget(interaction);
      const { nothingDeleted } = messagesFor(interaction.locale).forget;
      await writeReply(interaction, renderForgetNote(nothingDeleted));
      return { type: 'accepted' };
    },
  };
}

function wordsOf({ questions, isWhole }: Forgotten, locale: string): string {
  const { deleted, notAll, discordStays } = messagesFor(locale).forget;
  return `**${deleted({ count: questions })}**\n${isWhole ? discordStays : notAll}`;
}
