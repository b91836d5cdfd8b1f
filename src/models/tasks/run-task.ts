// Does a model task at this worker's Ollama.
import { BotError } from '../../errors.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Loader } from '../loader.ts';
import { toBotError } from '../model-errors.ts';
import { checkModelName, codeOfProblem } from '../model-name.ts';
import { pullModel } from './pull-model.ts';
import { removeModel } from './remove-model.ts';
import type { RunTask, TaskWork } from './run-to-outcome.ts';
import { unloadModels } from '../unload.ts';

export interface RunTaskOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  /** Registries other than Ollama's own that models may come from. */
  modelHosts: readonly string[];
  catalogue: Pick<Catalogue, 'find'>;
  loader: Pick<Loader, 'load'>;
  /** Somebody is answered by it here, or waits for it. */
  isInUse: (model: string) => Promise<boolean>;
}

export function createRunTask(options: RunTaskOptions): RunTask {
  const { host, modelHosts, catalogue, loader } = options;

  /** The bot has checked the name; this machine is its own host's. */
  async function pull(typed: string, { signal, onProgress }: TaskWork): Promise<void> {
    const check = checkModelName(typed, { hosts: modelHosts });
    if (check.type === 'refused') {
      throw new BotError(codeOfProblem(check.problem), { detail: typed });
    }
    const model = check.name;
    await pullModel({ host, model, signal, onProgress });
    const found = await catalogue.find(model, { signal });
    if (found.type !== 'remote') return;
    // An innocent name that stands for a model in a cloud.
    await removeModel({ host, model, signal });
    throw new BotError('CLOUD_MODEL', { detail: model });
  }

  async function remove(model: string, { signal }: TaskWork): Promise<void> {
    if (await options.isInUse(model)) throw new BotError('MODEL_IN_USE', { detail: model });
    await removeModel({ host, model, signal });
  }

  async function load(model: string, { signal }: TaskWork): Promise<void> {
    const found = await catalogue.find(model, { signal });
    if (found.type === 'remote') throw new BotError('CLOUD_MODEL', { detail: model });
    await loader.load(model, { signal });
  }

  async function unload(model: string | undefined, { signal }: TaskWork): Promise<void> {
    try {
      await unloadModels({ host, signal, ...(model !== undefined && { model }) });
    } catch (error) {
      signal.throwIfAborted();
      throw toBotError(error, { model: model ?? '', stage: 'answer' });
    }
  }

  return async ({ kind, model }, work) => {
    if (kind === 'unload') return unload(model, work);
    if (model === undefined) throw new BotError('MODEL_NAME_INVALID');
    return { pull, remove, load }[kind](model, work);
  };
}
