// The last status line: how the ask ended.
import { failureWords } from '../locales/failure-words.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import type { Shortfall } from '../token-log/entries.ts';
import type { Outcome } from '../token-log/transcript.ts';
import { hasInk } from './characters.ts';
import { dotted } from './dotted.ts';
import { showDetail, showName } from './quoted-words.ts';
import { formatDuration, formatRate } from './numbers.ts';
import type { ReplyView } from './view.ts';

export function renderEnding(view: ReplyView, outcome: Outcome): string {
  switch (outcome.type) {
    case 'done':
      return renderDone(view, outcome);
    case 'stopped':
      return renderStopped(view, outcome);
    case 'failed':
      return renderFailed(view, outcome);
    default:
      return outcome satisfies never;
  }
}

function renderDone(view: ReplyView, outcome: Extract<Outcome, { type: 'done' }>): string {
  const messages = messagesFor(view.locale);
  const footer = smallLine([
    showName(view.transcript.model ?? view.model),
    thinkingFigures(view, outcome, messages),
    rateFigure(outcome, messages),
    messages.status.inAll({ time: totalTime(view, messages) }),
    droppedWords(view, messages),
    privacy(view, messages),
  ]);
  const { shortfall } = outcome;
  return shortfall === undefined
    ? footer
    : `**${shortfallWords(shortfall, view, messages)}**\n${footer}`;
}

function renderStopped(view: ReplyView, outcome: Extract<Outcome, { type: 'stopped' }>): string {
  const messages = messagesFor(view.locale);
  const after = totalTime(view, messages);
  const words = stoppedWords(outcome, after, messages);
  return smallLine([words, privacy(view, messages)]);
}

function stoppedWords(
  { by, cause }: Extract<Outcome, { type: 'stopped' }>,
  after: string,
  { ending }: Messages,
): string {
  switch (cause) {
    case undefined:
      return ending.stopped({ by: showName(by), after });
    case 'pause':
      return ending.stoppedByPause({ by: showName(by), after });
    case 'deleted':
      return ending.stoppedAsDeleted({ after });
    default:
      return cause satisfies never;
  }
}

function renderFailed(view: ReplyView, outcome: Extract<Outcome, { type: 'failed' }>): string {
  const messages = messagesFor(view.locale);
  const { what, next } = failureWords(view.locale, {
    code: outcome.code,
    detail: showDetail(outcome.detail),
  });
  const words = [`**${what}**`, hasText(view) ? messages.ending.keptAbove : '', next];
  const line = words.filter((part) => part !== '').join(' ');
  return view.isPrivate ? `${line}\n${smallLine([privacy(view, messages)])}` : line;
}

/** Something of the model's stands above the line. */
function hasText({ transcript, reasoningDisplay = 'spoiler' }: ReplyView): boolean {
  return (
    hasInk(transcript.answer) || (reasoningDisplay === 'spoiler' && hasInk(transcript.reasoning))
  );
}

function shortfallWords(
  shortfall: Shortfall,
  { transcript }: ReplyView,
  { ending }: Messages,
): string {
  switch (shortfall) {
    case 'length':
      return ending.reachedLimit;
    case 'no-answer':
      return hasInk(transcript.reasoning) ? ending.onlyReasoning : ending.noAnswer;
    case 'repetition':
      return hasInk(transcript.answer) ? ending.repeatedAnswer : ending.repeatedReasoning;
    default:
      return shortfall satisfies never;
  }
}

function thinkingFigures(
  { transcript }: ReplyView,
  { figures }: Extract<Outcome, { type: 'done' }>,
  messages: Messages,
): string | undefined {
  const { reasoningStartedAt, reasoningEndedAt } = transcript;
  if (reasoningStartedAt === undefined || reasoningEndedAt === undefined) return undefined;
  const time = elapsed(reasoningStartedAt, reasoningEndedAt, messages);
  const { status } = messages;
  const count = figures.reasoningTokens;
  return count > 0 ? status.thoughtTokens({ time, count }) : status.thought({ time });
}

function rateFigure(
  { figures }: Extract<Outcome, { type: 'done' }>,
  messages: Messages,
): string | undefined {
  if (figures.generationMs <= 0) return undefined;
  return formatRate(figures.tokens / (figures.generationMs / 1_000), messages);
}

function droppedWords({ transcript }: ReplyView, { status }: Messages): string | undefined {
  const count = transcript.droppedMessages;
  return count > 0 ? status.dropped({ count }) : undefined;
}

/** From the question on, as the asker lived it. Not less than the model's part where clocks disagree. */
function totalTime({ transcript, askedAt, now }: ReplyView, messages: Messages): string {
  const { startedAt = askedAt, endedAt = now } = transcript;
  return elapsed(Math.min(askedAt, startedAt), endedAt, messages);
}

/** Nobody says "0 s": whatever took time took a second. */
function elapsed(from: number, to: number, messages: Messages): string {
  return formatDuration(Math.max(1_000, to - from), messages);
}

function privacy({ isPrivate }: ReplyView, { status }: Messages): string | undefined {
  return isPrivate ? status.isPrivate : undefined;
}

function smallLine(parts: readonly (string | undefined)[]): string {
  return `-# ${dotted(parts)}`;
}
