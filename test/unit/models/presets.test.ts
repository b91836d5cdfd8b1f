import { expect, it } from 'vitest';
import { presetOf } from '../../../src/models/presets.ts';

const advised = { temperature: 0.6, topP: 0.95 };

// Names, families and sizes as Ollama's library has them.
it.each([
  { name: 'deepseek-r1:1.5b', family: 'qwen2', parameterSize: '1.8B' },
  { name: 'deepseek-r1:7b', family: 'qwen2', parameterSize: '7.6B' },
  { name: 'deepseek-r1:8b', family: 'llama', parameterSize: '8.0B' },
  { name: 'deepseek-r1:70b', family: 'llama', parameterSize: '70.6B' },
  { name: 'deepseek-r1:8b', parameterSize: '' },
  { name: 'deepseek-r1:671b', family: 'deepseek2', parameterSize: '671.0B' },
  { name: 'hf.co/unsloth/DeepSeek-R1-Distill-Qwen-14B-GGUF:Q4_K_M', family: 'qwen2' },
])('tells R1 of January what to do in the question: %j', (model) => {
  expect(presetOf(model)).toEqual({ ...advised, instructions: 'user' });
});

it.each([
  { name: 'deepseek-r1:8b', family: 'qwen3', parameterSize: '8.2B' },
  { name: 'deepseek-r1:8b', parameterSize: '8.2B' },
  { name: 'deepseek-r1:8b-0528-qwen3-q4_K_M' },
  { name: 'hf.co/unsloth/DeepSeek-R1-0528-Qwen3-8B-GGUF:Q4_K_M' },
])('tells R1 of May in a system message: %j', (model) => {
  expect(presetOf(model)).toEqual({ ...advised, instructions: 'system' });
});

it.each(['llama3.2:3b', 'qwen3:8b', 'deepseek-v3:671b', 'study-friend:latest'])(
  'leaves %s its own sampling',
  (name) => {
    expect(presetOf({ name })).toEqual({ instructions: 'system' });
  },
);
