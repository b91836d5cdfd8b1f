// Conversations whose stored turns are gone: what Discord still holds of them becomes turns again.
import type { APIMessage } from 'discord-api-types/v10';
import type { TurnStore } from '../../conversations/turn-store.ts';
import type { Logger } from '../../log.ts';
import type { BotCalls } from './bot-calls.ts';
import { holds, rebuildTurns, type RebuiltTurn } from './rebuild-turns.ts';

/** Both give the last turn of what was read, and `undefined` where there is nothing, or Discord is out of reach. */
export interface ReadBack {
  /** A thread that the bot has opened, up to the message. */
  thread(threadId: string, beforeId: string): Promise<string | undefined>;
  /** What led to the message, if it is an answer. */
  reply(channelId: string, messageId: string): Promise<string | undefined>;
}

export interface ReadBackOptions {
  calls: Pick<BotCalls, 'message' | 'messagesBefore'>;
  turns: Pick<TurnStore, 'begin' | 'settle' | 'link'>;
  botId: () => string;
  /** The channel that a thread hangs in. */
  parentOf: (threadId: string) => string | undefined;
  log: Logger;
}

export function createReadBack({ calls, turns, botId, parentOf, log }: ReadBackOptions): ReadBack {
  async function store({ previousId, answer, messageIds, ...turn }: RebuiltTurn): Promise<void> {
    await turns.begin(turn, previousId === undefined ? undefined : { turnId: previousId });
    await turns.settle(turn.id, { askId: turn.id, answer });
    for (const messageId of messageIds) await turns.link(messageId, turn.id);
  }

  async function storeAll(rebuilt: readonly RebuiltTurn[]): Promise<string | undefined> {
    for (const turn of rebuilt) await store(turn);
    if (rebuilt.length > 0) log.info({ turns: rebuilt.length }, 'conversation-read-back');
    return rebuilt.at(-1)?.id;
  }

  async function known<T>(read: Promise<T>): Promise<T | undefined> {
    return read.catch((error: unknown) => {
      log.warn({ err: error }, 'conversation-not-read-back');
      return undefined;
    });
  }

  /** The message that a thread hangs on stands in its parent. */
  async function starterOf(threadId: string): Promise<APIMessage[]> {
    const parentId = parentOf(threadId);
    const starter = parentId === undefined ? undefined : await calls.message(parentId, threadId);
    return starter ? [starter] : [];
  }

  return {
    thread: async (threadId, beforeId) => {
      const [starter = [], newest = []] = await Promise.all([
        known(starterOf(threadId)),
        known(calls.messagesBefore(threadId, beforeId)),
      ]);
      const messages = [...starter, ...newest.toReversed()];
      return storeAll(rebuildTurns(messages, { botId: botId(), joinedBy: 'thread' }));
    },
    reply: async (channelId, messageId) => {
      const newest = (await known(calls.messagesBefore(channelId, idAfter(messageId)))) ?? [];
      const options = { botId: botId(), joinedBy: 'replies' } as const;
      const rebuilt = rebuildTurns(newest.toReversed(), options);
      const last = rebuilt.find((turn) => holds(turn, messageId));
      return last && storeAll(chainTo(last, rebuilt));
    },
  };
}

function chainTo(last: RebuiltTurn, all: readonly RebuiltTurn[]): RebuiltTurn[] {
  const previous = all.find(({ id }) => id === last.previousId);
  return previous ? [...chainTo(previous, all), last] : [last];
}

/** Discord's ids are numbers in order of time. */
function idAfter(id: string): string {
  return String(BigInt(id) + 1n);
}
