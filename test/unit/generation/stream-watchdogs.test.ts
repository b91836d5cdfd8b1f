import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStreamWatchdogs } from '../../../src/generation/stream-watchdogs.ts';
import { createGate } from '../../support/gate.ts';

const limits = { firstTokenMs: 600_000, tokenGapMs: 120_000, answerMs: 3_600_000 };

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const start = () => createStreamWatchdogs(limits, 'deepseek-r1:8b');

it('bites when the first token does not come in time', () => {
  const { signal, watch } = start();
  void watch(createGate().opened);
  vi.advanceTimersByTime(599_999);
  expect(signal.aborted).toBe(false);
  vi.advanceTimersByTime(1);
  expect(signal.reason).toMatchObject({ code: 'MODEL_SILENT', detail: 'deepseek-r1:8b' });
});

it('bites when the next token does not come in time', async () => {
  const { signal, watch } = start();
  await watch(Promise.resolve());
  void watch(createGate().opened);
  vi.advanceTimersByTime(120_000);
  expect(signal.reason).toMatchObject({ code: 'MODEL_SILENT' });
});

it('does not bite while the reader, not the model, takes its time', async () => {
  const { signal, watch } = start();
  await watch(Promise.resolve());
  vi.advanceTimersByTime(3_599_999);
  expect(signal.aborted).toBe(false);
});

it('bites when the answer as a whole takes too long', async () => {
  const { signal, watch } = start();
  await watch(Promise.resolve());
  vi.advanceTimersByTime(3_600_000);
  expect(signal.reason).toMatchObject({ code: 'ANSWER_TIMEOUT' });
});

it('leaves no timer behind', async () => {
  const { watch, close } = start();
  await watch(Promise.resolve());
  close();
  expect(vi.getTimerCount()).toBe(0);
});
