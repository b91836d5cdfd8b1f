// The custom ids of the menus and buttons of /queue. The first part is the command that takes them.
import { ComponentType, type MessageComponentInteraction } from 'discord.js';

export const queueIds = {
  refresh: 'queue:refresh',
  /** Menus, whose values are ids of asks. Of the first there may be several: see `cancelIdOf`. */
  cancel: 'queue:cancel',
  kept: 'queue:kept',
} as const;

/** 0 is the first menu of them. */
export function cancelIdOf(index: number): string {
  return index === 0 ? queueIds.cancel : `${queueIds.cancel}:${index + 1}`;
}

export function isCancelId(customId: string): boolean {
  return customId === queueIds.cancel || customId.startsWith(`${queueIds.cancel}:`);
}

/** A custom id can be made up on any message that somebody sees, and no other message may be written over. */
export function isOnQueuePanel({ message }: MessageComponentInteraction): boolean {
  return message.components.some(
    (row) =>
      row.type === ComponentType.ActionRow &&
      row.components.some(({ customId }) => customId === queueIds.refresh),
  );
}
