// A message that is a question becomes an ask, or part of the one before it; one that cannot be is answered in words.
import { cleanContent, type Message } from 'discord.js';
import type { AskOutcome } from '../../asks/hand-in.ts';
import type { AskRefusal } from '../../asks/limits.ts';
import type { ReadContent, SubmitAsk } from '../../asks/submit-ask.ts';
import { BotError } from '../../errors.ts';
import type { Logger } from '../../log.ts';
import { toSubject, type AskedAbout } from '../asked-about.ts';
import { attachmentsOf } from '../attachments-of.ts';
import type { Refusal } from '../refusal.ts';
import type { FindConversation } from './find-conversation.ts';
import {
  createFurtherParts,
  type FurtherPartsOptions,
  type MeantQuestion,
} from './further-parts.ts';
import { surroundingsOf } from './heard.ts';
import { describeMessage, type MessageOrigin } from './message-request.ts';
import type { Reading } from './read-message.ts';
import { subjectOf } from './subject-of.ts';
import type { TellUnder } from './message-notices.ts';
import type { NoticeWords } from './notice-words.ts';

export interface AskByMessageOptions extends FurtherPartsOptions {
  submitAsk: SubmitAsk;
  conversations: FindConversation;
  tellUnder: TellUnder;
  words: NoticeWords;
  /** Of a person, where no server has a language. */
  localeOf: (userId: string) => string;
  log: Logger;
}

export interface MeantMessage extends Omit<MeantQuestion, 'reading'> {
  reading: Exclude<Reading, { type: 'ignored' }>;
}

/** Never rejects: where the errors of what comes of a message are caught. */
export type AskByMessage = (meant: MeantMessage) => Promise<void>;

export function createAskByMessage(options: AskByMessageOptions): AskByMessage {
  const { submitAsk, conversations, readAttachments, tellUnder, words, localeOf, log } = options;
  const furtherParts = createFurtherParts(options);

  async function readContent(
    message: Message,
    about: AskedAbout | undefined,
  ): Promise<ReadContent | AskRefusal> {
    const own = await readAttachments(attachmentsOf(message));
    if (own.type === 'refused' || !about) return own;
    const abouts = await readAttachments(about.attachments);
    if (abouts.type === 'refused') return abouts;
    const pictures = [...abouts.pictures, ...own.pictures];
    return { ...own, subject: toSubject(about, abouts.files), pictures };
  }

  async function ask(
    asked: MeantQuestion,
    origin: MessageOrigin,
  ): Promise<AskOutcome | 'unreadable'> {
    const { message, reading, botId } = asked;
    const { id: messageId, channelId } = message;
    const place = { channelId, messageId, surroundings: surroundingsOf(message, botId) };
    const continues = await conversations.goOn(place, reading);
    if (!continues) return { type: 'accepted' };
    const question = cleanContent(reading.text, message.channel);
    const added = await furtherParts.add(asked, { origin, text: question });
    if (added) return added;
    const about = reading.about === undefined ? undefined : await subjectOf(message);
    if (reading.about !== undefined && !about) return 'unreadable';
    const hasMore = about !== undefined || hasFiles(message);
    const gatherMs = furtherParts.gatherMs(asked);
    const outcome = await submitAsk({
      ...origin,
      question,
      continues,
      ...(hasMore && { readContent: () => readContent(message, about) }),
      ...(gatherMs !== undefined && { gatherMs }),
    });
    if (outcome.type === 'accepted') furtherParts.follow(message);
    return outcome;
  }

  async function take({ reading, ...meant }: MeantMessage, origin: MessageOrigin): Promise<void> {
    if (reading.type === 'unclear') return tellUnder(origin, words.hint(origin, reading.why));
    const outcome = await ask({ ...meant, reading }, origin);
    if (outcome === 'unreadable') await tellUnder(origin, words.hint(origin, 'unreadableSubject'));
    else if (outcome.type === 'refused') await tellUnder(origin, words.refusal(origin, outcome));
  }

  return async (meant) => {
    const origin = describeMessage(meant.message, localeOf);
    if (!origin.place.canUseChannel) {
      log.info({ messageId: origin.id, channelId: origin.place.channelId }, 'channel-not-usable');
      return;
    }
    try {
      await take(meant, origin);
    } catch (error) {
      const isKnown = error instanceof BotError;
      const level = isKnown ? 'warn' : 'error';
      log[level]({ err: error, messageId: origin.id }, 'message-failed');
      const refusal: Refusal = isKnown ? error : { code: 'INTERNAL' };
      await tellUnder(origin, words.refusal(origin, refusal));
    }
  };
}

function hasFiles({ attachments }: Message): boolean {
  return attachments.size > 0;
}
