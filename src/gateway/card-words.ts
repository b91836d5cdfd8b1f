// What an operator is told of the card: what became of a command, and how all workers are. Pure.
import type { PauseOutcome } from '../gpu/card-control.ts';
import type { Rest } from '../gpu/rest.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import { dotted } from '../rendering/dotted.ts';
import { formatGigabytes } from '../rendering/numbers.ts';
import { showName } from '../rendering/quoted-words.ts';
import { describeRest, showReason } from '../rendering/rest-words.ts';
import { maxMessageRoom, roomOf } from '../rendering/room.ts';

export interface CardStatus {
  /** No worker takes asks for now. */
  rest: Rest | undefined;
  /** The display name of whoever paused. */
  pausedBy?: string | undefined;
  workers: readonly PublishedWorker[];
  running: number;
  waiting: number;
}

export interface Reader {
  locale: string;
  /** Epoch ms. */
  now: number;
}

/** Of one worker; more stand in no memory together. */
const maxModels = 4;

export function pausedWords({ pause, running, stopped }: PauseOutcome, reader: Reader): string {
  const { gpu } = messagesFor(reader.locale);
  const rest = { cause: 'pause', ...pause } as const;
  return lines([
    headline(rest, reader),
    stopped > 0 ? gpu.stopped({ answers: stopped }) : undefined,
    running > 0 ? gpu.runsOn({ answers: running }) : undefined,
    gpu.joinOn,
  ]);
}

/** `rest`: what keeps the card all the same. */
export function resumedWords(
  { wasPaused, rest }: { wasPaused: boolean; rest: Rest | undefined },
  reader: Reader,
): string {
  const { gpu } = messagesFor(reader.locale);
  return lines([wasPaused ? gpu.resumed : gpu.notPaused, rest && headline(rest, reader)]);
}

export function cardStatusWords(status: CardStatus, reader: Reader): string {
  const { rest, pausedBy, workers, running, waiting } = status;
  const { gpu } = messagesFor(reader.locale);
  const by = pausedBy === undefined ? undefined : gpu.by({ name: showName(pausedBy) });
  const head = lines([
    dotted([rest ? headline(rest, reader) : `**${gpu.working}**`, by]),
    dotted([gpu.running({ answers: running }), gpu.waiting({ questions: waiting })]),
    workers.length === 0 ? gpu.noWorker : undefined,
  ]);
  const described = workers.map((worker) => describeWorker(worker, reader));
  return withAsManyAsFit(head, described, (count) => gpu.more({ count }));
}

/** In one message. */
function withAsManyAsFit(
  head: string,
  described: readonly string[],
  more: (left: number) => string,
): string {
  for (let shown = described.length; shown > 0; shown -= 1) {
    const left = described.length - shown;
    const text = lines([head, ...described.slice(0, shown), left > 0 ? more(left) : undefined]);
    if (roomOf(text) <= maxMessageRoom) return text;
  }
  return head;
}

function headline(rest: Rest, { locale, now }: Reader): string {
  const messages = messagesFor(locale);
  const words = describeRest(rest, now, messages);
  return dotted([`**${words}**`, showReason(rest.reason, messages)]);
}

function describeWorker(worker: PublishedWorker, { locale, now }: Reader): string {
  const messages = messagesFor(locale);
  const { gpu, queue } = messages;
  const { name, state, rest, quietHours } = worker;
  return dotted([
    `**${name === undefined ? queue.unnamedServer : showName(name)}**`,
    state === 'ready' ? undefined : gpu.unreachable,
    rest?.cause === 'quiet-hours' ? describeRest(rest, now, messages) : undefined,
    describeMemory(worker, locale),
    quietHours === undefined ? undefined : gpu.quietHours({ times: showName(quietHours) }),
  ]);
}

/** Of an Ollama that does not answer nobody knows what is in its memory. */
function describeMemory({ state, models }: PublishedWorker, locale: string): string | undefined {
  if (state !== 'ready') return undefined;
  const { gpu } = messagesFor(locale);
  const loaded = models.filter(({ isLoaded }) => isLoaded);
  if (loaded.length === 0) return gpu.nothingLoaded;
  return loaded
    .slice(0, maxModels)
    .map(({ name, vramBytes = 0 }) =>
      gpu.loaded({ model: showName(name), memory: showMemory(vramBytes, locale) }),
    )
    .join(', ');
}

function showMemory(bytes: number, locale: string): string {
  const messages = messagesFor(locale);
  const { onProcessor, vram } = messages.queue;
  return bytes === 0 ? onProcessor : vram({ memory: formatGigabytes(bytes, messages) });
}

function lines(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n');
}
