// The status line: what is happening to the question at this moment, or how it ended.
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import { dotted } from './dotted.ts';
import { renderEnding } from './ending.ts';
import { describeRest, showReason } from './rest-words.ts';
import { showName } from './quoted-words.ts';
import { formatCalmly, formatDuration, formatRate, inCalmSteps } from './numbers.ts';
import type { ReplyView } from './view.ts';
import { formatWait } from './wait-words.ts';

/** The longest status. */
export const maxStatusRoom = 400;

/** One line, and one more where the reply goes on elsewhere. It has room in `maxStatusRoom`. */
export function renderStatus(view: ReplyView): string {
  const { outcome } = view.transcript;
  const line = outcome === undefined ? renderProgress(view) : renderEnding(view, outcome);
  const notice = noticeWords(view);
  return notice === undefined ? line : `${line}\n-# ${notice}`;
}

function renderProgress(view: ReplyView): string {
  const messages = messagesFor(view.locale);
  const [headline, ...details] = describePhase(view, messages);
  const privacy = view.isPrivate ? messages.status.isPrivate : undefined;
  return dotted([`**${headline}**`, ...details, privacy]);
}

type Description = [headline: string, ...details: (string | undefined)[]];

function describePhase(view: ReplyView, messages: Messages): Description {
  const { transcript, now } = view;
  const { status } = messages;
  const sincePhaseMs = now - (transcript.phaseAt ?? now);
  switch (transcript.phase) {
    case 'waiting':
      return describeWait(view, messages);
    case 'server-wait':
      return [status.serverSilent];
    case 'loading':
      return describeLoad(view, messages);
    case 'reading':
      return [status.reading, formatCalmly(sincePhaseMs, messages)];
    case 'thinking':
      return describeThinking(view, messages);
    case 'answering':
    case 'ended':
      return describeAnswering(view, messages);
    default:
      return transcript.phase satisfies never;
  }
}

function describeWait(view: ReplyView, messages: Messages): Description {
  const { transcript, place, waitMs, hasWorker, rest, now } = view;
  const { status } = messages;
  if (transcript.startedAt !== undefined) return [status.starting];
  if (view.isAfterPrevious === true) return [status.afterPrevious];
  if (!hasWorker) return [status.waitingForServer];
  // Out of the line and in no worker's log yet: on the way from the one to the other.
  if (place === undefined) return [status.starting];
  if (rest) {
    const reason = showReason(rest.reason, messages);
    return [describeRest(rest, now, messages), status.alsoInLine({ place }), reason];
  }
  return [
    status.inLine({ place }),
    waitMs === undefined ? undefined : formatWait(waitMs, messages),
  ];
}

function describeLoad({ transcript, model, now }: ReplyView, messages: Messages): Description {
  const { status } = messages;
  const elapsed = formatCalmly(now - (transcript.phaseAt ?? now), messages);
  const usual =
    transcript.usualLoadMs === undefined
      ? undefined
      : status.usually({ time: formatDuration(Math.max(1_000, transcript.usualLoadMs), messages) });
  const times = [elapsed, usual].filter((time) => time !== undefined).join(', ');
  return [
    status.loading({ model: showName(transcript.model ?? model) }),
    times === '' ? undefined : times,
  ];
}

/** The clock goes on with the text; while the model is silent, in the steps of a clock that stands alone. */
function describeThinking({ transcript, now }: ReplyView, messages: Messages): Description {
  const { reasoningStartedAt = now, lastTextAt = now } = transcript;
  const elapsedMs = lastTextAt - reasoningStartedAt + inCalmSteps(now - lastTextAt);
  return [
    messages.status.thinking,
    elapsedMs < 1_000 ? undefined : formatDuration(elapsedMs, messages),
    transcript.reasoningTokens === 0
      ? undefined
      : messages.units.tokens({ count: transcript.reasoningTokens }),
  ];
}

/**
 * The rate is told from the second second on: before, it says nothing about the model. It is that of the text so far,
 * so that a silence alone changes nothing.
 */
function describeAnswering({ transcript }: ReplyView, messages: Messages): Description {
  const { answerStartedAt = 0, lastTextAt = answerStartedAt } = transcript;
  const elapsedMs = lastTextAt - answerStartedAt;
  const perSecond = transcript.answerTokens / (elapsedMs / 1_000);
  return [
    messages.status.answering,
    elapsedMs < 1_000 || perSecond < 1 ? undefined : formatRate(perSecond, messages),
  ];
}

function noticeWords({ notice, locale, transcript }: ReplyView): string | undefined {
  const words = messagesFor(locale).notice;
  const hasEnded = transcript.outcome !== undefined;
  switch (notice) {
    case undefined:
      return undefined;
    case 'keep-following':
      return hasEnded ? undefined : words.keepFollowing;
    case 'direct-message-follows':
      return hasEnded ? undefined : words.directMessageFollows;
    case 'answer-by-direct-message':
      return words.answerByDirectMessage;
    default:
      return notice satisfies never;
  }
}
