// What must hold of an ask that was taken: one ending, the one that its log has, with the words that belong to it.
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import { expectEndings } from '../support/screen-rules.ts';
import { isFinal, readPage, readScreen } from '../support/screen.ts';
import type { AskEnd, JudgeAskOptions } from './judge-ask.ts';
import { spokenFailures, refusalIn } from './judge-untaken.ts';
import { scriptFor } from './script.ts';
import { messagesOf, type SoakAsk } from './soak-ask.ts';

/** What a fault of the plan can bring about. */
const expectedFailures: ReadonlySet<AskEnd> = new Set<AskEnd>([
  'failed: MODEL_SERVER_BUSY',
  'failed: MODEL_SERVER_LOST',
  'failed: MODEL_SERVER_UNREACHABLE',
  'failed: TOO_MANY_ATTEMPTS',
]);

export function findEndingProblems(
  ask: SoakAsk,
  { discord, end, retries }: Pick<JudgeAskOptions, 'discord'> & { end: AskEnd; retries: number },
): string[] {
  const messages = messagesOf(ask, discord);
  const pages = messages.filter(showsReply);
  return [
    ...findWrongEnd(ask, end),
    ...problemsOf(() => expectEndings(pages, { asks: 1, retries })),
    ...findWrongWords(ask, { pages, end }),
    ...(pages.some(({ current }) => isFinal(current)) ? [] : ['no page shows an ending']),
    ...(messages.some(({ isLoading }) => isLoading) ? ['it is "thinking" for ever'] : []),
  ];
}

/** Nobody and nothing brought it about. */
function findWrongEnd({ stops, isDeleted, kind }: SoakAsk, end: AskEnd): string[] {
  if (end === 'done') return [];
  if (end === 'stopped') return isDeleted || stops.length > 0 ? [] : ['nobody has stopped it'];
  if (end === 'cut short') return kind === 'looping' ? [] : ['nothing cut it short'];
  return expectedFailures.has(end) ? [] : ['no fault explains it'];
}

/** Not words about it, and no page that it no longer needs. */
function showsReply(message: LocalMessage): boolean {
  const { isDeleted, current } = message;
  // A ping is about the reply, and no part of it.
  if (current.pings.length > 0) return false;
  const { question, body, reasoning, status } = readPage(current);
  const isEmpty = [question, body, reasoning, status].every((part) => part === '');
  return !isDeleted && !isEmpty && refusalIn(message) === undefined;
}

function problemsOf(check: () => void): string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

interface Shown {
  pages: readonly LocalMessage[];
  end: AskEnd;
}

/** All of the answer where it is done, else the beginning of it; and the status that tells of the end. */
function findWrongWords({ question, kind }: SoakAsk, { pages, end }: Shown): string[] {
  const { reasoning, answer, status } = readScreen(pages);
  const script = scriptFor(question);
  const isDone = end === 'done';
  return [
    ...(tells(status, end) ? [] : [`it is shown as "${status}"`]),
    ...(kind === 'looping' ? [] : compare(answer, { said: script.answer, isWhole: isDone })),
    // A reasoning that was broken off may be shown by its end.
    ...(isDone ? compare(reasoning, { said: script.reasoning, isWhole: true }) : []),
  ];
}

function tells(status: string, end: AskEnd): boolean {
  const failure = spokenFailures.find(({ code }) => end === `failed: ${code}`);
  if (failure) return status.startsWith(failure.words);
  return (end === 'stopped' ? /^-# Stopped (?:by|after) / : / in all(?: |$)/).test(status);
}

type Words = string | readonly string[];

function compare(
  shown: Words,
  { said = '', isWhole }: { said: Words | undefined; isWhole: boolean },
): string[] {
  const seen = wordsIn(shown);
  const all = wordsIn(said);
  const wanted = isWhole ? all : all.slice(0, seen.length);
  if (seen.join(' ') === wanted.join(' ')) return [];
  return [`${seen.length} words in place of ${wanted.length}: ${inShort(seen)}`];
}

function wordsIn(text: Words): string[] {
  return [text]
    .flat()
    .join('')
    .split(/\s+/)
    .filter((word) => word !== '');
}

function inShort(words: readonly string[]): string {
  if (words.length < 6) return words.join(' ');
  return `${words.slice(0, 3).join(' ')} … ${words.slice(-3).join(' ')}`;
}
