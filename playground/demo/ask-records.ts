// Follows an ask by the bot's own records: which messages are its pages, and how it ended. What the screen shows would
// only allow a guess at either.
import { setTimeout as sleep } from 'node:timers/promises';
import { createAskStore } from '../../src/asks/ask-store.ts';
import { createReplyStates } from '../../src/delivery/reply-state.ts';
import type { ErrorCode } from '../../src/errors.ts';
import type { Logger } from '../../src/log.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { isTerminal, type TerminalEntry } from '../../src/token-log/entries.ts';
import { createTokenLog, type TokenLog } from '../../src/token-log/token-log.ts';
import type { Interaction } from '../local-discord/index.ts';

/** `refused`: the bot did not take the question, and said why. `unanswered`: it said nothing at all. */
export type AskEnd =
  | { type: 'done' }
  | { type: 'stopped' }
  | { type: 'failed'; code: ErrorCode }
  | { type: 'refused' }
  | { type: 'unanswered' };

export interface Following {
  /** The /ask. */
  interaction: Interaction;
  /** Called with the ids of all messages of the reply, in order, whenever there may be more. */
  onPages: (messageIds: readonly string[]) => void;
  signal: AbortSignal;
}

export interface AskRecords {
  /** Resolves when the final state stands on the screen. Rejects on the signal. */
  follow(following: Following): Promise<AskEnd>;
  close(): Promise<void>;
}

export interface AskRecordsOptions {
  redisUrl: string;
  prefix: string;
  retentionDays: number;
  log: Logger;
}

const lookIntervalMs = 50;
/** Between Discord's "is thinking" and the first words; after that something is broken. */
const firstWordsLimitMs = 10_000;

export function createAskRecords({ redisUrl: url, ...options }: AskRecordsOptions): AskRecords {
  const { log } = options;
  const redis = createPatientRedis({ url, name: 'demo', log });
  const reader = createPatientRedis({ url, name: 'demo-token-log', log });
  const tokenLog = createTokenLog({ ...options, redis, reader });
  const askStore = createAskStore({ ...options, redis });
  const replyStates = createReplyStates({ ...options, redis });

  async function pagesOf(askId: string): Promise<string[]> {
    const state = await replyStates.load(askId);
    const pages = [...(state?.pages ?? []), ...(state?.directMessage?.pages ?? [])];
    return pages.map(({ messageId }) => messageId);
  }

  async function wasTaken(interaction: Interaction, signal: AbortSignal): Promise<boolean> {
    while (!hasWords(interaction)) await sleep(lookIntervalMs, undefined, { signal });
    return (await askStore.get(interaction.id)) !== undefined;
  }

  async function untilClosed({ interaction, onPages, signal }: Following): Promise<void> {
    const { id } = interaction;
    for (let isOpen = true; isOpen;) {
      isOpen = (await askStore.listOpen()).includes(id);
      onPages(await pagesOf(id));
      if (isOpen) await sleep(lookIntervalMs, undefined, { signal });
    }
  }

  async function follow(following: Following): Promise<AskEnd> {
    const { interaction, signal } = following;
    if ((await interaction.settled()) === 'failed') return { type: 'unanswered' };
    const limit = AbortSignal.timeout(firstWordsLimitMs);
    try {
      const isTaken = await wasTaken(interaction, AbortSignal.any([signal, limit]));
      if (!isTaken) return { type: 'refused' };
    } catch (error) {
      if (limit.aborted && !signal.aborted) return { type: 'unanswered' };
      throw error;
    }
    await untilClosed(following);
    return toEnd(await readEnd(tokenLog, interaction.id, signal));
  }

  return {
    follow,
    close: async () => {
      await tokenLog.close();
      await closeRedis(redis);
    },
  };
}

/** A refusal replaces the response, or takes it away and says why in a message of its own. */
function hasWords({ response, followups }: Interaction): boolean {
  const isWritten = response !== undefined && !response.isDeleted && !response.isLoading;
  return isWritten || followups.length > 0;
}

function readEnd(tokenLog: TokenLog, askId: string, signal: AbortSignal): Promise<TerminalEntry> {
  const isRead = new AbortController();
  const reading = AbortSignal.any([signal, isRead.signal]);
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { signal: isRead.signal });
    const look: Parameters<TokenLog['follow']>[1] = (entries) => {
      const end = entries.find(isTerminal);
      if (!end) return;
      resolve(end);
      isRead.abort();
    };
    tokenLog.follow(askId, look, reading);
  });
}

function toEnd(entry: TerminalEntry): AskEnd {
  switch (entry.type) {
    case 'ask-done':
      return { type: 'done' };
    case 'ask-stopped':
      return { type: 'stopped' };
    case 'ask-failed':
      return { type: 'failed', code: entry.code };
    default:
      return entry satisfies never;
  }
}
