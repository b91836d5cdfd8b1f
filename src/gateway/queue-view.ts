// What one person is shown of the line and of the workers: nothing of anybody that is not theirs to see. Pure.
import type { Ask } from '../asks/ask.ts';
import type { RunningAsk } from '../asks/estimate-waits.ts';
import { nextPlace } from '../asks/next-place.ts';
import type { QueueLook } from '../asks/queue-look.ts';
import { afterRest } from '../gpu/line-rest.ts';
import type { Rest } from '../gpu/rest.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import { mayCancel, mayRead, whoseAsk, type Viewer, type Who } from './queue-viewer.ts';

export interface RunningRow {
  who: Who;
  model: string;
  progress: RunningAsk['progress'];
  /** That the model usually has. */
  tokensPerSecond: number | undefined;
}

export interface WaitingRow {
  askId: string;
  who: Who;
  /** 1 is next. */
  place: number;
  /** Estimated ms until its turn, where that is known. */
  waitMs: number | undefined;
  /** Whole; undefined when the viewer may not read it. */
  question: string | undefined;
  mayCancel: boolean;
}

export interface WorkerRow extends Pick<PublishedWorker, 'name' | 'state' | 'rest'> {
  inMemory: readonly {
    model: string;
    vramBytes: number | undefined;
    tokensPerSecond: number | undefined;
  }[];
}

export interface KeptRow {
  askId: string;
  question: string;
}

export interface QueueView {
  running: readonly RunningRow[];
  /** All of them, in the order of their places. */
  waiting: readonly WaitingRow[];
  /** Estimated ms until the turn of the next question of the viewer, where that is known. */
  nextWaitMs: number | undefined;
  workers: readonly WorkerRow[];
  /** No worker takes asks for now. */
  rest: Rest | undefined;
  /** Answers that could not be shown to the viewer, the newest first. */
  kept: readonly KeptRow[];
  /** Epoch ms. */
  now: number;
}

export interface ViewQueueOptions {
  look: QueueLook;
  viewer: Viewer;
  kept: readonly Ask[];
  /** Epoch ms. */
  now: number;
}

export function viewQueue({ look, viewer, kept, now }: ViewQueueOptions): QueueView {
  const { asks, workers, rest, paces } = look;
  const fromNow = (waitMs: number | undefined) =>
    waitMs === undefined ? undefined : afterRest(waitMs, { rest, now });
  const speedOf = (model: string) => paces.get(model)?.tokensPerSecond;
  return {
    running: look.running.map(({ askId, model, progress }) => ({
      who: whoseAsk(viewer, asks.get(askId)),
      model,
      progress,
      tokensPerSecond: speedOf(model),
    })),
    waiting: look.waiting.map(({ askId, place, waitMs }) => {
      const ask = asks.get(askId);
      return {
        askId,
        place,
        waitMs: fromNow(waitMs),
        who: whoseAsk(viewer, ask),
        question: ask && mayRead(viewer, ask) ? ask.question : undefined,
        mayCancel: ask !== undefined && mayCancel(viewer, ask),
      };
    }),
    nextWaitMs: fromNow(nextWait(look, viewer)),
    workers: workers.map((worker) => toRow(worker, speedOf)),
    rest,
    kept: kept.map(({ id, question }) => ({ askId: id, question })),
    now,
  };
}

function nextWait(
  { waiting, waitAt, asks }: QueueLook,
  { userId: askerId }: Viewer,
): number | undefined {
  return waitAt(nextPlace({ askerId, waiting: waiting.map(({ askId }) => asks.get(askId)) }));
}

function toRow(
  { name, state, rest, models }: PublishedWorker,
  speedOf: (model: string) => number | undefined,
): WorkerRow {
  const inMemory = models.filter(({ isLoaded }) => isLoaded);
  return {
    name,
    state,
    rest,
    inMemory: inMemory.map(({ name: model, vramBytes }) => ({
      model,
      vramBytes,
      tokensPerSecond: speedOf(model),
    })),
  };
}
