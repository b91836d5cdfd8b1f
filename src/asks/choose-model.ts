// Which model an ask runs on: the one wished for, if some worker has it, else the usual one.
import { BotError, type ErrorCode } from '../errors.ts';
import {
  checkModelName,
  isCloudName,
  isSameModel,
  type ModelNameProblem,
} from '../models/model-name.ts';
import type { PublishedModels, PublishedWorker } from '../models/published-models.ts';

export type ModelChoice =
  | { type: 'chosen'; model: string }
  | {
      type: 'refused';
      code: ErrorCode;
      detail: string;
      /** By name: what could be asked in its place. */
      available?: readonly string[];
    };

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
    if (isCloudName(typed)) return { type: 'refused', code: 'CLOUD_MODEL', detail: typed };
    const { workers, models } = await look();
    // What is installed may bear a name that nobody could ask for otherwise (of another registry, say).
    const found = models.find(({ name }) => isNamed(name, typed.trim()));
    if (found) return { type: 'chosen', model: found.name };
    const check = checkModelName(typed);
    const available = namesAtHand({ workers, models });
    if (check.type === 'refused') {
      return { type: 'refused', code: codes[check.problem], detail: typed, available };
    }
    // Without a model server that answers nobody knows: the ask waits, and the worker that takes it decides.
    const isKnown = workers.some(isReady);
    return isKnown
      ? { type: 'refused', code: 'MODEL_MISSING', detail: check.name, available }
      : { type: 'chosen', model: check.name };
  };
}

const isReady = ({ state }: PublishedWorker): boolean => state === 'ready';

/** The models of workers whose Ollama answers now. */
function namesAtHand({ workers, models }: PublishedModels): string[] {
  const ready = new Set(workers.filter(isReady).map(({ workerId }) => workerId));
  return models
    .filter(({ workerIds }) => workerIds.some((workerId) => ready.has(workerId)))
    .map(({ name }) => name);
}

/** Ollama completes a name without a tag. */
function isNamed(name: string, typed: string): boolean {
  return isSameModel(name, typed) || isSameModel(name, `${typed}:latest`);
}
