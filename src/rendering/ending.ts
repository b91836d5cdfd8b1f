// The last status line: how the ask ended.
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import type { Shortfall } from '../token-log/entries.ts';
import type { Outcome } from '../token-log/transcript.ts';
import { hasInk } from './characters.ts';
import { showDetail, showName } from './quoted-words.ts';
import { formatCount, formatDuration } from './numbers.ts';
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
    rateFigure(view, outcome, messages),
    messages.status.inAll(totalTime(view, messages)),
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
  const { stopped, stoppedByPause } = messages.ending;
  const tell = outcome.cause === 'pause' ? stoppedByPause : stopped;
  const words = tell({ by: showName(outcome.by), after });
  return smallLine([words, privacy(view, messages)]);
}

function renderFailed(view: ReplyView, outcome: Extract<Outcome, { type: 'failed' }>): string {
  const messages = messagesFor(view.locale);
  const { what, next } = messages.failures[outcome.code](showDetail(outcome.detail));
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
  { transcript, locale }: ReplyView,
  { figures }: Extract<Outcome, { type: 'done' }>,
  messages: Messages,
): string | undefined {
  const { reasoningStartedAt, reasoningEndedAt } = transcript;
  if (reasoningStartedAt === undefined || reasoningEndedAt === undefined) return undefined;
  const time = elapsed(reasoningStartedAt, reasoningEndedAt, messages);
  const tokens = formatCount(figures.reasoningTokens, locale);
  return messages.status.thought(
    time,
    tokens.value > 0 ? messages.units.tokens(tokens) : undefined,
  );
}

function rateFigure(
  { locale }: ReplyView,
  { figures }: Extract<Outcome, { type: 'done' }>,
  messages: Messages,
): string | undefined {
  if (figures.generationMs <= 0) return undefined;
  const rate = formatCount(figures.tokens / (figures.generationMs / 1_000), locale);
  return rate.value > 0 ? messages.units.tokensPerSecond(rate) : undefined;
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
  return `-# ${parts.filter((part) => part !== undefined).join(' · ')}`;
}
