// Who looks at the line, and what of other people's questions is theirs to see. Pure.
import type { BaseInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import { isModerator } from './moderator.ts';

export interface Viewer {
  userId: string;
  /** Where they look from; `null` outside of servers. */
  guildId: string | null;
  /** Of that server. */
  isModerator: boolean;
  isOperator: boolean;
}

/** Whose question it is, as far as the viewer may know. */
export type Who =
  | { type: 'self' }
  | { type: 'named'; name: string }
  /** In another server, or in direct messages. */
  | { type: 'elsewhere' }
  /** Asked so that nobody else sees it. */
  | { type: 'private' };

/** By what Discord says with the interaction, so it holds for this moment. */
export function viewerOf(
  interaction: BaseInteraction,
  isOperator: (userId: string) => boolean,
): Viewer {
  const { user, guildId } = interaction;
  return {
    userId: user.id,
    guildId,
    isModerator: isModerator(interaction),
    isOperator: isOperator(user.id),
  };
}

/** Their own, those of the server that they moderate, and to an operator everyone's. */
export function mayCancel(viewer: Viewer, ask: Ask): boolean {
  return isOwn(viewer, ask) || viewer.isOperator || moderates(viewer, ask);
}

/** An ask whose record is gone is nobody's. */
export function whoseAsk(viewer: Viewer, ask: Ask | undefined): Who {
  if (!ask) return { type: 'elsewhere' };
  if (isOwn(viewer, ask)) return { type: 'self' };
  if (mayCancel(viewer, ask)) return { type: 'named', name: ask.asker.name };
  if (!isHere(viewer, ask)) return { type: 'elsewhere' };
  return ask.place.isPrivate ? { type: 'private' } : { type: 'named', name: ask.asker.name };
}

/** Whoever may cancel a question of their server reads it, unless it was asked in private. */
export function mayRead(viewer: Viewer, ask: Ask): boolean {
  if (isOwn(viewer, ask)) return true;
  return mayCancel(viewer, ask) && isHere(viewer, ask) && !ask.place.isPrivate;
}

function isOwn({ userId }: Viewer, { asker }: Ask): boolean {
  return asker.id === userId;
}

function isHere({ guildId }: Viewer, { place }: Ask): boolean {
  return guildId !== null && place.guildId === guildId;
}

function moderates(viewer: Viewer, ask: Ask): boolean {
  return viewer.isModerator && isHere(viewer, ask);
}
