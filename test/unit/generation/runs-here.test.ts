import { expect, it } from 'vitest';
import { createRunsHere } from '../../../src/generation/runs-here.ts';
import { emptyTranscript, type Outcome } from '../../../src/token-log/transcript.ts';

/** Runs whose asks end as told; an ask without a log is one that has just been taken. */
function openRuns() {
  const outcomes = new Map<string, Outcome | undefined>();
  const runs = createRunsHere({
    tokenLog: {
      read: (askId) =>
        Promise.resolve(
          outcomes.has(askId) ? { ...emptyTranscript, outcome: outcomes.get(askId) } : undefined,
        ),
    },
  });
  return { runs, outcomes };
}

it('counts a run from its first moment to its last', async () => {
  const { runs } = openRuns();
  const leave = runs.add({ askId: '1', model: 'r1' });
  expect([await runs.want('r1'), await runs.want('other')]).toEqual([true, false]);
  leave();
  expect(await runs.want('r1')).toBe(false);
});

it('does not count a run whose ask has ended', async () => {
  const { runs, outcomes } = openRuns();
  runs.add({ askId: '1', model: 'r1' });
  outcomes.set('1', undefined);
  expect(await runs.want('r1')).toBe(true);
  outcomes.set('1', { type: 'stopped', by: 'Ann' });
  expect(await runs.want('r1')).toBe(false);
  runs.add({ askId: '2', model: 'r1' });
  expect(await runs.want('r1')).toBe(true);
});
