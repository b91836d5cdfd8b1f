import { describe, expect, it } from 'vitest';
import type { LineHead } from '../../../src/jobs/choose-head.ts';
import { createPickOwn } from '../../../src/generation/pick-own.ts';
import type { WorkerReport } from '../../../src/models/published-models.ts';

const head = (model: string): LineHead => ({ model, jobId: '1', isGivenBack: false, score: 1 });

const modelOf = (name: string) => ({
  name,
  sizeBytes: 1,
  parameterSize: '',
  canThink: true,
  isReasoner: true,
  isLoaded: false,
});

const ready = (...names: string[]): WorkerReport => ({
  state: 'ready',
  serverVersion: '0.32.15',
  models: names.map(modelOf),
});

const neverAnswered: WorkerReport = { state: 'unreachable', models: [] };

function openPick(own: WorkerReport | undefined, patienceMs = 1_000) {
  let at = 0;
  let others: readonly WorkerReport[] = [];
  const pick = createPickOwn({
    report: () => own,
    listModels: () => {
      const workers = others.map((report, index) => ({ ...report, workerId: `${index}` }));
      return Promise.resolve({ workers, models: [] });
    },
    patienceMs,
    now: () => at,
  });
  return {
    setOthers: (...reports: WorkerReport[]) => void (others = reports),
    pickAt: async (ms: number, ...models: string[]) => {
      at = ms;
      return (await pick(models.map(head))).map(({ model }) => model);
    },
  };
}

it('takes nothing before the first look at Ollama', async () => {
  const { pickAt } = openPick(undefined);
  expect(await pickAt(0, 'r1')).toEqual([]);
});

it('takes what it has a model for, in whatever case the name is written', async () => {
  const { pickAt } = openPick(ready('R1:8b'));
  expect(await pickAt(0, 'r1:8b', 'llama')).toEqual(['r1:8b']);
});

it('takes what it has had a model for while its Ollama is away', async () => {
  const { pickAt } = openPick({ ...ready('r1'), state: 'unreachable' });
  expect(await pickAt(0, 'r1')).toEqual(['r1']);
});

describe('a model that nobody has', () => {
  it('is waited for, and then given up', async () => {
    const { pickAt } = openPick(ready('r1'));
    expect(await pickAt(0, 'lost')).toEqual([]);
    expect(await pickAt(999, 'lost')).toEqual([]);
    expect(await pickAt(1_000, 'lost', 'r1')).toEqual(['lost', 'r1']);
  });

  it('is waited for anew when a worker had it in between', async () => {
    const { pickAt, setOthers } = openPick(ready('r1'));
    expect(await pickAt(0, 'lost')).toEqual([]);
    setOthers(ready('lost'));
    expect(await pickAt(1_000, 'lost')).toEqual([]);
    setOthers(ready('r1'));
    expect(await pickAt(1_500, 'lost')).toEqual([]);
    expect(await pickAt(2_500, 'lost')).toEqual(['lost']);
  });

  it('is waited for anew when nobody wanted it in between', async () => {
    const { pickAt } = openPick(ready('r1'));
    expect(await pickAt(0, 'lost')).toEqual([]);
    expect(await pickAt(500)).toEqual([]);
    expect(await pickAt(1_000, 'lost')).toEqual([]);
  });
});

describe('a worker whose Ollama has never answered', () => {
  it('takes what nobody has a model for, to tell the asker', async () => {
    const { pickAt } = openPick(neverAnswered);
    expect(await pickAt(0, 'r1')).toEqual(['r1']);
  });

  it('leaves what others have', async () => {
    const { pickAt, setOthers } = openPick(neverAnswered);
    setOthers(ready('r1'));
    expect(await pickAt(0, 'r1', 'llama')).toEqual(['llama']);
  });
});
