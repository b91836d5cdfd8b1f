// How the press of a button is answered: Discord gives three seconds for the first word.
import { MessageFlags, type ButtonInteraction } from 'discord.js';
import { acknowledgeUse } from './acknowledge.ts';
import { addNotice, replaceByNotice } from './private-notice.ts';

export interface PressAnswer {
  acknowledge(interaction: ButtonInteraction): Promise<void>;
  /** Words to whoever pressed, and to nobody else. */
  tell(interaction: ButtonInteraction, text: string): Promise<void>;
}

/** What comes of the press shows in the reply itself. */
export const silentAnswer: PressAnswer = {
  acknowledge: (interaction) => acknowledgeUse(interaction.deferUpdate()),
  tell: addNotice,
};

/** What comes of the press is a message that only the presser sees. */
export const privateAnswer: PressAnswer = {
  acknowledge: (interaction) =>
    acknowledgeUse(interaction.deferReply({ flags: MessageFlags.Ephemeral })),
  tell: (interaction, text) => replaceByNotice(interaction, { text, isPrivate: true }),
};
