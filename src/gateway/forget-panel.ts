// The one message of /forget, which only the person sees who wants to be forgotten.
import { ButtonStyle, ComponentType } from 'discord.js';
import { messagesFor } from '../locales/messages-for.ts';
import { textDisplay, type Frame } from '../rendering/frame.ts';

/** The first part is the command that takes them. */
export const forgetIds = { confirm: 'forget:confirm', cancel: 'forget:cancel' } as const;

export function renderForgetQuestion(locale: string): Frame {
  const { question, consequences, confirm, cancel } = messagesFor(locale).forget;
  return {
    components: [
      textDisplay(`**${question}**\n${consequences}`),
      {
        type: ComponentType.ActionRow,
        components: [
          {
            type: ComponentType.Button,
            style: ButtonStyle.Danger,
            label: confirm,
            custom_id: forgetIds.confirm,
          },
          {
            type: ComponentType.Button,
            style: ButtonStyle.Secondary,
            label: cancel,
            custom_id: forgetIds.cancel,
          },
        ],
      },
    ],
    files: [],
  };
}

export function renderForgetNote(text: string): Frame {
  return { components: [textDisplay(text)], files: [] };
}
