// From an interaction to the one thing that answers it. The only place where errors of interactions are caught.
import type { AutocompleteInteraction, ChatInputCommandInteraction, Interaction } from 'discord.js';
import type { Logger } from '../log.ts';
import { isMessageCommand, isSlashCommand, type AnyCommand, type Command } from './command.ts';
import { createComponentUse } from './component-use.ts';
import { createDeferredAnswer } from './deferred-answer.ts';
import type { DiscordClock } from './discord-clock.ts';
import { createMessageCommandUse } from './message-command-use.ts';
import { createOfferForm } from './offer-form.ts';
import { replyByNotice } from './private-notice.ts';
import { refusalWords } from './refusal.ts';
import type { ReplyButtons } from './reply-buttons.ts';
import { createWordsAfter } from './words-after.ts';

export interface DispatchOptions {
  commands: readonly AnyCommand[];
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
  const byName = new Map(
    commands.filter(isSlashCommand).map((command) => [command.data.name, command]),
  );
  const wordsAfter = createWordsAfter({ log });
  const offerForm = createOfferForm({ wordsAfter });
  const answer = createDeferredAnswer({ wordsAfter, log });
  const componentUse = createComponentUse({ commands: byName, offerForm, wordsAfter });
  const messageCommandUse = createMessageCommandUse({
    commands: commands.filter(isMessageCommand),
    offerForm,
    answer,
  });
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
    const refusal = command.refuse?.(interaction);
    if (refusal) return replyByNotice(interaction, refusalWords(interaction.locale, refusal));
    await answer(interaction, {
      isPrivate: command.isPrivate(interaction),
      run: (origin) => command.run({ interaction, origin }),
    });
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
    else if (await messageCommandUse.take(interaction)) return;
    else if (await componentUse.take(interaction)) return;
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
