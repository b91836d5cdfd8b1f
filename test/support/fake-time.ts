// Time that stands still until the test moves it. A timer that is left when the test is over fails it.
import { expect, onTestFinished, vi } from 'vitest';

/** Call it first in a test, or in `beforeEach`. Does not reach `node:timers/promises`. */
export function useFakeTime(): void {
  vi.useFakeTimers();
  onTestFinished(() => {
    const left = vi.getTimerCount();
    vi.useRealTimers();
    expect(left, 'timers left').toBe(0);
  });
}
