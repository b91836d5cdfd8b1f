// Which model an ask runs on: the one wished for, if some worker has it, else the usual one.
import { BotError, type ErrorCode } from '../errors.ts';
import { checkModelName, isSameModel, type ModelNameProblem } from '../models/model-name.ts';
import type { PublishedModels } from '../models/published-models.ts';

export type ModelChoice =
  | { type: 'chosen'; model: string }
  | { type: 'refused'; code: ErrorCode; detail: string };

/** Throws QUEUE_UNAVAILABLE when it cannot be known which models there are. */
export type ChooseModel = (wish: string | undefined) => Promise<ModelChoice>;

export interface ChooseModelOptions {
  defaultModel: string;
  listModels: () => Promise<PublishedModels>;
}

const codes: Record<ModelNameProblem, ErrorCode> = {
  empty: 'MODEL_NAME_INVALID',
  syntax: 'MODEL_NAME_INVALID',
  registry: 'MODEL_NAME_INVALID',
  cloud: 'CLOUD_MODEL',
};

export function createChooseModel({ defaultModel, listModels }: ChooseModelOptions): ChooseModel {
  async function look(): Promise<PublishedModels> {
    try {
      return await listModels();
    } catch (cause) {
      throw new BotError('QUEUE_UNAVAILABLE', { cause });
    }
  }

  return async (wish) => {
    const typed = wish ?? defaultModel;
    const check = checkModelName(typed);
    if (check.type === 'refused') {
      return { type: 'refused', code: codes[check.problem], detail: typed };
    }
    const { workers, models } = await look();
    const found = models.find(({ name }) => isSameModel(name, check.name));
    if (found) return { type: 'chosen', model: found.name };
    // Without a model server that answers nobody knows: the ask waits, and the worker that takes it decides.
    const isKnown = workers.some(({ state }) => state === 'ready');
    return isKnown
      ? { type: 'refused', code: 'MODEL_MISSING', detail: check.name }
      : { type: 'chosen', model: check.name };
  };
}
