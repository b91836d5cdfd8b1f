import { expect, it } from 'vitest';
import { findLeftKeys } from '../../soak/kept-keys.ts';

const daySeconds = 86_400;
const weekSeconds = 7 * daySeconds;
const forEver = -1;

it.each([
  ['soak:ask:1', weekSeconds],
  ['soak:log:1', weekSeconds],
  ['soak:generate-runs:1:deepseek-r1:8b', 30 * daySeconds],
  ['soak:deliver:meta', forEver],
  ['soak:generate.deepseek-r1%3A8b:events', 2 * weekSeconds],
  ['soak:workers', forEver],
])('takes %s as kept in order', (name, ttlSeconds) => {
  expect(findLeftKeys([{ name, ttlSeconds }])).toEqual([]);
});

it.each([
  ['soak:ask:1', forEver],
  ['soak:log:1', 30 * daySeconds],
  ['soak:asks:waiting', forEver],
  ['soak:asks:open', forEver],
  ['soak:deliver:ask-1', forEver],
  ['soak:deliver:ask-1:lock', 10],
  ['soak:generate.deepseek-r1%3A8b:prioritized', forEver],
  ['soak:generate.deepseek-r1%3A8b:events', forEver],
  ['soak:generate:active', forEver],
  ['another:key', forEver],
])('finds %s left behind', (name, ttlSeconds) => {
  expect(findLeftKeys([{ name, ttlSeconds }])).toHaveLength(1);
});
