import { expect, it } from 'vitest';
import { excuses, isExcused } from '../../soak/excuses.ts';
import type { FaultKind } from '../../soak/fault-sorts.ts';

const broken = (kind: FaultKind) => ({ records: [{ kind, from: 10_000, to: 12_000 }] });

it('excuses what a fault explains while it is there', () => {
  const at = { from: 11_000, to: 11_000 };
  expect(isExcused(excuses.leftThinking, { faults: broken('kill-bot'), ...at })).toBe(true);
  expect(isExcused(excuses.redisError, { faults: broken('kill-redis'), ...at })).toBe(true);
});

it('excuses nothing by a fault of something else', () => {
  const at = { from: 11_000, to: 11_000 };
  expect(isExcused(excuses.leftThinking, { faults: broken('kill-redis'), ...at })).toBe(false);
  expect(isExcused(excuses.redisError, { faults: broken('kill-bot'), ...at })).toBe(false);
});

it('excuses what comes after a fault for as long as its traces stay', () => {
  const faults = broken('kill-bot');
  const after = (ms: number) => ({ faults, from: 12_000 + ms, to: 12_000 + ms });
  const { notResponded } = excuses;
  expect(isExcused(notResponded, after(notResponded.traceMs))).toBe(true);
  expect(isExcused(notResponded, after(notResponded.traceMs + 1))).toBe(false);
});

it('excuses nothing that came before the fault', () => {
  const before = { from: 8_000, to: 9_999 };
  expect(isExcused(excuses.notTold, { faults: broken('discord-fails'), ...before })).toBe(false);
});
