// The body of an interaction callback (facts, section 2).
import { ComponentType, InteractionResponseType, TextInputStyle } from 'discord-api-types/v10';
import { z } from 'zod';
import { text } from '../form.ts';
import { entitySelect, stringSelect } from '../messages/selects.ts';
import type { Select } from '../messages/selects.ts';

export const callbackSchema = z.object({
  type: z.literal([
    InteractionResponseType.ChannelMessageWithSource,
    InteractionResponseType.DeferredChannelMessageWithSource,
    InteractionResponseType.DeferredMessageUpdate,
    InteractionResponseType.UpdateMessage,
    InteractionResponseType.ApplicationCommandAutocompleteResult,
    InteractionResponseType.Modal,
  ]),
  data: z.unknown().optional(),
});

const choiceSchema = z.object({
  name: text({ min: 1, max: 100 }),
  value: z.union([text({ max: 100 }), z.number()]),
});

export const autocompleteSchema = z.object({ choices: z.array(choiceSchema).max(25) });
export type Choice = z.output<typeof choiceSchema>;

const textInput = z.object({
  type: z.literal(ComponentType.TextInput),
  custom_id: text({ min: 1, max: 100 }),
  style: z.enum(TextInputStyle),
  label: text({ min: 1, max: 45 }).optional(),
  min_length: z.int().min(0).max(4000).optional(),
  max_length: z.int().min(1).max(4000).optional(),
  required: z.boolean().optional(),
  value: text({ max: 4000 }).optional(),
  placeholder: text({ max: 100 }).optional(),
});

const label = z.object({
  type: z.literal(ComponentType.Label),
  label: text({ min: 1, max: 45 }),
  description: text({ max: 100 }).nullish(),
  component: z.discriminatedUnion('type', [textInput, stringSelect, entitySelect]),
});
const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  components: z.array(textInput).length(1),
});

export const modalSchema = z.object({
  custom_id: text({ min: 1, max: 100 }),
  title: text({ min: 1, max: 45 }),
  components: z
    .array(z.discriminatedUnion('type', [label, row]))
    .min(1)
    .max(5),
});
export type Modal = z.output<typeof modalSchema>;
export type TextInput = z.output<typeof textInput>;
/** What a person fills in. */
export type FormField = TextInput | Select;

export function fieldsOf(modal: Modal): FormField[] {
  return modal.components.flatMap((component): FormField[] =>
    component.type === ComponentType.Label ? [component.component] : component.components,
  );
}
