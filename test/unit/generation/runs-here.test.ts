import { expect, it } from 'vitest';
import { createRunsHere } from '../../../src/generation/runs-here.ts';

/** Runs whose asks end as told. */
function openRuns() {
  const ended = new Set<string>();
  const runs = createRunsHere({
    tokenLog: { hasEnded: (askId) => Promise.resolve(ended.has(askId)) },
  });
  return { runs, ended };
}

it('counts a run from its first moment to its last', async () => {
  const { runs } = openRuns();
  const leave = runs.add({ askId: '1', model: 'r1' });
  expect(await runs.want((model) => model === 'r1')).toBe(true);
  expect(await runs.want((model) => model === 'other')).toBe(false);
  leave();
  expect(await runs.want((model) => model === 'r1')).toBe(false);
});

it('does not count a run whose ask has ended', async () => {
  const { runs, ended } = openRuns();
  runs.add({ askId: '1', model: 'r1' });
  expect(await runs.want((model) => model === 'r1')).toBe(true);
  ended.add('1');
  expect(await runs.want((model) => model === 'r1')).toBe(false);
  runs.add({ askId: '2', model: 'r1' });
  expect(await runs.want((model) => model === 'r1')).toBe(true);
});
