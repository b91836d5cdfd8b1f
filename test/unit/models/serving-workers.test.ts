import { expect, it } from 'vitest';
import type { PublishedWorker } from '../../../src/models/published-models.ts';
import { servingWorkers } from '../../../src/models/serving-workers.ts';

const worker = (workerId: string, report: Partial<PublishedWorker> = {}): PublishedWorker => ({
  workerId,
  state: 'ready',
  models: [],
  ...report,
});

const ready = worker('ready');
const away = worker('away', { state: 'unreachable' });
const resting = worker('resting', { rest: { cause: 'pause' } });

it('counts on those that take asks now', () => {
  expect(servingWorkers([away, resting, ready])).toEqual([ready]);
});

it('counts on those whose model server may come back before those that rest', () => {
  expect(servingWorkers([away, resting])).toEqual([away]);
});

it('counts on all that there are while all rest', () => {
  expect(servingWorkers([resting])).toEqual([resting]);
  expect(servingWorkers([])).toEqual([]);
});
