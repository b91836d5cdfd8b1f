// What this worker's Ollama has: models that answer on this machine, and nothing that would leave it.
import type { Ollama } from 'ollama';
import { BotError } from '../errors.ts';
import type { InstalledModel } from './installed-model.ts';
import { isMissing, isRefusal, toBotError } from './model-errors.ts';
import { isCloudName, isSameModel } from './model-name.ts';
import { processesAnswer, showAnswer, tagsAnswer, versionAnswer } from './ollama-answers.ts';
import type { Tag } from './ollama-answers.ts';
import { createOllamaClient } from './ollama-client.ts';

export interface CatalogueReading {
  serverVersion: string;
  /** By name; models in the cloud and aliases of them are left out. */
  models: readonly InstalledModel[];
}

/** Whether a name may be asked. `remote`: it is installed, but an alias of a model in the cloud. */
export type ModelFinding =
  | { type: 'found'; model: InstalledModel }
  | { type: 'missing' }
  | { type: 'remote' };

export interface Catalogue {
  /** Asks Ollama anew. @throws BotError (unreachable, busy), or the signal's reason */
  read: (options?: { signal?: AbortSignal }) => Promise<CatalogueReading>;
  /** One model, asked anew: an alias may have been made since the last reading. @throws as `read` */
  find: (name: string, options?: { signal?: AbortSignal }) => Promise<ModelFinding>;
}

export interface CatalogueOptions {
  /** As in OLLAMA_HOST. */
  host: string;
  /** For one reading, in ms: these answers need no model, so a server that is well gives them at once. */
  timeoutMs?: number;
}

const isRemote = (tag: Tag): boolean =>
  isCloudName(tag.name) || tag.remote_host !== undefined || tag.remote_model !== undefined;

/** What a model's content tells about it. */
type Traits = Pick<InstalledModel, 'canThink' | 'canSee' | 'contextTokens' | 'license'>;

export function createCatalogue({ host, timeoutMs = 5_000 }: CatalogueOptions): Catalogue {
  // /api/show answers with the whole tensor list, and what it says of a digest changes only with the server.
  const traitsByDigest = new Map<string, Traits>();
  let knownVersion = '';

  const checkVersion = async (api: Ollama) => {
    const { version } = versionAnswer.parse(await api.version());
    if (version !== knownVersion) traitsByDigest.clear();
    knownVersion = version;
    return version;
  };

  const traitsOf = async (api: Ollama, tag: Tag) => {
    const traits =
      traitsByDigest.get(tag.digest) ?? readTraits(await api.show({ model: tag.name }));
    traitsByDigest.set(tag.digest, traits);
    return traits;
  };

  /** Undefined when the server does not show it, with an error that `isPassedOver`. */
  const describe = async (
    api: Ollama,
    { listed, isPassedOver }: { listed: Listed; isPassedOver: (error: unknown) => boolean },
  ): Promise<InstalledModel | undefined> => {
    try {
      return modelOf(listed, await traitsOf(api, listed.tag));
    } catch (error) {
      if (isPassedOver(error)) return undefined;
      throw error;
    }
  };

  const list = async (api: Ollama): Promise<Listed[]> => {
    const [tags, processes] = await Promise.all([api.list(), api.ps()]);
    const running = processesAnswer.parse(processes).models ?? [];
    const loaded = new Map(running.map(({ name, size_vram: vramBytes = 0 }) => [name, vramBytes]));
    return (tagsAnswer.parse(tags).models ?? []).map((tag) => ({ tag, loaded }));
  };

  const withClient = async <T>(
    { model, signal }: { model: string; signal: AbortSignal | undefined },
    work: (api: Ollama) => Promise<T>,
  ): Promise<T> => {
    const timeout = AbortSignal.timeout(timeoutMs);
    const client = createOllamaClient({
      host,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    try {
      return await work(client.api);
    } catch (error) {
      signal?.throwIfAborted();
      if (timeout.aborted) throw new BotError('MODEL_SERVER_UNREACHABLE', { cause: error });
      throw toBotError(error, { model, stage: 'answer' });
    } finally {
      await client.close();
    }
  };

  return {
    read: ({ signal } = {}) =>
      withClient({ model: '', signal }, async (api) => {
        const serverVersion = await checkVersion(api);
        const local = (await list(api)).filter(({ tag }) => !isRemote(tag));
        const models = await Promise.all(
          local.map((listed) => describe(api, { listed, isPassedOver: isRefusal })),
        );
        return { serverVersion, models: models.filter((model) => model !== undefined) };
      }),
    find: (name, { signal } = {}) =>
      withClient({ model: name, signal }, async (api) => {
        if (isCloudName(name)) return { type: 'remote' };
        const listed = (await list(api)).find(({ tag }) => isSameModel(tag.name, name));
        if (listed && isRemote(listed.tag)) return { type: 'remote' };
        const model = listed && (await describe(api, { listed, isPassedOver: isMissing }));
        return model ? { type: 'found', model } : { type: 'missing' };
      }),
  };
}

interface Listed {
  tag: Tag;
  /** The models in memory, by name: how much of the card's each takes, in bytes. */
  loaded: ReadonlyMap<string, number>;
}

function modelOf({ tag, loaded }: Listed, traits: Traits): InstalledModel {
  const vramBytes = loaded.get(tag.name);
  return {
    name: tag.name,
    sizeBytes: tag.size,
    parameterSize: tag.details?.parameter_size ?? '',
    isReasoner: traits.canThink || isReasonerName(tag.name),
    isLoaded: vramBytes !== undefined,
    ...(vramBytes !== undefined && { vramBytes }),
    ...looksOf(tag),
    ...traits,
  };
}

/** What Ollama leaves out when it is empty. */
function looksOf({ details, modified_at: modifiedAt }: Tag): Partial<InstalledModel> {
  const { family, quantization_level: quantization } = details ?? {};
  return {
    ...(family && { family }),
    ...(quantization && { quantization }),
    ...(modifiedAt && { modifiedAt }),
  };
}

/** R1 pulled before thinking had a capability (Ollama 0.9) still reasons, between tags. */
function isReasonerName(name: string): boolean {
  return /(?:^|[/_-])(?:deepseek-)?r1\b/iu.test(name);
}

function readTraits(answer: unknown): Traits {
  const { capabilities, model_info: info, license } = showAnswer.parse(answer);
  // `<architecture>.context_length`
  const entry = Object.entries(info ?? {}).find(([key]) => key.endsWith('.context_length'));
  const contextTokens = entry?.[1];
  return {
    canThink: capabilities?.includes('thinking') ?? false,
    canSee: capabilities?.includes('vision') ?? false,
    ...titleOf(license),
    ...(typeof contextTokens === 'number' && { contextTokens }),
  };
}

/** Some are whole licences of several pages. */
const maxTitleChars = 80;

function titleOf(license: string | null | undefined): Pick<InstalledModel, 'license'> {
  const line = license?.split('\n').find((text) => text.trim() !== '');
  return line === undefined ? {} : { license: line.trim().slice(0, maxTitleChars) };
}
