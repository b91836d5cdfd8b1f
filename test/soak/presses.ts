// What a person of a soak can do with a reply as it stands now.
import {
  NotPossible,
  type Interaction,
  type LocalDiscord,
  type Person,
} from '../../playground/local-discord/index.ts';
import { messagesOf, type SoakAsk } from './soak-ask.ts';

export interface Press {
  discord: LocalDiscord;
  person: Person;
  button: string;
}

/** Undefined where the client would not let the person do it. */
export function ifPossible<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof NotPossible) return undefined;
    throw error;
  }
}

/** Undefined when the button stands nowhere. */
export function pressOn(ask: SoakAsk, { discord, person, button }: Press): Interaction | undefined {
  const holder = messagesOf(ask, discord).findLast(
    ({ buttons, isDeleted }) => !isDeleted && buttons.some(({ label }) => label === button),
  );
  return holder && person.press(holder, button);
}
