// /model over the local Discord, as somebody uses it.
import { expect } from 'vitest';
import type {
  Channel,
  Interaction,
  LocalMessage,
  Person,
} from '../../playground/local-discord/index.ts';
import type { World } from './world.ts';

export interface ModelUse {
  by: Person;
  channel?: Channel;
  values?: Record<string, string>;
}

export interface ModelAnswer {
  interaction: Interaction;
  /** What stands there now: in the response, or where that was taken back, in the words to the person alone. */
  message(): LocalMessage;
  /** Resolves when it shows what matches. */
  shows(wanted: RegExp, options?: { timeoutMs?: number }): Promise<string>;
}

/** Resolves when something is shown. */
export async function useModel(
  { discord }: Pick<World, 'discord'>,
  subcommand: string,
  { by, channel, values = {} }: ModelUse,
): Promise<ModelAnswer> {
  const interaction = by.command(`model ${subcommand}`, values, channel ? { channel } : {});

  /** A public response that was taken back is followed by a private one of the same interaction. */
  const shown = (): LocalMessage | undefined =>
    discord
      .allMessages()
      .findLast(
        (message) =>
          message.interactionId === interaction.id && !message.isDeleted && !message.isLoading,
      );

  const answer: ModelAnswer = {
    interaction,
    message: () => {
      const message = shown();
      if (!message) throw new Error('the command was not answered');
      return message;
    },
    shows: async (wanted, { timeoutMs = 10_000 } = {}) => {
      const look = () => wanted.test(shown()?.text ?? '');
      const found = discord.waitFor(look, { timeoutMs, what: String(wanted) });
      await found.catch((error: unknown) => {
        throw new Error(`${String(error)}\nshown: ${shown()?.text}`);
      });
      return answer.message().text;
    },
  };
  await discord.waitFor(shown);
  return answer;
}

/** Resolves when the bot knows the models of its workers. */
export async function modelsAreKnown({ discord }: Pick<World, 'discord'>): Promise<void> {
  const complete = () => discord.people.ann.autocomplete('ask', { option: 'model', typed: '' });
  await expect.poll(complete, { timeout: 5_000 }).not.toEqual([]);
}
