// Commands in the menu of a message, and the forms that they open: no message of ours holds these.
import type { Interaction } from 'discord.js';
import type { MessageCommand } from './command.ts';
import type { DeferredAnswer } from './deferred-answer.ts';
import type { OfferForm } from './offer-form.ts';

export interface MessageCommandUseOptions {
  commands: readonly MessageCommand[];
  offerForm: OfferForm;
  answer: DeferredAnswer;
}

export interface MessageCommandUse {
  /** False when it is no use of such a command. */
  take(interaction: Interaction): Promise<boolean>;
}

export function createMessageCommandUse({
  commands,
  offerForm,
  answer,
}: MessageCommandUseOptions): MessageCommandUse {
  const byName = new Map(commands.map((command) => [command.data.name, command]));

  return {
    take: async (interaction) => {
      if (interaction.isMessageContextMenuCommand()) {
        const command = byName.get(interaction.commandName);
        if (command) await offerForm(interaction, () => command.openForm(interaction));
        return true;
      }
      if (!interaction.isModalSubmit() || interaction.isFromMessage()) return false;
      const [name = ''] = interaction.customId.split(':');
      const command = byName.get(name);
      if (!command) return true;
      await answer(interaction, {
        isPrivate: false,
        run: (origin) => command.runForm({ interaction, origin }),
      });
      return true;
    },
  };
}
