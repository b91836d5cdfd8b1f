// Does a command's work, and finds the words when it is not done. Where the errors of that work are caught.
import type { RepliableInteraction } from 'discord.js';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import type { CommandOutcome } from './command.ts';
import { refusalWords } from './refusal.ts';

/** Undefined when all is done. What goes wrong is told like what is refused. Never rejects. */
export type WordsAfter = (
  interaction: RepliableInteraction,
  work: () => Promise<CommandOutcome>,
) => Promise<string | undefined>;

export function createWordsAfter({ log }: { log: Logger }): WordsAfter {
  return async ({ id: interactionId, locale }, work) => {
    try {
      const outcome = await work();
      return wordsOf(locale, outcome);
    } catch (error) {
      const isKnown = error instanceof BotError;
      const level = isKnown ? 'warn' : 'error';
      log[level]({ err: error, interactionId }, 'command-failed');
      return refusalWords(locale, isKnown ? error : { code: 'INTERNAL' });
    }
  };
}

function wordsOf(locale: string, outcome: CommandOutcome): string | undefined {
  switch (outcome.type) {
    case 'accepted':
      return undefined;
    case 'refused':
      return refusalWords(locale, outcome);
    case 'told':
      return outcome.text;
    default:
      return outcome satisfies never;
  }
}
