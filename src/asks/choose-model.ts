// Which model an ask runs on: the one wished for, if some worker has it, else the usual one.
import { BotError, type ErrorCode } from '../errors.ts';
import { isDenied } from '../models/denied-models.ts';
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

export interface ModelTerms {
  /** What the channel or the server has chosen to be asked where nobody names one. */
  usual?: string | null | undefined;
  /** No denial holds for operators. */
  isExempt?: boolean;
}

/** Throws QUEUE_UNAVAILABLE when it cannot be known which models there are. */
export type ChooseModel = (wish: string | undefined, terms?: ModelTerms) => Promise<ModelChoice>;

export interface ChooseModelOptions {
  defaultModel: string;
  listModels: () => Promise<PublishedModels>;
  /** The models that have had asks lately: each has a queue, whether any worker ever had the model or not. */
  listAsked: () => Promise<readonly string[]>;
  /** Those that servers may not use, in lower case. */
  listDenied?: () => Promise<ReadonlySet<string>>;
}

/** While nobody knows which names are models, so many have queues at most: anybody can think of names. */
const mostUnproved = 32;

const codes: Record<ModelNameProblem, ErrorCode> = {
  empty: 'MODEL_NAME_INVALID',
  syntax: 'MODEL_NAME_INVALID',
  registry: 'MODEL_NAME_INVALID',
  cloud: 'CLOUD_MODEL',
};

export function createChooseModel({
  defaultModel,
  listModels,
  listAsked,
  listDenied = () => Promise.resolve(new Set()),
}: ChooseModelOptions): ChooseModel {
  /** Without a model server that answers: the ask waits, and the worker that takes it decides. */
  async function chooseUnproved(model: string): Promise<ModelChoice> {
    const asked = await orUnavailable(listAsked());
    const isTaken = asked.length < mostUnproved || [defaultModel, ...asked].includes(model);
    return isTaken
      ? { type: 'chosen', model }
      : { type: 'refused', code: 'MODEL_SERVER_UNREACHABLE', detail: model };
  }

  /** `denied` is empty for whoever no denial holds for. */
  async function choose(typed: string, denied: ReadonlySet<string>): Promise<ModelChoice> {
    if (isCloudName(typed)) return { type: 'refused', code: 'CLOUD_MODEL', detail: typed };
    const { workers, models } = await orUnavailable(listModels());
    const available = namesAtHand({ workers, models }).filter((name) => !isDenied(denied, name));
    // What is installed may bear a name that nobody could ask for otherwise (of another registry, say).
    const found = models.find(({ name }) => isNamed(name, typed.trim()));
    const check = checkModelName(typed);
    const name = found?.name ?? (check.type === 'valid' ? check.name : typed);
    if (isDenied(denied, name)) {
      return { type: 'refused', code: 'MODEL_DENIED', detail: name, available };
    }
    if (found) return { type: 'chosen', model: found.name };
    if (check.type === 'refused') {
      return { type: 'refused', code: codes[check.problem], detail: typed, available };
    }
    const isKnown = workers.some(isReady);
    if (!isKnown) return chooseUnproved(check.name);
    return { type: 'refused', code: 'MODEL_MISSING', detail: check.name, available };
  }

  return async (wish, { usual, isExempt = false } = {}) => {
    const denied = isExempt ? new Set<string>() : await orUnavailable(listDenied());
    if (wish !== undefined) return choose(wish, denied);
    const choice = usual ? await choose(usual, denied) : undefined;
    return choice && !isGone(choice) ? choice : choose(defaultModel, denied);
  };
}

/** What a server chose, and was denied or removed since, gives way to the host's. */
function isGone(choice: ModelChoice): boolean {
  return choice.type === 'refused' && ['MODEL_DENIED', 'MODEL_MISSING'].includes(choice.code);
}

async function orUnavailable<T>(look: Promise<T>): Promise<T> {
  return look.catch((cause: unknown) => {
    throw new BotError('QUEUE_UNAVAILABLE', { cause });
  });
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
