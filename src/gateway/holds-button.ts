// Whether a press is one of a button that the bot has put there.
import { ComponentType, type MessageComponentInteraction } from 'discord.js';

/** A custom id can be made up on any message that somebody sees, and no other message may be written over. */
export function holdsButton({ message, customId }: MessageComponentInteraction): boolean {
  return message.components.some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some((component) => component.customId === customId),
  );
}
