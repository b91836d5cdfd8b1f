// One interaction: somebody used a command, a button, a menu or a form of the bot.
import type {
  InteractionContextType,
  InteractionResponseType,
  InteractionType,
} from 'discord-api-types/v10';
import type { LocalMessage } from '../messages/message.ts';
import type { Channel, User } from '../world/entities.ts';
import type { Choice, Modal } from './callback-form.ts';

/** `failed`: three seconds passed without an answer; the person sees "The application did not respond". */
export type InteractionState = 'pending' | 'acknowledged' | 'failed';

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: InteractionType;
  readonly user: User;
  readonly channel: Channel;
  readonly context: InteractionContextType;
  /** By integration type: "0" the server, "1" the person. Only "1": user-installed, bot not here. */
  readonly integrationOwners: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** The `data` of the payload. */
  readonly data: object;
  /** The message that holds the component. */
  readonly source: LocalMessage | undefined;
  readonly state: InteractionState;
  readonly responseType: InteractionResponseType | undefined;
  /** What `@original` is: the reply, or after a component's type 6 or 7 the source. */
  readonly response: LocalMessage | undefined;
  readonly followups: readonly LocalMessage[];
  /** Answer to an autocomplete. */
  readonly choices: readonly Choice[] | undefined;
  /** Form that the person was shown. */
  readonly modal: Modal | undefined;
  /** Resolves when the bot has acknowledged, or three seconds of the local Discord's clock have passed. */
  settled(): Promise<InteractionState>;
}

/** The mutable side. Only the interaction store and its routes hold it. */
export interface InteractionRecord extends Interaction {
  state: InteractionState;
  responseType: InteractionResponseType | undefined;
  response: LocalMessage | undefined;
  readonly followups: LocalMessage[];
  choices: readonly Choice[] | undefined;
  modal: Modal | undefined;
}

/** The bot is not where this was used; only the person brought it along. */
export function isUserInstallOnly({ integrationOwners }: Interaction): boolean {
  return integrationOwners['0'] === undefined;
}
