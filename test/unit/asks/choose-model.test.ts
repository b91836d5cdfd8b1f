import { describe, expect, it } from 'vitest';
import { createChooseModel } from '../../../src/asks/choose-model.ts';
import type { PublishedModels } from '../../../src/models/published-models.ts';

/** What workers publish; no names: there is no worker. */
function published(...names: string[]): PublishedModels {
  const models = names.map((name) => ({
    name,
    sizeBytes: 1,
    parameterSize: '8B',
    canThink: true,
    isReasoner: true,
    isLoaded: false,
  }));
  const worker = { workerId: 'gpu', state: 'ready' as const, models };
  return {
    workers: names.length > 0 ? [worker] : [],
    models: models.map((model) => ({ ...model, workerIds: ['gpu'] })),
  };
}

const nothingAsked = (): Promise<string[]> => Promise.resolve([]);

function chooserAmong(...names: string[]) {
  return createChooseModel({
    defaultModel: 'deepseek-r1:8b',
    listModels: () => Promise.resolve(published(...names)),
    listAsked: nothingAsked,
  });
}

describe('the model of an ask', () => {
  it('is the usual one when none is wished for', async () => {
    const choose = chooserAmong('deepseek-r1:8b', 'deepseek-r1:14b');
    expect(await choose(undefined)).toEqual({ type: 'chosen', model: 'deepseek-r1:8b' });
  });

  it('is the one wished for, under the name that the worker has for it', async () => {
    const choose = chooserAmong('DeepSeek-R1:14b');
    expect(await choose(' deepseek-r1:14B ')).toEqual({ type: 'chosen', model: 'DeepSeek-R1:14b' });
  });

  it('is the tag "latest" when none is named', async () => {
    const choose = chooserAmong('deepseek-r1:latest');
    expect(await choose('deepseek-r1')).toEqual({ type: 'chosen', model: 'deepseek-r1:latest' });
  });

  it.each(['hf.co/unsloth/X:Q4_K_M', 'HF.co/unsloth/x:q4_k_m', 'hf.co/unsloth/Y'])(
    'is an installed one, wherever it came from: %s',
    async (wish) => {
      const choose = chooserAmong('hf.co/unsloth/X:Q4_K_M', 'hf.co/unsloth/Y:latest');
      expect(await choose(wish)).toMatchObject({ type: 'chosen' });
    },
  );

  it('is never one in the cloud, even if a worker has it', async () => {
    const choose = chooserAmong('r1:671b-cloud');
    expect(await choose('r1:671b-cloud')).toMatchObject({ code: 'CLOUD_MODEL' });
  });

  it('is left to the worker whose model server has not answered yet', async () => {
    const worker = { workerId: 'gpu', state: 'unreachable' as const, models: [] };
    const choose = createChooseModel({
      defaultModel: 'deepseek-r1:8b',
      listModels: () => Promise.resolve({ workers: [worker], models: [] }),
      listAsked: nothingAsked,
    });
    expect(await choose(undefined)).toEqual({ type: 'chosen', model: 'deepseek-r1:8b' });
  });

  it('is left to the worker that comes while there is none', async () => {
    expect(await chooserAmong()('any:1b')).toEqual({ type: 'chosen', model: 'any:1b' });
  });
});

it('is left to the worker that takes it while no model server answers', async () => {
  const { workers, ...rest } = published('deepseek-r1:8b');
  const unreachable = workers.map((worker) => ({ ...worker, state: 'unreachable' as const }));
  const choose = createChooseModel({
    defaultModel: 'deepseek-r1:8b',
    listModels: () => Promise.resolve({ ...rest, workers: unreachable }),
    listAsked: nothingAsked,
  });
  expect(await choose('any:1b')).toEqual({ type: 'chosen', model: 'any:1b' });
});

describe('while no model server answers and names enough have queues', () => {
  const asked = Array.from({ length: 32 }, (_, index) => `made-up:${index}b`);
  const choose = createChooseModel({
    defaultModel: 'deepseek-r1:8b',
    listModels: () => Promise.resolve(published()),
    listAsked: () => Promise.resolve(asked),
  });

  it.each(['made-up:7b', 'deepseek-r1:8b'])('takes %s all the same', async (wish) => {
    expect(await choose(wish)).toEqual({ type: 'chosen', model: wish });
  });

  it('takes no further name', async () => {
    const code = 'MODEL_SERVER_UNREACHABLE';
    expect(await choose('made-up:70b')).toMatchObject({ type: 'refused', code });
  });
});

