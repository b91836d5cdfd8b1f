// The one message of /queue: who is answered, who waits, what the model servers do, and what can be done about it.
import {
  ButtonStyle,
  ComponentType,
  type APIMessageTopLevelComponent,
  type APISelectMenuOption,
} from 'discord.js';
import type { Messages } from '../locales/messages.ts';
import { messagesFor } from '../locales/messages-for.ts';
import { hasInk } from '../rendering/characters.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { formatCount } from '../rendering/numbers.ts';
import { onOneLine } from '../rendering/quoted-words.ts';
import { roomOf } from '../rendering/room.ts';
import { formatWait } from '../rendering/wait-words.ts';
import { queueIds } from './queue-ids.ts';
import {
  describeNext,
  describeRunning,
  describeWaiting,
  describeWorker,
  plainWho,
  type QueueWords,
} from './queue-lines.ts';
import type { QueueView, WaitingRow } from './queue-view.ts';

/** Of the first waiting questions; the viewer's own are told wherever they stand. */
const listedWaiting = 10;
const listedOwn = 5;
/** A message has 4,000 in all: see `room.ts`. */
const rooms = { running: 900, waiting: 1_100, own: 700, workers: 1_000 };

export function renderQueue(view: QueueView, locale: string): Frame {
  const words = { messages: messagesFor(locale), locale };
  const title = `### ${words.messages.queue.title}`;
  const parts = [runningPart(view, words), waitingPart(view, words), workersPart(view, words)];
  return {
    components: [
      ...[title, ...parts].filter(hasInk).map(textDisplay),
      ...cancelMenu(view, words),
      ...keptMenu(view, words),
      refreshButton(words.messages),
    ],
    files: [],
  };
}

type Part = (view: QueueView, words: QueueWords) => string;

const runningPart: Part = ({ running }, words) => {
  const { answering, nobodyAnswered } = words.messages.queue;
  if (running.length === 0) return `**${nobodyAnswered}**`;
  const lines = running.map((row) => describeRunning(row, words));
  return [`**${answering}**`, ...listed(lines, { room: rooms.running, words })].join('\n');
};

const waitingPart: Part = (view, words) => {
  const { queue } = words.messages;
  const { waiting } = view;
  const count = formatCount(waiting.length, words.locale);
  const headline = `**${count.value === 0 ? queue.nobodyWaits : queue.waiting(count)}**`;
  const next = describeNext(view, words);
  const lines = waiting.map(
    (row) => `${row.place}. ${describeWaiting(row, { ...words, hasPlace: false })}`,
  );
  const list = listed(lines, { room: rooms.waiting, most: listedWaiting, words });
  const own = ownRows(waiting)
    .filter(({ place }) => place > listedWaiting)
    .map((row) => describeWaiting(row, { ...words, hasPlace: true }));
  const ownList = listed(own, { room: rooms.own, most: listedOwn, words });
  return [next === undefined ? headline : `${headline} · ${next}`, ...list, ...ownList].join('\n');
};

const workersPart: Part = ({ workers, now }, words) => {
  if (workers.length === 0) return '';
  const lines = workers.map((worker) => describeWorker(worker, now, words));
  const { servers } = words.messages.queue;
  return [`**${servers}**`, ...listed(lines, { room: rooms.workers, words })].join('\n');
};

interface ListOptions {
  room: number;
  most?: number;
  words: QueueWords;
}

/** The first lines that there is room for, and how many more there are. */
function listed(lines: readonly string[], { room, most = 10, words }: ListOptions): string[] {
  const shown: string[] = [];
  let left = room;
  for (const line of lines.slice(0, most)) {
    left -= roomOf(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const more = formatCount(lines.length - shown.length, words.locale);
  return more.value === 0 ? shown : [...shown, `-# ${words.messages.queue.more(more)}`];
}

function ownRows(waiting: readonly WaitingRow[]): WaitingRow[] {
  return waiting.filter(({ who }) => who.type === 'self');
}

/** Discord: at most 25 of at most 100 characters. */
const maxOptions = 25;
const maxOptionChars = 100;

/** The viewer's own questions first. */
function cancelMenu({ waiting }: QueueView, words: QueueWords): APIMessageTopLevelComponent[] {
  const { queue } = words.messages;
  const others = waiting.filter((row) => row.mayCancel && row.who.type !== 'self');
  const options = [...ownRows(waiting), ...others].map((row) => cancelOption(row, words));
  return menu(queueIds.cancel, queue.cancel, options);
}

function cancelOption(row: WaitingRow, { messages }: QueueWords): APISelectMenuOption {
  const { askId, who, place, waitMs, question } = row;
  const { status, queue } = messages;
  const wait = waitMs === undefined ? [] : [formatWait(waitMs, messages)];
  const whose = who.type === 'self' ? [] : [plainWho(who, messages)];
  return {
    value: askId,
    label: optionText(question ?? queue.unread, queue.unread),
    description: optionText([...whose, status.inLine(place), ...wait].join(' · '), queue.unread),
  };
}

function keptMenu({ kept }: QueueView, words: QueueWords): APIMessageTopLevelComponent[] {
  const { queue } = words.messages;
  const options = kept.map(({ askId, question }) => ({
    value: askId,
    label: optionText(question, queue.unread),
  }));
  const [row] = menu(queueIds.kept, queue.showKept, options);
  return row ? [textDisplay(queue.kept), row] : [];
}

function menu(
  customId: string,
  placeholder: string,
  options: readonly APISelectMenuOption[],
): APIMessageTopLevelComponent[] {
  if (options.length === 0) return [];
  const select = { type: ComponentType.StringSelect, custom_id: customId, placeholder } as const;
  const components = [{ ...select, options: options.slice(0, maxOptions) }];
  return [{ type: ComponentType.ActionRow, components }];
}

/** One line of plain text. */
function optionText(text: string, otherwise: string): string {
  const folded = hasInk(text) ? onOneLine(text) : otherwise;
  const characters = [...folded];
  if (characters.length <= maxOptionChars) return folded;
  return `${characters.slice(0, maxOptionChars - 1).join('')}…`;
}

function refreshButton({ queue }: Messages): APIMessageTopLevelComponent {
  const style = ButtonStyle.Secondary;
  const button = {
    type: ComponentType.Button,
    style,
    custom_id: queueIds.refresh,
    label: queue.refresh,
  } as const;
  return { type: ComponentType.ActionRow, components: [button] };
}
