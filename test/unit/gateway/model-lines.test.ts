import { describe, expect, it } from 'vitest';
import { modelInfoWords } from '../../../src/gateway/model-lines.ts';
import type { ModelLook } from '../../../src/gateway/model-look.ts';
import type { PublishedWorker } from '../../../src/models/published-models.ts';

const model = {
  name: 'deepseek-r1:8b',
  sizeBytes: 5_200_000_000,
  parameterSize: '8.2B',
  canThink: true,
  isReasoner: true,
  canSee: false,
  isLoaded: false,
};

const workerCalled = (name: string | undefined, workerId: string): PublishedWorker => ({
  workerId,
  machine: name ?? '3f2a',
  state: 'ready',
  ...(name !== undefined && { name }),
  models: [model],
});

function infoWith(...names: (string | undefined)[]): string {
  const workers = names.map((name, index) => workerCalled(name, String(index)));
  const published = { ...model, workerIds: workers.map(({ workerId }) => workerId) };
  const look: ModelLook = {
    workers,
    models: [published],
    denied: new Set(),
    usedHere: 'llama3.2:3b',
    language: null,
    contextTokens: 16_384,
  };
  return modelInfoWords(published, look, 'en');
}

describe('what is told of one model', () => {
  it('names the model servers that have it', () => {
    expect(infoWith('gpu-1', undefined)).toContain('\n**Model servers** · gpu-1, server 3f2a');
  });

  it('says nothing of a server that is alone and has no name', () => {
    expect(infoWith(undefined)).not.toContain('Model servers');
  });
});
