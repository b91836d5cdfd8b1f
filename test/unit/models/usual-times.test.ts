import { expect, it } from 'vitest';
import { createUsualTimes } from '../../../src/models/usual-times.ts';

it('knows nothing before the first time', () => {
  expect(createUsualTimes().usualMs('deepseek-r1:8b')).toBeUndefined();
});

it('gives the median of the last five times', () => {
  const times = createUsualTimes();
  for (const ms of [90_000, 20, 21, 22, 23, 24]) times.add('a', ms);
  expect(times.usualMs('a')).toBe(22);
  expect(times.usualMs('b')).toBeUndefined();
});