describe('an ask is refused', () => {
  it.each([
    ['no worker has the model', 'deepseek-r1:70b', 'MODEL_MISSING'],
    ['the model runs in the cloud', 'deepseek-r1:671b-cloud', 'CLOUD_MODEL'],
    ['the name is of another registry', 'hf.co/someone/model', 'MODEL_NAME_INVALID'],
    ['the name is none', 'so what?', 'MODEL_NAME_INVALID'],
    ['the name is empty', '  ', 'MODEL_NAME_INVALID'],
  ])('when %s', async (_title, wish, code) => {
    expect(await chooserAmong('deepseek-r1:8b')(wish)).toMatchObject({
      type: 'refused',
      code,
      detail: wish,
    });
  });

  it('with the names of those that could be asked now', async () => {
    const here = published('deepseek-r1:8b', 'llama3.2:3b');
    const away = published('mistral:7b');
    const unreachable = away.workers.map((worker) => ({
      ...worker,
      workerId: 'away',
      state: 'unreachable' as const,
    }));
    const itsModels = away.models.map((model) => ({ ...model, workerIds: ['away'] }));
    const choose = createChooseModel({
      defaultModel: 'deepseek-r1:8b',
      listModels: () =>
        Promise.resolve({
          workers: [...here.workers, ...unreachable],
          models: [...here.models, ...itsModels],
        }),
      listAsked: nothingAsked,
    });
    expect(await choose('deepseek-r1:70b')).toMatchObject({
      code: 'MODEL_MISSING',
      available: ['deepseek-r1:8b', 'llama3.2:3b'],
    });
  });

  it('when even the usual model is not there', async () => {
    expect(await chooserAmong('llama3.2:3b')(undefined)).toMatchObject({ code: 'MODEL_MISSING' });
  });
});

it('says that the queue is away when it cannot look', async () => {
  const cause = new Error('Redis is away');
  const choose = createChooseModel({
    defaultModel: 'deepseek-r1:8b',
    listModels: () => Promise.reject(cause),
    listAsked: nothingAsked,
  });
  await expect(choose(undefined)).rejects.toMatchObject({ code: 'QUEUE_UNAVAILABLE', cause });
});

describe('a model that is denied', () => {
  const choose = createChooseModel({
    defaultModel: 'deepseek-r1:8b',
    listModels: () => Promise.resolve(published('deepseek-r1:8b', 'Llama3.2:3b')),
    listAsked: nothingAsked,
    listDenied: () => Promise.resolve(new Set(['llama3.2:3b'])),
  });

  it('is refused with what can be asked', async () => {
    expect(await choose('llama3.2:3B')).toEqual({
      type: 'refused',
      code: 'MODEL_DENIED',
      detail: 'Llama3.2:3b',
      available: ['deepseek-r1:8b'],
    });
  });

  it('gives way to the usual one where a server has chosen it', async () => {
    const choice = await choose(undefined, { usual: 'llama3.2:3b' });
    expect(choice).toEqual({ type: 'chosen', model: 'deepseek-r1:8b' });
  });

  it('is asked by operators', async () => {
    const chosen = { type: 'chosen', model: 'Llama3.2:3b' };
    expect(await choose('llama3.2:3b', { isExempt: true })).toEqual(chosen);
    expect(await choose(undefined, { usual: 'llama3.2:3b', isExempt: true })).toEqual(chosen);
  });
});

it('gives way to the usual one where no model server has what a server has chosen', async () => {
  const choose = chooserAmong('deepseek-r1:8b');
  const usual = 'llama3.2:3b';
  expect(await choose(undefined, { usual })).toEqual({ type: 'chosen', model: 'deepseek-r1:8b' });
  expect(await choose(usual, { usual })).toMatchObject({ type: 'refused', code: 'MODEL_MISSING' });
});

it('is that of the server where nobody names one', async () => {
  const choose = chooserAmong('deepseek-r1:8b', 'llama3.2:3b');
  expect(await choose(undefined, { usual: 'llama3.2:3b' })).toMatchObject({ model: 'llama3.2:3b' });
  expect(await choose('deepseek-r1:8b', { usual: 'llama3.2:3b' })).toMatchObject({
    model: 'deepseek-r1:8b',
  });
});
