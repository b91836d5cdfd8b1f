// What a slash command is to the rest of the bot.
import type {
  AnySelectMenuInteraction,
  APIModalInteractionResponseCallbackData,
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  ModalSubmitInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { AskOutcome } from '../asks/submit-ask.ts';
import type { Origin } from './origin.ts';
import type { Refusal } from './refusal.ts';

/**
 * What a command came to. `refused` is told to the caller alone, in the words of the code; `told` in its own words, in
 * Markdown.
 */
export type CommandOutcome = AskOutcome | { type: 'told'; text: string };

/** A form of Discord's, or the reason why not. */
export type FormOutcome =
  | { type: 'form'; form: APIModalInteractionResponseCallbackData }
  | Exclude<CommandOutcome, { type: 'accepted' }>;

export interface Invocation {
  interaction: ChatInputCommandInteraction;
  /** Who asks, where, and how to reply. */
  origin: Origin;
}

export interface Choice {
  name: string;
  value: string;
}

export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** What memory alone can tell that this caller is refused, in which case nothing public is shown at all. */
  refuse?(interaction: ChatInputCommandInteraction): Refusal | undefined;
  /** Whether only the caller shall see the reply; decided from the options alone, before anything else. */
  isPrivate(interaction: ChatInputCommandInteraction): boolean;
  /** Runs after the deferred response stands. */
  run(invocation: Invocation): Promise<CommandOutcome>;
  /** At most 25 choices; what the person types in the end may be none of them. */
  complete?(interaction: AutocompleteInteraction): Promise<Choice[]>;
  /**
   * Somebody chose in a menu whose custom id begins with `<name of the command>:`. Acknowledged before; what comes of it
   * shows in the message that holds the menu.
   */
  choose?(interaction: AnySelectMenuInteraction): Promise<CommandOutcome>;
  /**
   * Somebody pressed a button whose custom id begins in the same way. A form must be the first answer, so nothing is
   * acknowledged before: Discord gives three seconds.
   */
  openForm?(interaction: ButtonInteraction): Promise<FormOutcome>;
  /** The same for a command whose buttons open no forms: acknowledged as a choice is. */
  press?(interaction: ButtonInteraction): Promise<CommandOutcome>;
  /** Somebody sent a form whose custom id begins in the same way. Acknowledged as a choice is. */
  takeForm?(interaction: ModalSubmitInteraction): Promise<CommandOutcome>;
}
