// One look at all that /queue tells: the line, whose questions it holds, the workers and how fast they are.
import type { PublishedWorker } from '../models/published-models.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import type { Ask } from './ask.ts';
import type { AskStore } from './ask-store.ts';
import { learnPaces, type ModelPace } from './learn-paces.ts';
import type { LineOutlook } from './line-outlook.ts';

export interface LineAndWorkers extends Pick<LineOutlook, 'running' | 'waiting' | 'waitAt'> {
  workers: readonly PublishedWorker[];
  /** No worker takes asks for now. */
  rest: PublishedWorker['rest'];
}

export interface QueueLook extends LineAndWorkers {
  /** What runs and waits, by id. One whose record is gone is missing. */
  asks: ReadonlyMap<string, Ask>;
  /** Of the models that run, wait or are in memory. */
  paces: ReadonlyMap<string, ModelPace>;
}

export interface QueueLookOptions {
  lookAtLine: () => Promise<LineAndWorkers>;
  askStore: Pick<AskStore, 'getMany'>;
  runs: Pick<RecordedRuns, 'list'>;
}

export async function lookAtQueue({
  lookAtLine,
  askStore,
  runs,
}: QueueLookOptions): Promise<QueueLook> {
  const { running, waiting, waitAt, workers, rest } = await lookAtLine();
  const known = [...running, ...waiting];
  const [asks, paces] = await Promise.all([
    askStore.getMany(known.map(({ askId }) => askId)),
    learnPaces(runs, new Set([...known.map(({ model }) => model), ...modelsInMemory(workers)])),
  ]);
  return {
    running,
    waiting,
    waitAt,
    workers,
    rest,
    paces,
    asks: new Map(asks.map((ask) => [ask.id, ask])),
  };
}

function modelsInMemory(workers: readonly PublishedWorker[]): string[] {
  const models = workers.flatMap((worker) => worker.models);
  return models.filter(({ isLoaded }) => isLoaded).map(({ name }) => name);
}
