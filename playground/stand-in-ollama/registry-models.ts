// What can be pulled by default: DeepSeek-R1 as the library of Ollama has it (sizes of its pages).
import type { StandInModel } from './models.ts';

const known: readonly [tag: string, gigabytes: number, parameters: string, family: string][] = [
  ['1.5b', 1.1, '1.8B', 'qwen2'],
  ['7b', 4.7, '7.6B', 'qwen2'],
  ['8b', 5.2, '8.2B', 'qwen3'],
  ['14b', 9, '14.8B', 'qwen2'],
  ['32b', 20, '32.8B', 'qwen2'],
  ['70b', 43, '70.6B', 'llama'],
];

export const registryModels: readonly StandInModel[] = known.map(
  ([tag, gigabytes, parameterSize, family]) => ({
    name: `deepseek-r1:${tag}`,
    reasoning: 'native',
    sizeBytes: gigabytes * 1e9,
    vramBytes: Math.round(gigabytes * 1.15e9),
    parameterSize,
    family,
    contextTokens: 131_072,
  }),
);
