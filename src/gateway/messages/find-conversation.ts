// Which conversation a question goes on with: that of its thread or direct channel, or the one of the answer that it
// replies to. Where the stored turns are gone, what Discord still holds is read back.
import type { Continues, TurnStore } from '../../conversations/turn-store.ts';
import type { ReadBack } from './read-back.ts';
import type { Reading, Surroundings } from './read-message.ts';

export interface AskedAt {
  channelId: string;
  surroundings: Surroundings;
  /** What is read back stands before it. */
  messageId: string;
}

export type CalledBy = Pick<Extract<Reading, { type: 'question' }>, 'repliesToBot' | 'isMentioned'>;

export interface FindConversation {
  /** That of the thread or direct channel; `{}` in any other channel. */
  of(place: AskedAt): Promise<Continues>;
  /** The same without becoming part of it. */
  lastOf(place: AskedAt): Promise<Continues>;
  /** For a message. `undefined`: it replies to no answer, as far as anybody knows, and nothing else calls the bot. */
  goOn(place: AskedAt, reading: CalledBy): Promise<Continues | undefined>;
}

export interface FindConversationOptions {
  turns: Pick<TurnStore, 'turnOf' | 'lastIn'>;
  readBack: ReadBack;
}

export function createFindConversation({
  turns,
  readBack,
}: FindConversationOptions): FindConversation {
  /** The id of a thread is that of the message that it hangs on. */
  async function turnBehind({ channelId, surroundings, messageId }: AskedAt) {
    const found = await turns.turnOf(channelId);
    if (found !== undefined || surroundings !== 'own-thread') return found;
    return readBack.thread(channelId, messageId);
  }

  async function find(place: AskedAt): Promise<Continues> {
    const { channelId, surroundings } = place;
    if (surroundings === 'channel') return {};
    const lastId = await turns.lastIn(channelId);
    if (lastId !== undefined || surroundings === 'direct') return { channelId };
    const beginsAfter = await turnBehind(place);
    return { channelId, ...(beginsAfter !== undefined && { beginsAfter }) };
  }

  async function after(answerId: string, { channelId, surroundings }: AskedAt) {
    const turnId = (await turns.turnOf(answerId)) ?? (await readBack.reply(channelId, answerId));
    if (turnId === undefined) return undefined;
    return { turnId, ...(surroundings !== 'channel' && { channelId }) };
  }

  return {
    of: find,
    lastOf: async (place) => {
      const { channelId, beginsAfter } = await find(place);
      const lastId = (channelId && (await turns.lastIn(channelId))) ?? beginsAfter;
      return lastId ? { turnId: lastId } : {};
    },
    goOn: async (place, { repliesToBot, isMentioned }) => {
      const answered = repliesToBot === undefined ? undefined : await after(repliesToBot, place);
      if (answered) return answered;
      const isCalled =
        repliesToBot === undefined || isMentioned || place.surroundings !== 'channel';
      return isCalled ? find(place) : undefined;
    },
  };
}
