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

const fileUpload = z.object({
  type: z.literal(ComponentType.FileUpload),
  custom_id: text({ min: 1, max: 100 }),
  min_values: z.int().min(0).max(10).optional(),
  max_values: z.int().min(1).max(10).optional(),
  required: z.boolean().optional(),
});

const textDisplay = z.object({
  type: z.literal(ComponentType.TextDisplay),
  content: text({ min: 1, max: 4000 }),
});

const label = z.object({
  type: z.literal(ComponentType.Label),
  label: text({ min: 1, max: 45 }),
  description: text({ max: 100 }).nullish(),
  component: z.discriminatedUnion('type', [textInput, stringSelect, entitySelect, fileUpload]),
});
const row = z.object({
  type: z.literal(ComponentType.ActionRow),
  components: z.array(textInput).length(1),
});

export const modalSchema = z.object({
  custom_id: text({ min: 1, max: 100 }),
  title: text({ min: 1, max: 45 }),
  components: z
    .array(z.discriminatedUnion('type', [label, row, textDisplay]))
    .min(1)
    .max(5),
});
export type Modal = z.output<typeof modalSchema>;
export type FormPart = Modal['components'][number];
export type TextInput = z.output<typeof textInput>;
export type FileUpload = z.output<typeof fileUpload>;
/** What a person fills in. */
export type FormField = TextInput | FileUpload | Select;

/** None for a text that is only shown. */
export function fieldOf(part: FormPart): FormField | undefined {
  switch (part.type) {
    case ComponentType.Label:
      return part.component;
    case ComponentType.ActionRow:
      return part.components[0];
    case ComponentType.TextDisplay:
      return undefined;
    default:
      return part satisfies never;
  }
}
