// What goes on between messages and turns, joined: what people write, the threads they go on in, and /new.
import type { Redis } from 'ioredis';
import type { Ask } from '../asks/ask.ts';
import type { Asks } from '../asks/asks.ts';
import type { RefuseBySettings } from '../asks/refuse-by-settings.ts';
import type { SubmitAsk } from '../asks/submit-ask.ts';
import { within } from '../asks/within.ts';
import type { ReadAttachments } from '../attachments/read-attachments.ts';
import type { DiscordConfig } from '../config.ts';
import type { TurnStore } from '../conversations/turn-store.ts';
import { createReplyStates } from '../delivery/reply-state.ts';
import { BotError } from '../errors.ts';
import { createThreadFor, type ThreadFor } from '../gateway/messages/answers-in-threads.ts';
import { createAskByMessage } from '../gateway/messages/ask-by-message.ts';
import { createBotCalls } from '../gateway/messages/bot-calls.ts';
import {
  createContinueInThread,
  type ContinueInThread,
} from '../gateway/messages/continue-in-thread.ts';
import { createFindConversation } from '../gateway/messages/find-conversation.ts';
import {
  createConversationOf,
  type ConversationOf,
} from '../gateway/messages/interaction-conversation.ts';
import { createKnownLocales, type KnownLocales } from '../gateway/messages/known-locales.ts';
import { createMessageChanges } from '../gateway/messages/message-changes.ts';
import { createTellUnder } from '../gateway/messages/message-notices.ts';
import { createMessages, type Messages } from '../gateway/messages/messages.ts';
import { createNoticeWords } from '../gateway/messages/notice-words.ts';
import { createOpenThread } from '../gateway/messages/open-thread.ts';
import { createReadBack } from '../gateway/messages/read-back.ts';
import { createClientSight } from '../gateway/messages/client-sight.ts';
import type { Logger } from '../log.ts';
import type { RecalledSettings } from '../settings/recalled-settings.ts';
import type { TokenLog } from '../token-log/token-log.ts';
import type { Forgetting } from './privacy-parts.ts';

export interface ConversationPartsOptions extends Forgetting {
  discord: DiscordConfig;
  log: Logger;
  prefix: string;
  retentionDays: number;
  /** For work that nobody waits for. */
  redis: Redis;
  /** For work that a person waits for. */
  turns: TurnStore;
  patientTurns: TurnStore;
  asks: Pick<Asks, 'end'>;
  tokenLog: Pick<TokenLog, 'hasEnded'>;
  submitAsk: SubmitAsk;
  refuseBySettings: RefuseBySettings;
  readAttachments: ReadAttachments;
  settings: Pick<RecalledSettings, 'get' | 'recall'>;
  stepLimitMs: number;
}

export interface ConversationParts {
  messages: Messages;
  knownLocales: KnownLocales;
  continueInThread: ContinueInThread;
  /** For commands. */
  conversationOf: ConversationOf;
  threadFor: ThreadFor;
  startAfresh: (channelId: string) => Promise<void>;
}

export function createConversationParts(options: ConversationPartsOptions): ConversationParts {
  const { discord, log, settings } = options;
  const { readsMessages: readsAll = false } = discord;
  const sight = createClientSight();
  const calls = createBotCalls({ discord });
  const knownLocales = createKnownLocales();
  const known = orUnavailable(options);
  const turns = reached(options.turns, known);
  const refuseBySettings: RefuseBySettings = (...asked) =>
    known(options.refuseBySettings(...asked));
  const readBack = createReadBack({ calls, turns: options.turns, log, ...sight });
  const conversations = createFindConversation({ turns, readBack });
  const openThread = createOpenThread({ calls, readsAll, log, ...sight });
  const firstPageOf = firstPageBy(options);
  const messages = createMessages({
    readsAll,
    askByMessage: createAskByMessage({
      ...options,
      turns,
      tokenLog: { hasEnded: (askId) => known(options.tokenLog.hasEnded(askId)) },
      refuseBySettings,
      conversations,
      tellUnder: createTellUnder({ calls, log }),
      words: createNoticeWords({
        recallLanguage: (guildId) => settings.recall(guildId)?.language,
      }),
      localeOf: knownLocales.of,
      readsAll,
    }),
    changes: createMessageChanges({
      ...options,
      turns: options.patientTurns,
      isPageOf: isPageBy(options),
    }),
  });
  return {
    messages: {
      ...messages,
      watch: (client) => {
        sight.watch(client);
        messages.watch(client);
      },
    },
    knownLocales,
    continueInThread: createContinueInThread({ openThread, turns, refuseBySettings, firstPageOf }),
    conversationOf: createConversationOf({ conversations }),
    threadFor: createThreadFor({ openThread, settingsOf: settings.get, log }),
    startAfresh: turns.startAfresh,
  };
}

type WaitedFor = Pick<TurnStore, 'addPart' | 'get' | 'lastIn' | 'startAfresh' | 'turnOf'>;

type Known = <T>(work: Promise<T>) => Promise<T>;

/** Whoever waits is told when Redis does not answer. */
function orUnavailable({ stepLimitMs }: ConversationPartsOptions): Known {
  return (work) =>
    within(stepLimitMs, work).catch((cause: unknown) => {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    });
}

function reached(turns: TurnStore, known: Known): WaitedFor {
  return {
    addPart: (turnId, part) => known(turns.addPart(turnId, part)),
    get: (turnId) => known(turns.get(turnId)),
    lastIn: (channelId) => known(turns.lastIn(channelId)),
    startAfresh: (channelId) => known(turns.startAfresh(channelId)),
    turnOf: (messageId) => known(turns.turnOf(messageId)),
  };
}

function isPageBy({ redis, prefix, retentionDays }: ConversationPartsOptions) {
  const states = createReplyStates({ redis, prefix, retentionDays });
  return async (askId: string, messageId: string): Promise<boolean> => {
    const state = await states.load(askId);
    return state?.pages.some((page) => page.messageId === messageId) ?? false;
  };
}

/** Where the answer moved to a direct message, there is no page that a thread could hang on. */
function firstPageBy({ redis, prefix, retentionDays }: ConversationPartsOptions) {
  const states = createReplyStates({ redis, prefix, retentionDays });
  return async ({ id, place }: Ask) => {
    const state = await states.load(id);
    const page = state?.pages[0];
    if (page) return { channelId: page.channelId, messageId: page.messageId };
    const { channelId, messageId } = place;
    return messageId === undefined ? undefined : { channelId, messageId };
  };
}
