// Which asks a worker may take: those for a model that it has, and those that nobody else will ever take.
import type { LineHead } from '../jobs/choose-head.ts';
import { isSameModel } from '../models/model-name.ts';
import type { PublishedModels, WorkerReport } from '../models/published-models.ts';

export interface OwnModelsOptions {
  /** This worker's last look at its Ollama; undefined before the first. */
  report: () => WorkerReport | undefined;
  listModels: () => Promise<PublishedModels>;
  /** How long an ask waits for a worker that has its model, in ms, where nobody has it. */
  patienceMs: number;
  /** Ms, never set back. */
  now?: () => number;
}

/**
 * Those of the heads that are this worker's to take. A model that nobody has (any more) is waited for; then whoever
 * comes to it tells the asker. A worker whose Ollama has never answered does so at once, as it cannot know better.
 */
export type PickOwn = (heads: readonly LineHead[]) => Promise<LineHead[]>;

export function createPickOwn({
  report,
  listModels,
  patienceMs,
  now = () => performance.now(),
}: OwnModelsOptions): PickOwn {
  let missingSince = new Map<string, number>();

  return async (heads) => {
    const own = report();
    if (!own) return [];
    const isForeign = ({ model }: LineHead): boolean => !has(own, model);
    const foreign = heads.filter(isForeign);
    const missing = foreign.length === 0 ? [] : await withoutWorker(foreign, listModels);
    missingSince = new Map(missing.map(({ model }) => [model, missingSince.get(model) ?? now()]));
    const limitMs = hasAnswered(own) ? patienceMs : 0;
    const isGivenUp = ({ model }: LineHead): boolean => {
      const since = missingSince.get(model);
      return since !== undefined && now() - since >= limitMs;
    };
    return heads.filter((head) => !isForeign(head) || isGivenUp(head));
  };
}

async function withoutWorker(
  heads: readonly LineHead[],
  listModels: OwnModelsOptions['listModels'],
): Promise<LineHead[]> {
  const { workers } = await listModels();
  return heads.filter(({ model }) => !workers.some((worker) => has(worker, model)));
}

function has({ models }: WorkerReport, model: string): boolean {
  return models.some(({ name }) => isSameModel(name, model));
}

/** The version stays in the report when Ollama is away. */
function hasAnswered({ serverVersion }: WorkerReport): boolean {
  return serverVersion !== undefined;
}
