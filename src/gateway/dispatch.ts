// From an interaction to the one thing that answers it. The only place where errors of interactions are caught.
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  Interaction,
  StringSelectMenuInteraction,
} from 'discord.js';
import { BotError } from '../errors.ts';
import type { Logger } from '../log.ts';
import { acknowledge, acknowledgeUse } from './acknowledge.ts';
import type { Command, CommandOutcome } from './command.ts';
import type { DiscordClock } from './discord-clock.ts';
import { describeOrigin } from './origin.ts';
import { addNotice, replaceByNotice } from './private-notice.ts';
import { refusalWords, type Refusal } from './refusal.ts';
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
    const refusal = await refusalOf(interaction, async () =>
      command.run({ interaction, origin: describeOrigin(interaction, reply) }),
    );
    if (!refusal) return;
    const text = refusalWords(interaction.locale, refusal);
    await replaceByNotice(interaction, { text, isPrivate: reply.isPrivate });
  }

  async function choose(interaction: StringSelectMenuInteraction): Promise<void> {
    const [name = ''] = interaction.customId.split(':');
    const take = byName.get(name)?.choose;
    if (!take) return;
    await acknowledgeUse(interaction.deferUpdate());
    const refusal = await refusalOf(interaction, () => take(interaction));
    if (refusal) await addNotice(interaction, refusalWords(interaction.locale, refusal));
  }

  /** Does a command's work. What goes wrong is told like what it refuses. */
  async function refusalOf(
    { id: interactionId }: Interaction,
    work: () => Promise<CommandOutcome>,
  ): Promise<Refusal | undefined> {
    try {
      const outcome = await work();
      return outcome.type === 'refused' ? outcome : undefined;
    } catch (error) {
      const isKnown = error instanceof BotError;
      const level = isKnown ? 'warn' : 'error';
      log[level]({ err: error, interactionId }, 'command-failed');
      return isKnown ? error : { code: 'INTERNAL' };
    }
  }

  async function complete(interaction: AutocompleteInteraction): Promise<void> {
    const command = byName.get(interaction.commandName);
    await interaction.respond((await choicesOf(command, interaction)) ?? []);
  }

  /** Without an answer the person would wait for choices until Discord gives up. */
  async function choicesOf(command: Command | undefined, interaction: AutocompleteInteraction) {
    try {
      return await command?.complete?.(interaction);
    } catch (error) {
      log.warn({ err: error, interactionId: interaction.id }, 'choices-failed');
      return undefined;
    }
  }

  async function route(interaction: Interaction): Promise<void> {
    if (interaction.isChatInputCommand()) await runCommand(interaction);
    else if (interaction.isAutocomplete()) await complete(interaction);
    else if (interaction.isButton()) await buttons.press(interaction);
    else if (interaction.isStringSelectMenu()) await choose(interaction);
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
