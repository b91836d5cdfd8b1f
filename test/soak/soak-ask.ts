// One question of a soak, the messages of its reply, and what people did with it.
import type {
  Interaction,
  LocalDiscord,
  LocalMessage,
} from '../../playground/local-discord/index.ts';
import type { PlannedAsk } from './plan.ts';
import { numbersIn } from './script.ts';

export interface SoakAsk extends Pick<PlannedAsk, 'number' | 'kind' | 'place' | 'isPrivate'> {
  /** Of the ask: that of the interaction or the message. */
  id: string;
  source: Interaction | LocalMessage;
  askerId: string;
  /** Epoch ms. */
  askedAt: number;
  question: string;
  /** Of Stop. */
  stops: Interaction[];
  /** Of "Try again". */
  tries: Interaction[];
  /** The question's message was deleted. */
  isDeleted: boolean;
}

export type NewSoakAsk = Pick<
  SoakAsk,
  'number' | 'kind' | 'place' | 'isPrivate' | 'source' | 'question'
>;

export function createSoakAsk(given: NewSoakAsk): SoakAsk {
  const { source } = given;
  const asker = 'user' in source ? source.user : source.author;
  return {
    ...given,
    id: source.id,
    askerId: asker.id,
    askedAt: source.createdAt,
    stops: [],
    tries: [],
    isDeleted: false,
  };
}

/** Those of all its tries. */
export function idsOf({ id, tries }: SoakAsk): string[] {
  return [id, ...tries.map((press) => press.id)];
}

/**
 * What came by the command's token or under the question's message, and the pages that the bot posted itself or by a
 * later press: those hold words of the ask.
 */
export function messagesOf(ask: SoakAsk, discord: LocalDiscord): LocalMessage[] {
  const { id, number } = ask;
  const tokens: ReadonlySet<string | undefined> = new Set([undefined, ...idsOf(ask)]);
  return discord.allMessages().filter((message) => {
    const { interactionId, reference, author, text } = message;
    if (author.id !== discord.applicationId) return false;
    if (interactionId === id || reference?.message.id === id) return true;
    return tokens.has(interactionId) && numbersIn(text).has(number);
  });
}
