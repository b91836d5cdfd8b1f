// Writes /queue's message for the person who looks.
import type { RepliableInteraction } from 'discord.js';
import type { Ask } from '../asks/ask.ts';
import type { QueueLook } from '../asks/queue-look.ts';
import { renderQueue } from './queue-panel.ts';
import { viewQueue } from './queue-view.ts';
import { viewerOf } from './queue-viewer.ts';
import { whileSomebodyWaits } from './while-somebody-waits.ts';
import { writeReply } from './write-reply.ts';

export interface ShowQueueOptions {
  look: () => Promise<QueueLook>;
  /** The person's answers that could not be shown, the newest first. */
  keptOf: (userId: string) => Promise<Ask[]>;
  isOperator: (userId: string) => boolean;
  now?: () => number;
}

/** Throws LINE_UNAVAILABLE when Redis does not tell in time. */
export type ShowQueue = (interaction: RepliableInteraction) => Promise<void>;

export function createShowQueue({
  look,
  keptOf,
  isOperator,
  now = Date.now,
}: ShowQueueOptions): ShowQueue {
  return async (interaction) => {
    const viewer = viewerOf(interaction, isOperator);
    const looks = Promise.all([look(), keptOf(viewer.userId)]);
    const [seen, kept] = await whileSomebodyWaits(looks);
    const view = viewQueue({ look: seen, viewer, kept, now: now() });
    await writeReply(interaction, renderQueue(view, interaction.locale));
  };
}
