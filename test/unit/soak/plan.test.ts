import { expect, it } from 'vitest';
import { faultSorts } from '../../soak/fault-sorts.ts';
import { createPlan } from '../../soak/plan.ts';

const lengthMs = 20 * 60_000;
const plan = createPlan({ seed: 7, lengthMs });

it('plans the same for a seed', () => {
  expect(createPlan({ seed: 7, lengthMs })).toEqual(plan);
});

it('plans something else for the next seed', () => {
  expect(createPlan({ seed: 8, lengthMs }).faults).not.toEqual(plan.faults);
  expect(createPlan({ seed: 8, lengthMs }).asks).not.toEqual(plan.asks);
});

it('plans in the order of time, within the length', () => {
  for (const events of [plan.asks, plan.faults]) {
    const times = events.map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(Math.max(...times)).toBeLessThan(lengthMs);
  }
});

it('breaks every part in every way, sometimes two at once', () => {
  const kinds = new Set(plan.faults.map(({ kind }) => kind));
  expect([...kinds].toSorted()).toEqual(faultSorts.map(({ kind }) => kind).toSorted());
  const times = new Set(plan.faults.map(({ atMs }) => atMs));
  expect(times.size).toBeLessThan(plan.faults.length);
});

it('gives each ask a number of its own', () => {
  expect(new Set(plan.asks.map(({ number }) => number)).size).toBe(plan.asks.length);
});
