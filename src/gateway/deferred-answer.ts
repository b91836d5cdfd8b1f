// What a command of any kind is answered by: a reply that stands at once, and is filled in by the command's work.
import type { ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import type { Logger } from '../log.ts';
import { acknowledge } from './acknowledge.ts';
import type { CommandOutcome } from './command.ts';
import { describeOrigin, type Origin } from './origin.ts';
import { replaceByNotice } from './private-notice.ts';
import type { WordsAfter } from './words-after.ts';

export interface DeferredAnswerOptions {
  wordsAfter: WordsAfter;
  log: Logger;
}

export interface DeferredWork {
  isPrivate: boolean;
  run(origin: Origin): Promise<CommandOutcome>;
}

export type DeferredAnswer = (
  interaction: ChatInputCommandInteraction | ModalSubmitInteraction,
  work: DeferredWork,
) => Promise<void>;

export function createDeferredAnswer({ wordsAfter, log }: DeferredAnswerOptions): DeferredAnswer {
  return async (interaction, { isPrivate, run }) => {
    const reply = await acknowledge(interaction, isPrivate);
    if (!reply) {
      log.warn({ interactionId: interaction.id }, 'interaction-lost');
      return;
    }
    const text = await wordsAfter(interaction, async () => run(describeOrigin(interaction, reply)));
    if (text !== undefined)
      await replaceByNotice(interaction, { text, isPrivate: reply.isPrivate });
  };
}
