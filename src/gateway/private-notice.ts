// Short words to one person, seen by nobody else.
import {
  ComponentType,
  MessageFlags,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
} from 'discord.js';

const body = (text: string) => ({
  components: [{ type: ComponentType.TextDisplay, content: text } as const],
  allowedMentions: { parse: [] },
});

/** Replaces the deferred response. A public one goes away, and the words come privately. */
export async function replaceByNotice(
  interaction: ChatInputCommandInteraction,
  { text, isPrivate }: { text: string; isPrivate: boolean },
): Promise<void> {
  if (isPrivate) {
    await interaction.webhook.editMessage('@original', {
      ...body(text),
      flags: MessageFlags.IsComponentsV2,
    });
    return;
  }
  await interaction.webhook.deleteMessage('@original');
  await addNotice(interaction, text);
}

export async function addNotice(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  text: string,
): Promise<void> {
  await interaction.webhook.send({
    ...body(text),
    flags: MessageFlags.IsComponentsV2 | MessageFlags.Ephemeral,
  });
}
