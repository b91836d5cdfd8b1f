// How an ask of a soak ended that was not taken, and whether a fault explains it.
import type { LocalDiscord, LocalMessage } from '../../playground/local-discord/index.ts';
import { errorCodes, type ErrorCode } from '../../src/errors.ts';
import { messagesFor } from '../../src/locales/messages-for.ts';
import { messagesOf, type SoakAsk } from './asking.ts';
import { excuses, isExcused, type Excuse } from './excuses.ts';
import type { AskEnd, JudgeAskOptions, Verdict } from './judge-ask.ts';

/** A bot that was there had this long to answer and to store the ask. */
const takingMs = 8_000;

/** No record: whoever asked has to know. */
export function judgeUntaken(ask: SoakAsk, { discord, kept, faults }: JudgeAskOptions): Verdict {
  const { createdAt } = ask.interaction;
  const end = endOfUntaken(ask, discord);
  const excuse = excuseOf(end);
  const isExplained =
    excuse !== undefined &&
    isExcused(excuse, { faults, from: createdAt, to: createdAt + takingMs });
  const problems = [
    ...(isExplained || isLimit(end) ? [] : ['no fault explains it']),
    ...(kept.entries.length > 0 ? ['it has a log and no record'] : []),
  ];
  return { ask, end, problems };
}

function endOfUntaken(ask: SoakAsk, discord: LocalDiscord): AskEnd {
  const messages = messagesOf(ask, discord);
  const standing = messages.filter(({ isDeleted }) => !isDeleted);
  const refusal = standing.map(refusalIn).find((code) => code !== undefined);
  if (refusal) return `refused: ${refusal}`;
  if (messages.length === 0) return 'not responded';
  if (standing.some(({ isLoading }) => !isLoading)) return 'lost';
  return standing.length === 0 ? 'refused, not told' : 'left thinking';
}

/** Limits are there also when nothing is broken. */
function isLimit(end: AskEnd): boolean {
  return end === 'refused: TOO_MANY_WAITING' || end === 'refused: QUEUE_FULL';
}

function excuseOf(end: AskEnd): Excuse | undefined {
  switch (end) {
    case 'refused: QUEUE_UNAVAILABLE':
      return excuses.queueUnavailable;
    case 'refused, not told':
      return excuses.notTold;
    case 'not responded':
      return excuses.notResponded;
    case 'left thinking':
      return excuses.leftThinking;
    default:
      return undefined;
  }
}

export const failureWords = errorCodes.map((code) => ({
  code,
  words: `**${messagesFor('en').failures[code]('3').what}**`,
}));

/** The words for somebody whose ask was not taken. */
export function refusalIn({ text }: LocalMessage): ErrorCode | undefined {
  return failureWords.find(({ words }) => text.startsWith(words))?.code;
}
