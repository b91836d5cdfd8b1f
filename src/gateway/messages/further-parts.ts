// Where somebody's words in a row are one question: takes a message into the question before it.
import type { Message } from 'discord.js';
import { LRUCache } from 'lru-cache';
import { seemsPicture } from '../../attachments/file-kind.ts';
import type { ReadAttachments } from '../../attachments/read-attachments.ts';
import type { AskOutcome } from '../../asks/hand-in.ts';
import type { RefuseBySettings } from '../../asks/refuse-by-settings.ts';
import { maxGatheringMs, type TurnStore } from '../../conversations/turn-store.ts';
import { questionWith } from '../../conversations/turn-text.ts';
import type { TokenLog } from '../../token-log/token-log.ts';
import { attachmentsOf } from '../attachments-of.ts';
import { surroundingsOf } from './heard.ts';
import type { MessageOrigin } from './message-request.ts';
import type { Reading } from './read-message.ts';

export interface MeantQuestion {
  message: Message;
  reading: Extract<Reading, { type: 'question' }>;
  botId: string;
  /** Nobody else has written there since the author's last message. */
  followsOwn: boolean;
}

export interface FurtherPartsOptions {
  turns: Pick<TurnStore, 'addPart' | 'get'>;
  tokenLog: Pick<TokenLog, 'hasEnded'>;
  refuseBySettings: RefuseBySettings;
  readAttachments: ReadAttachments;
  /** Discord shows the bot the text of all messages. */
  readsAll: boolean;
}

export interface FurtherParts {
  /** How long a question waits for more; undefined where each message is one. */
  gatherMs(asked: MeantQuestion): number | undefined;
  /** Undefined: it is a question of its own. So are pictures, which are no part of a text. */
  add(
    asked: MeantQuestion,
    part: { origin: MessageOrigin; text: string },
  ): Promise<AskOutcome | undefined>;
  /** The message has become a question. */
  follow(message: Message): void;
}

/** What is written within this time after a message belongs to it. */
const gatherMs = 3_000;
/** More threads hardly have a question at a time. */
const maxChannels = 10_000;

export function createFurtherParts({
  turns,
  tokenLog,
  refuseBySettings,
  readAttachments,
  readsAll,
}: FurtherPartsOptions): FurtherParts {
  /** What was asked last in a thread or direct channel. Forgotten at a restart, where a question is rather closed. */
  const lastAsked = new LRUCache<string, { askerId: string; turnId: string }>({
    max: maxChannels,
    ttl: maxGatheringMs,
  });

  /** Elsewhere each message that is meant for the bot says so, and is a question. */
  function gathers({ message, botId }: MeantQuestion): boolean {
    const surroundings = surroundingsOf(message, botId);
    return surroundings === 'direct' || (surroundings === 'own-thread' && readsAll);
  }

  /** The turn that the message can go on, by what it is. */
  function turnBefore(asked: MeantQuestion): string | undefined {
    const { message, reading, followsOwn } = asked;
    const last = lastAsked.get(message.channelId);
    const stands = reading.repliesToBot ?? reading.about;
    if (!followsOwn || last?.askerId !== message.author.id || stands !== undefined)
      return undefined;
    return gathers(asked) && !attachmentsOf(message).some(seemsPicture) ? last.turnId : undefined;
  }

  /** The limits of one question hold for all of its parts. What goes beyond them is looked at by itself. */
  async function isAllowed(
    turnId: string,
    { origin, text }: { origin: MessageOrigin; text: string },
  ) {
    const turn = await turns.get(turnId);
    if (!turn) return false;
    const question = questionWith(turn, { id: origin.id, text });
    const standpoint = { ...origin, askerId: origin.asker.id, question };
    return (await refuseBySettings(origin.homeGuildId, standpoint)) === undefined;
  }

  return {
    gatherMs: (asked) => (gathers(asked) ? gatherMs : undefined),
    add: async (asked, part) => {
      const turnId = turnBefore(asked);
      if (turnId === undefined || !(await isAllowed(turnId, part))) return undefined;
      const read = await readAttachments(attachmentsOf(asked.message));
      if (read.type === 'refused') return read;
      // Its ask has the same id. Nobody answers what is added to one that was stopped.
      if (await tokenLog.hasEnded(turnId)) return undefined;
      const files = read.files.length > 0 ? { files: read.files } : {};
      const { origin, text } = part;
      const isAdded = await turns.addPart(turnId, { id: origin.id, text, ...files });
      return isAdded ? { type: 'accepted' } : undefined;
    },
    follow: ({ id, channelId, author }) => {
      lastAsked.set(channelId, { askerId: author.id, turnId: id });
    },
  };
}
