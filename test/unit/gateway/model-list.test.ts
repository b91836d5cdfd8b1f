import { describe, expect, it } from 'vitest';
import { modelChoices } from '../../../src/gateway/model-choices.ts';
import { renderModelList } from '../../../src/gateway/model-list.ts';
import type { ModelLook } from '../../../src/gateway/model-look.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import type { PublishedModel, PublishedWorker } from '../../../src/models/published-models.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { openTextsOf } from '../../support/frame-rules.ts';

const installed = (name: string, traits: Partial<InstalledModel> = {}): InstalledModel => ({
  name,
  sizeBytes: 5_200_000_000,
  parameterSize: '8B',
  canThink: false,
  isReasoner: false,
  isLoaded: false,
  ...traits,
});

const workerOf = (
  machine: string,
  models: InstalledModel[],
  report: Partial<PublishedWorker> = {},
): PublishedWorker => ({
  workerId: machine,
  machine,
  ...(machine.startsWith('gpu') && { name: machine }),
  state: 'ready',
  models,
  ...report,
});

function lookAt(workers: PublishedWorker[], look: Partial<ModelLook> = {}): ModelLook {
  const models = new Map<string, PublishedModel>();
  for (const model of workers.flatMap((worker) => worker.models)) {
    const having = workers.filter((worker) =>
      worker.models.some(({ name }) => name === model.name),
    );
    const workerIds = having.map(({ workerId }) => workerId);
    models.set(model.name, { ...model, workerIds });
  }
  return {
    workers,
    models: [...models.values()],
    denied: new Set(),
    usedHere: 'deepseek-r1:8b',
    language: null,
    contextTokens: 16_384,
    ...look,
  };
}

const listed = (look: ModelLook, page = 0): string =>
  openTextsOf(renderModelList(look, page, 'en')).join('\n');

const lineOf = (look: ModelLook, model: string): string =>
  listed(look)
    .split('\n')
    .find((line) => line.startsWith(`**${model}**`)) ?? '';

describe('a line of /model list', () => {
  it('tells what a model can do, and where it answers', () => {
    const seeing = installed('gemma3:4b', { canSee: true, contextTokens: 131_072 });
    const usual = installed('deepseek-r1:8b', { isReasoner: true });
    const look = lookAt([workerOf('gpu-1', [seeing, usual])]);
    expect(lineOf(look, 'gemma3:4b')).toBe(
      '**gemma3:4b** · 8B · 5.2 GB · 131,072 tokens of context · sees pictures',
    );
    expect(lineOf(look, 'deepseek-r1:8b')).toBe(
      '**deepseek-r1:8b** · **used here** · 8B · 5.2 GB · reasons',
    );
  });

  it('names the servers where there are several', () => {
    const loaded = installed('deepseek-r1:8b', { isLoaded: true });
    const look = lookAt([
      workerOf('gpu-1', [loaded, installed('gemma3:4b')]),
      workerOf('gpu-2', [installed('deepseek-r1:8b'), installed('gemma3:4b')], {
        state: 'unreachable',
      }),
    ]);
    expect(lineOf(look, 'deepseek-r1:8b')).toMatch(/ · in memory on gpu-1$/);
    expect(lineOf(look, 'gemma3:4b')).toMatch(/ · on gpu-1, gpu-2 \(does not answer\)$/);
  });

  it('says what is kept from servers', () => {
    const look = lookAt([workerOf('gpu-1', [installed('Llama:3b')])], {
      denied: new Set(['llama:3b']),
    });
    expect(lineOf(look, 'Llama:3b')).toMatch(/ · not for Discord servers$/);
  });
});

describe('the pages of /model list', () => {
  const many = lookAt([
    workerOf(
      'gpu-1',
      Array.from({ length: 45 }, (_, index) => installed(`model-${index}:8b`)),
    ),
  ]);

  it('hold what can be read at a glance, and fit into a message', () => {
    const pages = [0, 1, 2].map((page) => listed(many, page));
    expect(pages.map((text) => text.split('\n').length - 2)).toEqual([20, 20, 5]);
    expect(pages.every((text) => roomOf(text) <= 4_000)).toBe(true);
  });

  it('end with the last one, whatever page is wanted', () => {
    expect(listed(many, 99)).toBe(listed(many, 2));
    expect(listed(many, -1)).toBe(listed(many, 0));
  });
});

it('offers each model server by its name, or by its code and its models', () => {
  const look = lookAt([
    workerOf('gpu-1', [installed('r1:8b')]),
    workerOf('3f2a', [installed('r1:8b'), installed('r1:14b')]),
  ]);
  const typing = { subcommand: 'pull', option: 'worker', typed: '', locale: 'en' };
  expect(modelChoices({ ...look, defaultModel: 'r1:8b' }, typing)).toEqual([
    { name: 'gpu-1 · r1:8b', value: 'gpu-1' },
    { name: 'server 3f2a · r1:8b, r1:14b', value: '3f2a' },
  ]);
});
