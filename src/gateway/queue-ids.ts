// The custom ids of the menus and buttons of /queue. The first part is the command that takes them.
import { ComponentType, type MessageComponentInteraction } from 'discord.js';

export const queueIds = {
  refresh: 'queue:refresh',
  /** Menus, whose values are ids of asks. */
  cancel: 'queue:cancel',
  kept: 'queue:kept',
} as const;

/** A custom id can be made up on any message that somebody sees, and no other message may be written over. */
export function isOnQueuePanel({ message }: MessageComponentInteraction): boolean {
  return message.components.some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some(({ customId }) => customId === queueIds.refresh),
  );
}
