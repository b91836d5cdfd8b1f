// How an ask of a soak ended that was not taken, and whether a fault explains it.
import type { LocalDiscord, LocalMessage } from '../../playground/local-discord/index.ts';
import { errorCodes, type ErrorCode } from '../../src/errors.ts';
import { failureWords } from '../../src/locales/failure-words.ts';
import type { LogEntry } from '../../src/token-log/entries.ts';
import { excuses, isExcused, type Excuse } from './excuses.ts';
import type { AskEnd, JudgeAskOptions, Verdict } from './judge-ask.ts';
import { messagesOf, type SoakAsk } from './soak-ask.ts';

/** A bot that was there had this long to answer and to store the ask. */
const takingMs = 8_000;

/** No record: whoever asked has to know. */
export function judgeUntaken(ask: SoakAsk, { discord, kept, faults }: JudgeAskOptions): Verdict {
  const { askedAt } = ask;
  const end = endOfUntaken(ask, discord);
  const excuse = excuseOf(end);
  const isExplained =
    excuse !== undefined && isExcused(excuse, { faults, from: askedAt, to: askedAt + takingMs });
  const problems = [
    ...(isExplained || isLimit(end) ? [] : ['no fault explains it']),
    ...logProblems(end, kept),
  ];
  return { ask, end, problems };
}

/** Of a question that was deleted, that it was begun and how it ended may still stand there. */
function logProblems(end: AskEnd, kept: JudgeAskOptions['kept']): string[] {
  const entries = kept.flatMap((one) => one.entries);
  if (end === 'forgotten')
    return entries.some(({ type }) => isText(type)) ? ['its words are kept'] : [];
  return entries.length > 0 ? ['it has a log and no record'] : [];
}

function isText(type: LogEntry['type']): boolean {
  return type === 'reasoning-delta' || type === 'answer-delta';
}

function endOfUntaken(ask: SoakAsk, discord: LocalDiscord): AskEnd {
  const messages = messagesOf(ask, discord);
  const standing = messages.filter(({ isDeleted }) => !isDeleted);
  const refusal = standing.map(refusalIn).find((code) => code !== undefined);
  if (refusal) return `refused: ${refusal}`;
  if (ask.isDeleted) return 'forgotten';
  if (messages.length === 0 && wasToldBefore(ask, discord)) return 'told before';
  if (messages.length === 0) return 'not responded';
  if (standing.some(({ isLoading }) => !isLoading)) return 'lost';
  return standing.length === 0 ? 'refused, not told' : 'left thinking';
}

/** Limits are there also when nothing is broken. */
function isLimit(end: AskEnd): boolean {
  return limits.has(end);
}

const limits: ReadonlySet<AskEnd> = new Set<AskEnd>([
  'refused: TOO_MANY_WAITING',
  'refused: QUEUE_FULL',
  'told before',
  'forgotten',
]);

/** The same words come under messages of one person once a minute. */
const noticeRestMs = 60_000;

function wasToldBefore({ source, askerId, askedAt }: SoakAsk, discord: LocalDiscord): boolean {
  return discord.messages(source.channel).some(({ reference, createdAt, current }) => {
    const isNotice = current.content !== '' && reference?.message.author.id === askerId;
    return isNotice && createdAt < askedAt && askedAt - createdAt < noticeRestMs;
  });
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

export const spokenFailures = errorCodes.map((code) => ({
  code,
  words: `**${failureWords('en', { code, detail: '3' }).what}**`,
}));

/** The words for somebody whose ask was not taken. */
export function refusalIn({ text }: LocalMessage): ErrorCode | undefined {
  return spokenFailures.find(({ words }) => text.startsWith(words))?.code;
}
