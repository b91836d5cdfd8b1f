import { describe, expect, it } from 'vitest';
import { preferModel } from '../../../playground/demo/host-ollama.ts';

describe('the model that the demo asks', () => {
  it('is the one that is wished for, when it is there', () => {
    expect(preferModel(['deepseek-r1:1.5b', 'Llama3.2:3b'], 'llama3.2:3b')).toBe('Llama3.2:3b');
    expect(preferModel(['deepseek-r1:8b', 'qwen3:latest'], 'qwen3')).toBe('qwen3:latest');
  });

  it('is else any DeepSeek-R1', () => {
    const models = ['llama3.2:3b', 'someone/deepseek-r1-tuned:7b'];
    expect(preferModel(models, 'deepseek-r1:8b')).toBe('someone/deepseek-r1-tuned:7b');
  });

  it('is else the first there is', () => {
    expect(preferModel(['llama3.2:3b', 'gemma3:4b'], 'deepseek-r1:8b')).toBe('llama3.2:3b');
    expect(preferModel([], 'deepseek-r1:8b')).toBeUndefined();
  });
});
