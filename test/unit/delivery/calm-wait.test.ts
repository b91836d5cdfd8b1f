import { describe, expect, it } from 'vitest';
import { createCalmWait } from '../../../src/delivery/calm-wait.ts';

const second = 1_000;
const minute = 60 * second;

function openCalmWait() {
  const time = { ms: 0 };
  const calmWait = createCalmWait({ now: () => time.ms });
  /** What is told of it, in minutes. */
  const told = (waitMs: number, { place = 3, afterMs = minute } = {}): number => {
    time.ms += afterMs;
    return calmWait({ place, waitMs }) / minute;
  };
  return { told };
}

describe('the wait that is told', () => {
  it('is rounded as a person would say it', () => {
    expect(openCalmWait().told(110 * second)).toBe(2);
  });

  it('stays while the estimate wavers about a border', () => {
    const { told } = openCalmWait();
    const wavering = [92, 88, 94, 85, 91].map((seconds) => told(seconds * second));
    expect(wavering).toEqual([2, 2, 2, 2, 2]);
  });

  it('follows when the estimate is clearly another', () => {
    const { told } = openCalmWait();
    const falling = [120, 100, 80, 60, 40, 20].map((seconds) => told(seconds * second));
    expect(falling).toEqual([2, 2, 1, 1, 1, 0]);
  });

  it('goes up again when all takes longer than it looked', () => {
    const { told } = openCalmWait();
    expect([40, 62, 70].map((seconds) => told(seconds * second))).toEqual([0, 0, 1]);
  });

  it('does not change twice within ten seconds while the place is the same', () => {
    const { told } = openCalmWait();
    const afterMs = 4 * second;
    const jumping = [2, 5, 5, 5, 9].map((minutes) => told(minutes * minute, { afterMs }));
    expect(jumping).toEqual([2, 2, 2, 5, 5]);
  });

  it('is told anew with each new place, as that is shown anyway', () => {
    const { told } = openCalmWait();
    expect(told(5 * minute)).toBe(5);
    expect(told(2 * minute, { place: 2, afterMs: second })).toBe(2);
    expect(told(88 * second, { place: 1, afterMs: second })).toBe(1);
  });
});
