import { expect, it } from 'vitest';
import { workerTakeOvers } from '../../soak/take-over.ts';
import type { StoredEntry } from '../../../src/token-log/entries.ts';

const kill = [{ kind: 'kill-worker-1', from: 10_000, to: 11_000 }] as const;

const start = (at: number): StoredEntry => ({ type: 'attempt-start', model: 'm', at });
const word = (at: number): StoredEntry => ({ type: 'answer-delta', text: 'w', tokens: 1, at });

it('counts from the end of a worker to the next attempt', () => {
  expect(workerTakeOvers(kill, [[start(8_000), word(9_900), start(19_000)]])).toEqual([9_000]);
});

it('counts no ask of a worker that went on', () => {
  expect(workerTakeOvers(kill, [[start(8_000), word(9_900), word(10_500)]])).toEqual([]);
});

it('counts no ask that was given back before, or began after', () => {
  const givenBack: StoredEntry[] = [
    start(8_000),
    { type: 'attempt-end', at: 9_000 },
    start(15_000),
  ];
  expect(workerTakeOvers(kill, [givenBack, [start(12_000)]])).toEqual([]);
});
