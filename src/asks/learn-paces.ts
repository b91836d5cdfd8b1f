// How fast each of some models is, from its last runs.
import { createPace, learnSpeed, type Pace } from '../models/pace.ts';
import type { RecordedRuns } from '../models/recorded-runs.ts';

export interface ModelPace {
  pace: Pace;
  /** While it writes; undefined before its first run. */
  tokensPerSecond: number | undefined;
}

export async function learnPaces(
  runs: Pick<RecordedRuns, 'list'>,
  models: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ModelPace>> {
  const paces = [...models].map(async (model): Promise<[string, ModelPace]> => {
    const recorded = await runs.list(model);
    return [model, { pace: createPace(recorded), tokensPerSecond: learnSpeed(recorded) }];
  });
  return new Map(await Promise.all(paces));
}
