// The one message of /queue: who is answered, who waits, what the model servers do, and what can be done about it.
import { messagesFor } from '../locales/messages-for.ts';
import { hasInk } from '../rendering/characters.ts';
import { type Frame, textDisplay } from '../rendering/frame.ts';
import { roomOf } from '../rendering/room.ts';
import { cancelMenus, keptMenu, ownRows, refreshButton } from './queue-menus.ts';
import {
  describeNext,
  describeRunning,
  describeWaiting,
  describeWorker,
  type QueueWords,
} from './queue-lines.ts';
import type { QueueView } from './queue-view.ts';

/** Of the first waiting questions; the viewer's own are told wherever they stand. */
const listedWaiting = 10;
const listedOwn = 5;
/** With their headlines. What is left of the 4,000 of a message (`room.ts`) is for the title and the kept answers. */
const rooms = { running: 900, waiting: 1_300, own: 600, workers: 900 };

export function renderQueue(view: QueueView, locale: string): Frame {
  const words = { messages: messagesFor(locale), locale };
  const title = `### ${words.messages.queue.title}`;
  const parts = [runningPart(view, words), waitingPart(view, words), workersPart(view, words)];
  return {
    components: [
      ...[title, ...parts].filter(hasInk).map(textDisplay),
      ...cancelMenus(view, words),
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
  return listed(lines, { headline: `**${answering}**`, room: rooms.running, words });
};

const waitingPart: Part = (view, words) => {
  const { queue } = words.messages;
  const { waiting } = view;
  const count = waiting.length;
  const counted = `**${count === 0 ? queue.nobodyWaits : queue.waiting({ count })}**`;
  const next = describeNext(view, words);
  const headline = next === undefined ? counted : `${counted} · ${next}`;
  const lines = waiting.map(
    (row) => `${row.place}. ${describeWaiting(row, { ...words, hasPlace: false })}`,
  );
  const list = listed(lines, { headline, room: rooms.waiting, most: listedWaiting, words });
  const own = ownRows(waiting)
    .filter(({ place }) => place > listedWaiting)
    .map((row) => describeWaiting(row, { ...words, hasPlace: true }));
  const ownList = listed(own, { room: rooms.own, most: listedOwn, words });
  return [list, ownList].filter(hasInk).join('\n');
};

const workersPart: Part = ({ workers, now }, words) => {
  if (workers.length === 0) return '';
  const lines = workers.map((worker) => describeWorker(worker, now, words));
  const headline = `**${words.messages.queue.servers}**`;
  return listed(lines, { headline, room: rooms.workers, words });
};

interface ListOptions {
  headline?: string;
  /** Of all of it. */
  room: number;
  most?: number;
  words: QueueWords;
}

/** The first lines that there is room for, and how many more there are. */
function listed(
  lines: readonly string[],
  { headline, room, most = 10, words }: ListOptions,
): string {
  const head = headline === undefined ? [] : [headline];
  const moreThan = (shown: number) =>
    `-# ${words.messages.queue.more({ count: lines.length - shown })}`;
  const shown: string[] = [];
  let left = room - roomOf([...head, moreThan(0)].join('\n')) - 1;
  for (const line of lines.slice(0, most)) {
    left -= roomOf(line) + 1;
    if (left < 0) break;
    shown.push(line);
  }
  const more = shown.length < lines.length ? [moreThan(shown.length)] : [];
  return [...head, ...shown, ...more].join('\n');
}
