// One look at all that /queue tells: the line, whose questions it holds, the workers and how fast they are.
import { createPace, learnSpeed, type Pace } from '../models/pace.ts';
import type { PublishedWorker } from '../models/published-models.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';
import type { Ask } from './ask.ts';
import type { AskStore } from './ask-store.ts';
import type { LineOutlook } from './line-outlook.ts';

export interface LineAndWorkers extends Pick<LineOutlook, 'running' | 'waiting'> {
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

export interface ModelPace {
  pace: Pace;
  /** While it writes; undefined before its first run. */
  tokensPerSecond: number | undefined;
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
  const { running, waiting, workers, rest } = await lookAtLine();
  const known = [...running, ...waiting];
  const [asks, paces] = await Promise.all([
    askStore.getMany(known.map(({ askId }) => askId)),
    learnPaces(runs, new Set([...known.map(({ model }) => model), ...modelsInMemory(workers)])),
  ]);
  return {
    running,
    waiting,
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

async function learnPaces(
  runs: QueueLookOptions['runs'],
  models: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ModelPace>> {
  const paces = [...models].map(async (model): Promise<[string, ModelPace]> => {
    const recorded = await runs.list(model);
    return [model, { pace: createPace(recorded), tokensPerSecond: learnSpeed(recorded) }];
  });
  return new Map(await Promise.all(paces));
}
