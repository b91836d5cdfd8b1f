// What must hold of a whole soak, whichever ask it is about: nobody's words in the log, no error that no fault explains,
// reasoning sealed, nobody called who did not ask, nothing that Discord refuses.
import type { LocalDiscord, LocalMessage } from '../../playground/local-discord/index.ts';
import { reasoningLetter } from '../support/model-words.ts';
import { expectReasoningSealed, refusalsOf, uninvitedMessagesOf } from '../support/screen-rules.ts';
import { excuses, isExcused, type Excuse } from './excuses.ts';
import type { Faults } from './faults.ts';
import type { SoakLogLine } from './soak-log.ts';
import { numbersIn, questionWord } from './script.ts';
import { idsOf, type SoakAsk } from './soak-ask.ts';
import type { OwnEnd } from './stage.ts';

export interface JudgeWorldOptions {
  discord: LocalDiscord;
  asks: readonly SoakAsk[];
  faults: Pick<Faults, 'records'>;
  lines: readonly SoakLogLine[];
  ownEnds: readonly OwnEnd[];
}

/** `status/code`, and why a bot that does all right may get it. */
const expectedRefusals: ReadonlyMap<string, string> = new Map([
  ['500/0', 'discord-fails'],
  ['429/0', 'discord-limits'],
  ['404/10062', 'an answer that came after 3 s: the bot was frozen by its host, or Discord slow'],
  ['404/10015', 'the token of an interaction that was never answered in time'],
  ['400/40060', 'an answer whose own answer was lost, sent again'],
  ['404/10008', 'a reply that was deleted, whose deletion was lost and sent again'],
]);

export function findWorldProblems(options: JudgeWorldOptions): string[] {
  const { discord, ownEnds } = options;
  return [
    ...findUnsealed(discord),
    ...findForeignWords(options),
    ...findCalls(options),
    ...refusalsOf(discord)
      .filter((refusal) => !expectedRefusals.has(refusal))
      .map((refusal) => `Discord refused a request: ${refusal}`),
    ...discord.traffic.unknown.map(({ method, path }) => `no such route: ${method} ${path}`),
    ...findLogProblems(options),
    ...ownEnds.map(({ process, how }) => `${process} ended by itself: ${how}`),
  ];
}

function findUnsealed(discord: LocalDiscord): string[] {
  return uninvitedMessagesOf(discord).flatMap((message) => {
    try {
      expectReasoningSealed([message]);
      return [];
    } catch {
      return [`message ${message.id} showed reasoning openly`];
    }
  });
}

/** In each message stand the words of one ask, and of its own where it answers one. */
function findForeignWords({ discord, asks }: JudgeWorldOptions): string[] {
  const numbers = new Map(asks.flatMap((ask) => idsOf(ask).map((id) => [id, ask.number])));
  return discord.allMessages().flatMap((message) => {
    const own = numbers.get(message.interactionId ?? message.reference?.message.id ?? '');
    const shown = numbersShownBy(message);
    const isRight = shown.size <= 1 && (own === undefined || shown.size === 0 || shown.has(own));
    return isRight ? [] : [`message ${message.id} shows words of ${[...shown].join(', ')}`];
  });
}

function numbersShownBy({ versions }: LocalMessage): Set<number> {
  return new Set(versions.flatMap(({ components }) => [...numbersIn(JSON.stringify(components))]));
}

/** A message that notifies is a direct call of one person who asked, and no ask calls its asker twice. */
function findCalls({ discord, asks }: JudgeWorldOptions): string[] {
  const callsLeft = new Map<string, number>();
  for (const ask of asks) {
    callsLeft.set(ask.askerId, (callsLeft.get(ask.askerId) ?? 0) + idsOf(ask).length);
  }
  const byBot = discord.allMessages().filter(({ author }) => author.id === discord.applicationId);
  return byBot.flatMap(({ id, versions }) => {
    const called = [...new Set(versions.flatMap(({ pings }) => pings))];
    for (const userId of called) callsLeft.set(userId, (callsLeft.get(userId) ?? 0) - 1);
    const isRight =
      called.length <= 1 && called.every((userId) => (callsLeft.get(userId) ?? 0) >= 0);
    return isRight ? [] : [`message ${id} called ${called.join(', ')}, or once too often`];
  });
}

function findLogProblems({ lines, faults }: JudgeWorldOptions): string[] {
  return lines.flatMap(({ level, text, at, process, msg }) => {
    const problems: string[] = [];
    if (text.includes(questionWord) || reasoningLetter.test(text) || /\ba\d+n\d+/.test(text)) {
      problems.push(`${process} has logged people's words: ${text}`);
    }
    if (isErrorLevel(level) && !isExplained(msg, { faults, at })) {
      problems.push(`${process} has logged an error that no fault explains: ${msg}: ${text}`);
    }
    return problems;
  });
}

export function isErrorLevel(level: string): boolean {
  return level === 'error' || level === 'fatal';
}

/** The errors that a bot cannot help logging, and what they come from. */
const errorExcuses = new Map<string, readonly Excuse[]>([
  ['interaction-failed', [excuses.discordError]],
  ['press-failed', [excuses.redisError, excuses.discordError]],
]);

function isExplained(
  msg: string,
  { faults, at }: { faults: Pick<Faults, 'records'>; at: number },
): boolean {
  const known = errorExcuses.get(msg) ?? [];
  return known.some((excuse) => isExcused(excuse, { faults, from: at, to: at }));
}
