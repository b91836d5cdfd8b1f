// Short words to one person, seen by nobody else.
import {
  ComponentType,
  DiscordAPIError,
  MessageFlags,
  RESTJSONErrorCodes,
  type RepliableInteraction,
} from 'discord.js';
import { acknowledgeUse } from './acknowledge.ts';

const body = (text: string) => ({
  components: [{ type: ComponentType.TextDisplay, content: text } as const],
  allowedMentions: { parse: [] },
});

/** Replaces the deferred response. A public one goes away, and the words come privately. */
export async function replaceByNotice(
  interaction: RepliableInteraction,
  { text, isPrivate }: { text: string; isPrivate: boolean },
): Promise<void> {
  if (isPrivate) {
    await interaction.webhook.editMessage('@original', {
      ...body(text),
      flags: MessageFlags.IsComponentsV2,
    });
    return;
  }
  await interaction.webhook.deleteMessage('@original').catch(expectGone);
  await addNotice(interaction, text);
}

/** The first and only response. */
export async function replyByNotice(
  interaction: RepliableInteraction,
  text: string,
): Promise<void> {
  const flags = MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral;
  await acknowledgeUse(interaction.reply({ ...body(text), flags }));
}

/** Somebody was quicker to delete it. */
function expectGone(error: unknown): void {
  const isGone =
    error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.UnknownMessage;
  if (!isGone) throw error;
}

export async function addNotice(interaction: RepliableInteraction, text: string): Promise<void> {
  await interaction.webhook.send({
    ...body(text),
    flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
  });
}
