// The first answer to an interaction: Discord gives three seconds for it.
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';

/** The deferred response. `isPrivate` is what Discord made of it: it may force a reply to be private. */
export interface Acknowledgement {
  messageId: string;
  isPrivate: boolean;
}

/**
 * Before each further try. Also beyond the three seconds: Discord may have taken an answer and could not say so, and
 * then the reply stands there and would stay empty.
 */
const retryDelaysMs = [250, 500, 1_000, 2_000, 4_000];

/**
 * Undefined when Discord does not know the interaction (any more): there is nobody to answer. Rejects when Discord
 * refuses, or stays out of reach.
 */
export async function acknowledge(
  interaction: RepliableInteraction,
  isPrivate: boolean,
): Promise<Acknowledgement | undefined> {
  for (const delayMs of retryDelaysMs) {
    try {
      return await tryToAcknowledge(interaction, isPrivate);
    } catch (error) {
      if (error instanceof DiscordAPIError) throw error;
      await sleep(delayMs);
    }
  }
  return tryToAcknowledge(interaction, isPrivate);
}

async function tryToAcknowledge(
  interaction: RepliableInteraction,
  isPrivate: boolean,
): Promise<Acknowledgement | undefined> {
  try {
    const response = await interaction.deferReply({
      withResponse: true,
      ...(isPrivate && { flags: MessageFlags.Ephemeral }),
    });
    const { responseMessageId, responseMessageEphemeral } = response.interaction;
    if (responseMessageId !== null && responseMessageEphemeral !== null) {
      return { messageId: responseMessageId, isPrivate: responseMessageEphemeral };
    }
  } catch (error) {
    if (codeOf(error) === RESTJSONErrorCodes.UnknownInteraction) return undefined;
    expectAcknowledged(error);
  }
  const message = await interaction.webhook.fetchMessage('@original');
  return { messageId: message.id, isPrivate: message.flags.has(MessageFlags.Ephemeral) };
}

/** The same for what is pressed or chosen, by the request that fits it; or for an answer that needs no more time. */
export async function acknowledgeUse(firstAnswer: Promise<unknown>): Promise<void> {
  await firstAnswer.catch(expectAcknowledged);
}

/** A repeated request finds its own first one, whose response was lost. */
function expectAcknowledged(error: unknown): void {
  if (codeOf(error) !== RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged) throw error;
}

function codeOf(error: unknown): number | string | undefined {
  return error instanceof DiscordAPIError ? error.code : undefined;
}
