// Whether a model may be loaded for later: never at the cost of whoever is answered at this moment, or waits for it.
import { isSameModel } from '../models/model-name.ts';
import type { WorkerReport } from '../models/published-models.ts';
import type { RunsHere } from './runs-here.ts';

export interface FreeCardOptions {
  /** This worker's last look at its Ollama. */
  report: () => Pick<WorkerReport, 'models'> | undefined;
  /** The models that somebody waits for, here or elsewhere. */
  listWaiting: () => Promise<string[]>;
  runsHere: Pick<RunsHere, 'want'>;
  /** Its host has the card. */
  isResting: () => Promise<boolean>;
}

export function createIsFreeFor(options: FreeCardOptions): (model: string) => Promise<boolean> {
  return async (model) => {
    if (await options.isResting()) return false;
    const names = options.report()?.models.map(({ name }) => name) ?? [];
    const others = names.filter((name) => !isSameModel(name, model));
    const isOther = (name: string) => others.some((other) => isSameModel(other, name));
    // In this order: a job that leaves the line meanwhile is found to run.
    if ((await options.listWaiting()).some(isOther)) return false;
    return !(await options.runsHere.want(isOther));
  };
}
