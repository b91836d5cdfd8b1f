// What a person of the demo gives to /ask.
import type { Interaction, Person } from '../local-discord/index.ts';

export interface Question {
  prompt: string;
  /** The usual model when undefined. */
  model: string | undefined;
  isPrivate: boolean;
}

/** @throws NotPossible when Discord's client would not let them: the prompt is too long, say */
export function askAs(person: Person, { prompt, model, isPrivate }: Question): Interaction {
  return person.command('ask', {
    prompt,
    ...(model !== undefined && { model }),
    ...(isPrivate && { private: true }),
  });
}
