// What is said under a message, and how often.
import type { ConversationWords } from '../../locales/words/conversations.ts';
import { messagesFor } from '../../locales/messages-for.ts';
import { refusalWords, type Refusal } from '../refusal.ts';
import type { Notice } from './message-notices.ts';
import type { MessageOrigin } from './message-request.ts';

export interface NoticeWords {
  hint(origin: MessageOrigin, hint: Hint): Notice;
  refusal(origin: MessageOrigin, refusal: Refusal): Notice;
}

export type Hint = keyof Pick<
  ConversationWords,
  'nothingAsked' | 'unreadable' | 'unreadableSubject'
>;

export interface NoticeWordsOptions {
  /** The language that a server has chosen for what all see, if that is known at once. */
  recallLanguage: (guildId: string) => string | null | undefined;
}

const minuteMs = 60_000;
const hintRestMs = 10 * minuteMs;
const refusalRestMs = minuteMs;
/** Whoever is blocked knows. */
const blockedRestMs = 60 * minuteMs;

export function createNoticeWords({ recallLanguage }: NoticeWordsOptions): NoticeWords {
  const localeOf = ({ homeGuildId, locale }: MessageOrigin): string =>
    (homeGuildId === null ? undefined : recallLanguage(homeGuildId)) ?? locale;

  return {
    hint: (origin, hint) => {
      const text = messagesFor(localeOf(origin)).conversations[hint];
      return { kind: hint, text, restMs: hintRestMs };
    },
    refusal: (origin, refusal) => ({
      kind: refusal.code,
      text: refusalWords(localeOf(origin), refusal),
      restMs: refusal.code === 'MEMBER_BLOCKED' ? blockedRestMs : refusalRestMs,
    }),
  };
}
