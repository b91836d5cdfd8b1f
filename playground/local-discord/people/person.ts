// Acting as a person in Discord's client. What the client would not allow throws NotPossible.
import type { ComponentType } from 'discord-api-types/v10';
import type { CommandStore } from '../commands/command-store.ts';
import type { UploadedFile } from '../http/body.ts';
import type { Choice } from '../interactions/callback-form.ts';
import type { InteractionStore } from '../interactions/interaction-store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel, User } from '../world/entities.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { World } from '../world/world.ts';
import type { OptionValue } from './command-call.ts';
import { createCommanding } from './commanding.ts';
import { createComponentUse } from './component-use.ts';
import type { FormValues } from './form-filling.ts';
import { createWriting } from './writing.ts';

export interface Place {
  /** Default: the first channel of the first server. */
  channel?: Channel;
}

export interface SayOptions {
  replyTo?: LocalMessage;
  /** The reply pings the author of `replyTo`; on by default, as in the client. */
  pings?: boolean;
  files?: readonly UploadedFile[];
}

export interface ForgedComponent {
  component_type: ComponentType;
  custom_id: string;
  /** Of a menu. */
  values?: readonly string[];
}

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly user: User;
  /** `name` may go on with a subcommand: "model pull". An option of a user takes the user's id. */
  command(name: string, values?: Readonly<Record<string, OptionValue>>, place?: Place): Interaction;
  /** What the bot offers while `typed` stands in `option`. Rejects when it does not answer in time. */
  autocomplete(
    name: string,
    typing: { option: string; typed: string },
    place?: Place,
  ): Promise<readonly Choice[]>;
  /** A command of a message's context menu. */
  messageCommand(name: string, target: LocalMessage): Interaction;
  /** Presses a button that stands on the message now, by its label or custom id. */
  press(message: LocalMessage, button: string): Interaction;
  /** What is chosen in a menu of people, roles or channels are ids. */
  select(message: LocalMessage, customId: string, values: readonly string[]): Interaction;
  /** Uses a component that the message does not hold, as a tampered client may: a bot cannot rely on its custom ids. */
  forge(message: LocalMessage, component: ForgedComponent): Interaction;
  /** Sends the form that the interaction opened. */
  submitModal(opener: Interaction, values: FormValues): Interaction;
  say(channel: Channel, text: string, options?: SayOptions): LocalMessage;
  /** Own messages, replies to own commands, and with Manage Messages everyone's. */
  deleteMessage(message: LocalMessage): void;
  /** Everything in the channel that this person sees now, oldest first. */
  messages(channel: Channel): LocalMessage[];
  canSee(message: LocalMessage): boolean;
}

export interface PersonOptions {
  user: User;
  world: World;
  commands: CommandStore;
  interactions: InteractionStore;
  messages: MessageStore;
  defaultChannel: () => Channel;
  messagePayload(message: LocalMessage): object;
  canSee(message: LocalMessage): boolean;
}

export function createPerson(options: Omit<PersonOptions, 'canSee'>): Person {
  const { user, messages } = options;
  const canSee = (message: LocalMessage) =>
    !message.isDeleted &&
    permissionsIn(message.channel, user) !== 0n &&
    (message.onlyFor === undefined || message.onlyFor === user);
  const own = { ...options, canSee };
  return {
    id: user.id,
    name: user.name,
    user,
    ...createCommanding(own),
    ...createComponentUse(own),
    ...createWriting(own),
    messages: (channel) => messages.inChannel(channel).filter(canSee),
    canSee,
  };
}
