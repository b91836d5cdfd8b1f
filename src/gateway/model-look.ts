// One look at the models as they are for somebody at some place: what there is, what may be used, what is used here.
import { isDenied } from '../models/denied-models.ts';
import { isSameModel } from '../models/model-name.ts';
import type {
  PublishedModel,
  PublishedModels,
  PublishedWorker,
} from '../models/published-models.ts';

export interface ModelLook extends PublishedModels {
  /** In lower case. */
  denied: ReadonlySet<string>;
  /** What is asked here where nobody names one. */
  usedHere: string;
  /** Of what all see here; `null`: as Discord has the server. */
  language: string | null;
  /** Tokens of prompt and answer together. */
  contextTokens: number;
}

export interface ChosenModels {
  model: string | null;
  channelModels: Readonly<Record<string, string>>;
}

/** That of the channel, or of what it stands in; else that of the server; else the host's, as for one that is denied. */
export function modelUsedIn(
  { model, channelModels }: ChosenModels,
  {
    channelIds,
    denied,
    defaultModel,
  }: { channelIds: readonly string[]; denied: ReadonlySet<string>; defaultModel: string },
): string {
  const ofChannel = channelIds.map((id) => channelModels[id]).find((name) => name !== undefined);
  const chosen = ofChannel ?? model;
  return chosen === null || isDenied(denied, chosen) ? defaultModel : chosen;
}

/** Ollama completes a name without a tag. */
export function findPublished<Model extends { name: string }>(
  models: readonly Model[],
  typed: string,
): Model | undefined {
  const name = typed.trim();
  return models.find(
    (model) => isSameModel(model.name, name) || isSameModel(model.name, `${name}:latest`),
  );
}

/** Those that have the model, on all machines or on one. */
export function workersWith(
  { workers }: PublishedModels,
  { model, machine }: { model: string; machine?: string | undefined },
): PublishedWorker[] {
  return workers.filter(
    (worker) =>
      (machine === undefined || worker.machine === machine) &&
      worker.models.some(({ name }) => isSameModel(name, model)),
  );
}

/** What they are addressed by, each machine once. */
export function machinesOf(workers: readonly PublishedWorker[]): string[] {
  return [...new Set(workers.flatMap(({ machine }) => machine ?? []))];
}

/** Of this very model. */
export function isLoadedOn(
  { models }: PublishedWorker,
  { name }: Pick<PublishedModel, 'name'>,
): boolean {
  return models.some((model) => model.isLoaded && isSameModel(model.name, name));
}
