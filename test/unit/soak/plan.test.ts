import { expect, it } from 'vitest';
import { faultSorts } from '../../soak/fault-sorts.ts';
import { createPlan, followUps } from '../../soak/plan.ts';

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

it('gives each ask, and each question that follows it, a number of its own', () => {
  const numbers = plan.asks.flatMap(({ number }) => [number, number + 1]);
  expect(new Set(numbers).size).toBe(2 * plan.asks.length);
});

it('lets people do everything with answers, after the question was asked', () => {
  const done = plan.asks.flatMap(({ followUp, atMs }) =>
    followUp ? [{ ...followUp, askedAtMs: atMs }] : [],
  );
  expect(new Set(done.map(({ what }) => what))).toEqual(new Set(followUps));
  expect(done.every(({ atMs, askedAtMs }) => atMs > askedAtMs)).toBe(true);
  expect(new Set(done.map(({ deletedAfterMs }) => deletedAfterMs !== undefined)).size).toBe(2);
});
