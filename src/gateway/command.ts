// What a slash command is to the rest of the bot.
import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  StringSelectMenuInteraction,
} from 'discord.js';
import type { AskOutcome } from '../asks/submit-ask.ts';
import type { Origin } from './origin.ts';

/** What a command came to. `refused` is told to the caller alone, in the words of the code. */
export type CommandOutcome = AskOutcome;

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
  choose?(interaction: StringSelectMenuInteraction): Promise<CommandOutcome>;
}
