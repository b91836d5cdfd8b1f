// Writes what an interaction's own message shows: its response, or the message that holds the menu that was used.
import { MessageFlags, type RepliableInteraction } from 'discord.js';
import type { Frame } from '../rendering/frame.ts';

/** Nobody is pinged, and no link unfurls. */
export async function writeReply(
  { webhook }: RepliableInteraction,
  { components, files }: Frame,
): Promise<void> {
  await webhook.editMessage('@original', {
    components,
    files: files.map(({ name, content }) => ({ name, attachment: Buffer.from(content) })),
    flags: MessageFlags.IsComponentsV2 | MessageFlags.SuppressEmbeds,
    allowedMentions: { parse: [] },
  });
}
