// What a command is to the rest of the bot: a slash command, or one in the menu of a message.
import {
  ApplicationCommandType,
  type AnySelectMenuInteraction,
  type APIModalInteractionResponseCallbackData,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from 'discord.js';
import type { AskOutcome } from '../asks/hand-in.ts';
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

/** Each may use what those before may. */
export type Audience = 'everyone' | 'moderators' | 'operators';

export interface Command {
  data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /**
   * Whom /help tells of it; of one with subcommands by the name of each. Everybody, where nothing is said. It permits
   * nothing: every use is checked by itself.
   */
  audience?: Audience | Readonly<Record<string, Audience>>;
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

export interface FormInvocation {
  interaction: ModalSubmitInteraction;
  origin: Origin;
}

/** A command of a message's menu asks in a form what it needs to know. */
export interface MessageCommand {
  data: RESTPostAPIContextMenuApplicationCommandsJSONBody & {
    type: ApplicationCommandType.Message;
  };
  /** The form is the first answer, so nothing is acknowledged before. Its custom id begins with `<name of the command>:`. */
  openForm(interaction: MessageContextMenuCommandInteraction): Promise<FormOutcome>;
  /** Somebody sent the form. Runs after the deferred response stands, which all see. */
  runForm(invocation: FormInvocation): Promise<CommandOutcome>;
}

export type AnyCommand = Command | MessageCommand;

/** Of the command itself, or of one of its subcommands. */
export function audienceOf({ audience = 'everyone' }: Command, subcommand?: string): Audience {
  if (typeof audience === 'string') return audience;
  return (subcommand === undefined ? undefined : audience[subcommand]) ?? 'everyone';
}

export function isSlashCommand(command: AnyCommand): command is Command {
  return !isMessageCommand(command);
}

export function isMessageCommand(command: AnyCommand): command is MessageCommand {
  return command.data.type === ApplicationCommandType.Message;
}
