// Opens a form, which must be the first answer to an interaction, or says privately why not.
import type { ButtonInteraction, MessageContextMenuCommandInteraction } from 'discord.js';
import { acknowledgeUse } from './acknowledge.ts';
import type { FormOutcome } from './command.ts';
import { replyByNotice } from './private-notice.ts';
import type { WordsAfter } from './words-after.ts';

export type OfferForm = (
  interaction: ButtonInteraction | MessageContextMenuCommandInteraction,
  work: () => Promise<FormOutcome>,
) => Promise<void>;

export function createOfferForm({ wordsAfter }: { wordsAfter: WordsAfter }): OfferForm {
  return async (interaction, work) => {
    const text = await wordsAfter(interaction, async () => {
      const outcome = await work();
      if (outcome.type !== 'form') return outcome;
      await acknowledgeUse(interaction.showModal(outcome.form));
      return { type: 'accepted' };
    });
    if (text !== undefined) await replyByNotice(interaction, text);
  };
}
