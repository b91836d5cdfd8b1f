// What a person sent with a form, as plain text and ids.
import type { ModalSubmitInteraction } from 'discord.js';
import type { SentForm } from './read-settings-form.ts';

export function sentForm({ fields }: Pick<ModalSubmitInteraction, 'fields'>): SentForm {
  return {
    text: (name) => {
      const field = fields.fields.get(name);
      return field && 'value' in field && typeof field.value === 'string' ? field.value : '';
    },
    chosen: (name) => {
      const field = fields.fields.get(name);
      return field && 'values' in field ? field.values : [];
    },
  };
}
