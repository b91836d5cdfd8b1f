// The turn that a message of the bot, or a question, belongs to.
import type { TurnStore } from './turn-store.ts';
import type { Turn } from './turn.ts';

/** Undefined when it belongs to none that is kept. */
export type TurnAt = (messageId: string) => Promise<Turn | undefined>;

export function createTurnAt({ turnOf, get }: Pick<TurnStore, 'turnOf' | 'get'>): TurnAt {
  return async (messageId) => {
    const turnId = await turnOf(messageId);
    return turnId === undefined ? undefined : get(turnId);
  };
}
