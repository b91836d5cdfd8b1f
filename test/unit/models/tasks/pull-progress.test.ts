import { expect, it } from 'vitest';
import { createPullMeter } from '../../../../src/models/tasks/pull-progress.ts';

const layer = (digest: string, total: number, completed?: number) => ({
  status: `pulling ${digest}`,
  digest,
  total,
  ...(completed !== undefined && { completed }),
});

it('adds the layers up', () => {
  const meter = createPullMeter();
  meter.add({ status: 'pulling manifest' }, 0);
  expect(meter.progress()).toEqual({ phase: 'starting', completedBytes: 0, totalBytes: 0 });
  meter.add(layer('a', 1_000), 0);
  meter.add(layer('a', 1_000, 1_000), 100);
  meter.add(layer('b', 500, 100), 200);
  expect(meter.progress()).toMatchObject({
    phase: 'downloading',
    completedBytes: 1_100,
    totalBytes: 1_500,
  });
});

it('tells the speed of the last ten seconds, and none before it can be told', () => {
  const meter = createPullMeter();
  meter.add(layer('a', 1_000_000), 0);
  meter.add(layer('a', 1_000_000, 500), 500);
  expect(meter.progress().bytesPerSecond).toBeUndefined();
  meter.add(layer('a', 1_000_000, 1_000), 1_000);
  expect(meter.progress().bytesPerSecond).toBe(1_000);
  meter.add(layer('a', 1_000_000, 2_000), 11_000);
  expect(meter.progress().bytesPerSecond).toBe(100);
});

it('does not count as speed what an earlier try has left', () => {
  const meter = createPullMeter();
  meter.add(layer('a', 10_000, 9_000), 0);
  meter.add(layer('a', 10_000, 9_500), 1_000);
  expect(meter.progress().bytesPerSecond).toBe(500);
});

it('says when the connection broke, and when all is being checked', () => {
  const meter = createPullMeter();
  meter.add(layer('a', 1_000, 1_000), 0);
  meter.retry();
  expect(meter.progress().phase).toBe('retrying');
  meter.add({ status: 'verifying sha256 digest' }, 10);
  expect(meter.progress().phase).toBe('checking');
});
