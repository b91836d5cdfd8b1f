// From an interaction to the one thing that answers it. The only place where errors of interactions are caught.
import type { AutocompleteInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js';
import { BotError, type ErrorCode } from '../errors.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Logger } from '../log.ts';
import { acknowledge } from './acknowledge.ts';
import type { Command } from './command.ts';
import type { DiscordClock } from './discord-clock.ts';
import { describeOrigin } from './origin.ts';
import { replaceByNotice } from './private-notice.ts';
import type { ReplyButtons } from './reply-buttons.ts';

export interface DispatchOptions {
  commands: readonly Command[];
  buttons: ReplyButtons;
  clock: DiscordClock;
  log: Logger;
}

/** Never rejects. An interaction that comes twice is handled once. */
export type Dispatch = (interaction: Interaction) => Promise<void>;

/** Discord forgets an interaction after 3 s; the rest is for the way. */
const maxAgeMs = 2_500;
/** Replays come soon or not at all. */
const rememberedIds = 1_000;

export function createDispatch({ commands, buttons, clock, log }: DispatchOptions): Dispatch {
  const byName = new Map(commands.map((command) => [command.data.name, command]));
  const seen = new Set<string>();

  function isDuplicate(id: string): boolean {
    if (seen.has(id)) return true;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > rememberedIds && oldest !== undefined) seen.delete(oldest);
    return false;
  }

  async function runCommand(interaction: ChatInputCommandInteraction): Promise<void> {
    const command = byName.get(interaction.commandName);
    if (!command) return;
    const reply = await acknowledge(interaction, command.isPrivate(interaction));
    if (!reply) {
      log.warn({ interactionId: interaction.id }, 'interaction-lost');
      return;
    }
    const refuse = (code: ErrorCode, detail?: string): Promise<void> => {
      const { what, next } = messagesFor(interaction.locale).failures[code](detail);
      return replaceByNotice(interaction, {
        text: `**${what}** ${next}`,
        isPrivate: reply.isPrivate,
      });
    };
    try {
      const origin = describeOrigin(interaction, reply);
      const outcome = await command.run({ interaction, origin });
      if (outcome.type === 'refused') await refuse(outcome.code, outcome.detail);
    } catch (error) {
      if (!(error instanceof BotError)) throw error;
      log.warn({ err: error, interactionId: interaction.id }, 'command-failed');
      await refuse(error.code, error.detail);
    }
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const choices = (await byName.get(interaction.commandName)?.complete?.(interaction)) ?? [];
    await interaction.respond(choices);
  }

  async function route(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand()) await runCommand(interaction);
    else if (interaction.isAutocomplete()) await complete(interaction);
    else if (interaction.isButton()) await buttons.press(interaction);
  }

  return async (interaction) => {
    const ageMs = clock.now() - interaction.createdTimestamp;
    if (isDuplicate(interaction.id)) return;
    if (ageMs > maxAgeMs) {
      log.warn({ interactionId: interaction.id, ageMs }, 'interaction-stale');
      return;
    }
    try {
      await route(interaction);
    } catch (error) {
      log.error({ err: error, interactionId: interaction.id }, 'interaction-failed');
    }
  };
}
