import { expect, it } from 'vitest';
import type { RecordedRun } from '../../../src/models/recorded-runs.ts';
import { isCutShort, learnTokenRatio } from '../../../src/models/token-ratio.ts';

const run = (promptWeight: number, promptTokens: number): RecordedRun => ({
  readMs: 1,
  writeMs: 1,
  tokens: 1,
  promptWeight,
  promptTokens,
});

const runsOf = (...ratios: number[]) => ratios.map((ratio) => run(1_000 * ratio, 1_000));

it('is cautious before anything is known', () => {
  expect(learnTokenRatio([])).toEqual({ cautious: 2.5, usual: 4 });
});

it('lowers what it assumes at once, and raises it after some runs', () => {
  expect(learnTokenRatio(runsOf(2))).toEqual({ cautious: 2, usual: 2 });
  expect(learnTokenRatio(runsOf(4, 4, 4))).toEqual({ cautious: 2.5, usual: 4 });
  expect(learnTokenRatio(runsOf(4, 4, 4, 4, 4))).toEqual({ cautious: 4, usual: 4 });
});

it('fits nine of ten prompts', () => {
  const ratios = Array.from({ length: 30 }, (_unused, index) => 2 + index / 10);
  const { cautious, usual } = learnTokenRatio(runsOf(...ratios));
  expect(ratios.filter((ratio) => ratio < cautious).length).toBeLessThanOrEqual(3);
  expect(usual).toBeCloseTo(3.4);
});

it('learns nothing from short prompts, from those cut short, and from runs of older workers', () => {
  const old = { readMs: 1, writeMs: 1, tokens: 1 };
  const runs = [run(10, 20), run(90_000, 4_096), run(100, 4_096), old];
  expect(learnTokenRatio(runs)).toEqual(learnTokenRatio([]));
});

it('notices a prompt of which the server took only a part', () => {
  expect(isCutShort(run(90_000, 4_096))).toBe(true);
  expect(isCutShort(run(16_000, 4_096))).toBe(false);
  expect(isCutShort(run(1_000, 20))).toBe(false);
  expect(isCutShort({})).toBe(false);
});
