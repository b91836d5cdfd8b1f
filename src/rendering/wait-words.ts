// A wait as a person would estimate it: under a minute, about 2 min, about 15 min, about 1 h 30 min.
import type { Messages } from '../locales/messages.ts';
import { formatDuration } from './numbers.ts';

const minuteMs = 60_000;

/** How finely a wait is told, by how long it is. */
const steps = [
  { belowMs: 10 * minuteMs, stepMs: minuteMs },
  { belowMs: 30 * minuteMs, stepMs: 5 * minuteMs },
  { belowMs: 60 * minuteMs, stepMs: 10 * minuteMs },
];
const longStepMs = 30 * minuteMs;

/** How far apart the waits are that are told near this one. */
export function waitStepMs(waitMs: number): number {
  return steps.find(({ belowMs }) => waitMs < belowMs)?.stepMs ?? longStepMs;
}

/** The wait as it is told; 0 stands for less than a minute. */
export function roundWait(waitMs: number): number {
  if (waitMs < minuteMs) return 0;
  const stepMs = waitStepMs(waitMs);
  return Math.round(waitMs / stepMs) * stepMs;
}

export function formatWait(waitMs: number, messages: Messages): string {
  const roundedMs = roundWait(waitMs);
  const { underAMinute, about } = messages.status;
  return roundedMs === 0 ? underAMinute : about({ time: formatDuration(roundedMs, messages) });
}
