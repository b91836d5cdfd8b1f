// Acting as a person in Discord's client. What the client would not allow throws NotPossible.
import type { ComponentType } from 'discord-api-types/v10';
import type { CommandStore } from '../commands/command-store.ts';
import type { FileStore } from '../files/file-store.ts';
import type { Choice } from '../interactions/callback-form.ts';
import type { InteractionStore } from '../interactions/interaction-store.ts';
import type { Interaction } from '../interactions/interaction.ts';
import type { MessageStore } from '../messages/message-store.ts';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel, User } from '../world/entities.ts';
import { permissionsIn } from '../world/permissions.ts';
import type { Threads } from '../world/threads.ts';
import type { World } from '../world/world.ts';
import type { OptionValue } from './command-call.ts';
import { createCommanding } from './commanding.ts';
import { createComponentUse } from './component-use.ts';
import type { FormValues } from './form-filling.ts';
import { createPosting } from './posting.ts';
import type { NewPost } from './posting.ts';
import { createSend } from './sending.ts';
import type { WriteOptions } from './sending.ts';
import { createWriting } from './writing.ts';

export interface Place {
  /** Default: the first channel of the first server. */
  channel?: Channel;
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
  /** Uses a command of the message's context menu. */
  useOn(message: LocalMessage, name: string): Interaction;
  /** Presses a button that stands on the message now, by its label or custom id. */
  press(message: LocalMessage, button: string): Interaction;
  /** What is chosen in a menu of people, roles or channels are ids. */
  select(message: LocalMessage, customId: string, values: readonly string[]): Interaction;
  /** Uses a component that the message does not hold, as a tampered client may: a bot cannot rely on its custom ids. */
  forge(message: LocalMessage, component: ForgedComponent): Interaction;
  /** Sends the form that the interaction opened. */
  submitModal(opener: Interaction, values: FormValues): Interaction;
  /** `<@id>` in the text mentions. */
  write(channel: Channel, text: string, options?: WriteOptions): LocalMessage;
  /** Of a message of their own; its files stay. */
  edit(message: LocalMessage, text: string): void;
  /** Own messages, replies to own commands, and with Manage Messages everyone's. */
  delete(message: LocalMessage): void;
  /** In a forum: a thread, whose first message has its id. */
  post(forum: Channel, post: NewPost): Channel;
  startThread(message: LocalMessage, name: string): Channel;
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
  files: FileStore;
  threads: Threads;
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
  const writes = { ...own, send: createSend(own) };
  return {
    id: user.id,
    name: user.name,
    user,
    ...createCommanding(own),
    ...createComponentUse(own),
    ...createWriting(writes),
    ...createPosting(writes),
    messages: (channel) => messages.inChannel(channel).filter(canSee),
    canSee,
  };
}
