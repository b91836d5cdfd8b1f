// What /queue tells of each question and each model server, as one line of Markdown.
import type { RunningAsk } from '../asks/estimate-waits.ts';
import type { Messages } from '../locales/messages.ts';
import { hasInk } from '../rendering/characters.ts';
import { dotted } from '../rendering/dotted.ts';
import { formatDuration, formatGigabytes, formatRate } from '../rendering/numbers.ts';
import { escapeMarkdown, onOneLine, showName } from '../rendering/quoted-words.ts';
import { describeRest, showReason } from '../rendering/rest-words.ts';
import { takeRoom } from '../rendering/room.ts';
import { formatWait } from '../rendering/wait-words.ts';
import type { QueueView, RunningRow, WaitingRow, WorkerRow } from './queue-view.ts';
import type { Who } from './queue-viewer.ts';

export interface QueueWords {
  messages: Messages;
  locale: string;
}

/** Of a question within a line. */
const maxWordsRoom = 60;
/** Of one worker: more would not fit into a card. */
const maxModels = 4;

export function describeRunning(
  { who, model, progress, tokensPerSecond }: RunningRow,
  words: QueueWords,
): string {
  return dotted([
    showWho(who, words),
    showName(model),
    describeProgress(progress, words),
    progress.type === 'answering' ? speed(tokensPerSecond, words) : undefined,
  ]);
}

/** `hasPlace`: what it is told with does not count the places by itself. */
export function describeWaiting(
  { who, place, waitMs, question }: WaitingRow,
  { hasPlace, ...words }: QueueWords & { hasPlace: boolean },
): string {
  const isOwn = who.type === 'self';
  return dotted([
    showWho(who, words),
    hasPlace ? words.messages.status.alsoInLine({ place }) : undefined,
    waitMs === undefined ? undefined : formatWait(waitMs, words.messages),
    isOwn && question !== undefined ? firstWords(question) : undefined,
  ]);
}

/** How long somebody waits who asks now, or why nobody's turn comes. */
export function describeNext(
  { workers, rest, nextWaitMs, now }: QueueView,
  { messages }: QueueWords,
): string | undefined {
  const { queue } = messages;
  if (workers.length === 0) return queue.noServer;
  if (rest) return dotted([describeRest(rest, now, messages), showReason(rest.reason, messages)]);
  if (nextWaitMs === undefined) return undefined;
  return nextWaitMs === 0
    ? queue.nextAtOnce
    : queue.nextTurn({ time: formatWait(nextWaitMs, messages) });
}

export function describeWorker(
  { name, state, rest, inMemory }: WorkerRow,
  now: number,
  words: QueueWords,
): string {
  const { queue } = words.messages;
  const models = inMemory.slice(0, maxModels).map((model) => describeModel(model, words));
  return dotted([
    name === undefined ? queue.unnamedServer : showName(name),
    rest && describeRest(rest, now, words.messages),
    ...(state === 'unreachable' ? [queue.silent] : models),
    state === 'ready' && models.length === 0 ? queue.nothingInMemory : undefined,
  ]);
}

function describeModel(
  { model, vramBytes, tokensPerSecond }: WorkerRow['inMemory'][number],
  words: QueueWords,
): string {
  const figures = [memory(vramBytes, words), speed(tokensPerSecond, words)];
  const known = figures.filter((figure) => figure !== undefined).join(', ');
  return known === '' ? showName(model) : `${showName(model)} (${known})`;
}

function memory(vramBytes: number | undefined, { messages }: QueueWords): string | undefined {
  if (vramBytes === undefined) return undefined;
  if (vramBytes === 0) return messages.queue.onProcessor;
  return messages.queue.vram({ memory: formatGigabytes(vramBytes, messages) });
}

function speed(tokensPerSecond: number | undefined, { messages }: QueueWords): string | undefined {
  if (tokensPerSecond === undefined || tokensPerSecond < 1) return undefined;
  return formatRate(tokensPerSecond, messages);
}

function describeProgress(progress: RunningAsk['progress'], { messages }: QueueWords): string {
  const { starting, loadingFor, answeringFor } = messages.queue;
  if (progress.type === 'starting') return starting;
  // Nobody says "0 s".
  const time = formatDuration(Math.max(1_000, progress.elapsedMs), messages);
  return progress.type === 'loading' ? loadingFor({ time }) : answeringFor({ time });
}

/** The viewer finds what is theirs at a glance. */
function showWho(who: Who, { messages }: QueueWords): string {
  if (who.type === 'named') return showName(who.name);
  return who.type === 'self' ? `**${messages.queue.you}**` : unnamed(who, messages);
}

/** As it is, for where no Markdown is read. */
export function plainWho(who: Who, messages: Messages): string {
  return who.type === 'named' ? onOneLine(who.name) : unnamed(who, messages);
}

function unnamed({ type }: Exclude<Who, { type: 'named' }>, { queue }: Messages): string {
  const words = { self: queue.you, elsewhere: queue.elsewhere, private: queue.privately };
  return words[type];
}

/** Undefined when there is nothing to see in it. */
function firstWords(question: string): string | undefined {
  if (!hasInk(question)) return undefined;
  const folded = onOneLine(question);
  const shown = takeRoom(folded, maxWordsRoom);
  return escapeMarkdown(shown) + (shown.length < folded.length ? '…' : '');
}
