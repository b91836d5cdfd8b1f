// Carries out an interaction callback: the bot's one answer to an interaction.
import { InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { z } from 'zod';
import { readForm, refuseForm } from '../form.ts';
import type { RequestBody } from '../http/body.ts';
import { autocompleteSchema, callbackSchema, modalSchema } from './callback-form.ts';
import type { InteractionStore } from './interaction-store.ts';
import type { InteractionRecord } from './interaction.ts';
import type { Replies } from './replies.ts';

const {
  ChannelMessageWithSource,
  DeferredChannelMessageWithSource,
  DeferredMessageUpdate,
  UpdateMessage,
  ApplicationCommandAutocompleteResult,
  Modal,
} = InteractionResponseType;

const messageAnswers = new Set([ChannelMessageWithSource, DeferredChannelMessageWithSource]);
const updateAnswers = new Set([DeferredMessageUpdate, UpdateMessage]);

export interface CallbackOptions {
  interactions: InteractionStore;
  replies: Replies;
}

/** Acknowledges, or refuses and leaves the interaction pending. */
export function answerInteraction(
  interaction: InteractionRecord,
  body: RequestBody,
  { interactions, replies }: CallbackOptions,
): void {
  const { type: answer, data } = readForm(callbackSchema, body.json);
  if (!isFitting(answer, interaction)) throw refuseForm([unfitting]);
  const inner = { json: data, files: body.files };
  const { source } = interaction;
  switch (answer) {
    case ChannelMessageWithSource:
      interaction.response = replies.respond(interaction, inner, ['data']);
      break;
    case DeferredChannelMessageWithSource:
      interaction.response = replies.respondLoading(interaction, flagsOf(data));
      break;
    case DeferredMessageUpdate:
      interaction.response = source;
      break;
    case UpdateMessage:
      if (source) replies.edit(source, inner, { route: 'callback', at: ['data'] });
      interaction.response = source;
      break;
    case ApplicationCommandAutocompleteResult:
      interaction.choices = readForm(autocompleteSchema, data, ['data']).choices;
      break;
    case Modal:
      interaction.modal = readForm(modalSchema, data, ['data']);
      break;
    default:
      answer satisfies never;
  }
  interactions.acknowledge(interaction, answer);
}

function isFitting(answer: InteractionResponseType, interaction: InteractionRecord): boolean {
  if (interaction.type === InteractionType.ApplicationCommandAutocomplete)
    return answer === ApplicationCommandAutocompleteResult;
  if (messageAnswers.has(answer)) return true;
  if (updateAnswers.has(answer)) return interaction.source !== undefined;
  return answer === Modal && interaction.type !== InteractionType.ModalSubmit;
}

const deferSchema = z.object({ flags: z.int().min(0).nullish() }).nullish();

function flagsOf(data: unknown): number {
  return readForm(deferSchema, data ?? null, ['data'])?.flags ?? 0;
}

const unfitting = {
  path: ['type'],
  code: 'INTERACTION_CALLBACK_TYPE_INVALID',
  message: 'This answer does not fit the interaction.',
};
