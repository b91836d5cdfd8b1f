// The models that the stand-in has, and how /api/tags, /api/show and /api/ps describe them.
import { createHash } from 'node:crypto';
import type { ReasoningMode } from './script.ts';

export interface StandInModel {
  /** With its tag, as `deepseek-r1:8b`. */
  name: string;
  /** `native`: has the capability `thinking`. `inline`: an old R1 pull without it. `none`: does not reason. */
  reasoning: ReasoningMode;
  sizeBytes: number;
  /** What it takes in video memory when loaded; 0 means that it runs on the CPU. */
  vramBytes: number;
  parameterSize: string;
  family: string;
  contextTokens: number;
  /** Has the capability `vision`. */
  sees?: boolean;
  /** An alias of a model elsewhere: answers would come from there. */
  remote?: { host: string; model: string };
}

export const defaultModels: readonly StandInModel[] = [
  {
    name: 'deepseek-r1:8b',
    reasoning: 'native',
    sizeBytes: 5_225_376_047,
    vramBytes: 6_012_954_214,
    parameterSize: '8.2B',
    family: 'qwen3',
    contextTokens: 131_072,
  },
  {
    name: 'deepseek-r1:7b',
    reasoning: 'inline',
    sizeBytes: 4_683_075_271,
    vramBytes: 5_546_935_296,
    parameterSize: '7.6B',
    family: 'qwen2',
    contextTokens: 131_072,
  },
  {
    name: 'llama3.2:3b',
    reasoning: 'none',
    sizeBytes: 2_019_393_189,
    vramBytes: 3_204_448_256,
    parameterSize: '3.2B',
    family: 'llama',
    contextTokens: 131_072,
  },
  {
    name: 'study-friend:latest',
    reasoning: 'native',
    sizeBytes: 384,
    vramBytes: 0,
    parameterSize: '116.8B',
    family: 'gptoss',
    contextTokens: 131_072,
    remote: { host: 'https://ollama.com:443', model: 'gpt-oss:120b' },
  },
];

const modifiedAt = '2026-10-02T09:14:07.512Z';

/** The model of that name, `:latest` added as Ollama does. */
export function findModel(models: readonly StandInModel[], name: string): StandInModel | undefined {
  const full = (name.includes(':') ? name : `${name}:latest`).toLowerCase();
  return models.find((model) => model.name.toLowerCase() === full);
}

/** A name that a real server of 0.18 or later would send to ollama.com, installed or not. */
export function isCloudName(name: string): boolean {
  return /:(?:.*[:-])?cloud$/iu.test(name);
}

function capabilitiesOf(model: StandInModel): readonly string[] {
  return [
    'completion',
    ...(model.sees ? ['vision'] : []),
    ...(model.reasoning === 'native' ? ['thinking'] : []),
  ];
}

/** Another size means other content, hence another digest. */
function digestOf(model: StandInModel): string {
  const content = `${model.name} ${model.sizeBytes} ${model.reasoning} ${model.sees ?? false}`;
  return createHash('sha256').update(content).digest('hex');
}

function detailsOf(model: StandInModel) {
  return {
    parent_model: '',
    format: model.remote ? '' : 'gguf',
    family: model.family,
    families: [model.family],
    parameter_size: model.parameterSize,
    quantization_level: 'Q4_K_M',
  };
}

function remoteOf(model: StandInModel) {
  return model.remote && { remote_model: model.remote.model, remote_host: model.remote.host };
}

/** An entry of GET /api/tags. */
export function tagEntry(model: StandInModel) {
  return {
    name: model.name,
    model: model.name,
    ...remoteOf(model),
    modified_at: modifiedAt,
    size: model.sizeBytes,
    digest: digestOf(model),
    details: { ...detailsOf(model), context_length: model.contextTokens },
    capabilities: capabilitiesOf(model),
  };
}

/** The answer of POST /api/show. */
export function showEntry(model: StandInModel) {
  return {
    license: 'MIT License',
    modelfile: `FROM ${model.name}\n`,
    parameters: 'temperature 0.6\ntop_p 0.95',
    template: '{{ .Prompt }}',
    details: detailsOf(model),
    model_info: {
      'general.architecture': model.family,
      [`${model.family}.context_length`]: model.contextTokens,
      'tokenizer.ggml.tokens': null,
    },
    capabilities: capabilitiesOf(model),
    modified_at: modifiedAt,
    ...remoteOf(model),
  };
}

/** An entry of GET /api/ps. */
export function processEntry(
  model: StandInModel,
  running: { contextTokens: number; expiresAt: number },
) {
  // Forever is a date far ahead there (300 years), not an absent field.
  const expiresAt = Number.isFinite(running.expiresAt)
    ? new Date(running.expiresAt).toISOString()
    : '2318-11-01T00:00:00Z';
  return {
    name: model.name,
    model: model.name,
    size: model.vramBytes || model.sizeBytes,
    digest: digestOf(model),
    details: detailsOf(model),
    expires_at: expiresAt,
    size_vram: model.vramBytes,
    context_length: running.contextTokens,
  };
}
