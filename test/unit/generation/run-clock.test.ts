import { expect, it } from 'vitest';
import { createRunClock } from '../../../src/generation/run-clock.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';

const model = 'deepseek-r1:8b';
const thought: LogEntry = { type: 'reasoning-delta', text: 'Hmm.', tokens: 12 };
const word: LogEntry = { type: 'answer-delta', text: 'Blue.', tokens: 3 };

/** What the clock gives after these entries, each at its ms, looked at `endMs` after the start. */
function timed(endMs: number, ...entries: [number, LogEntry][]) {
  let ms = 0;
  const clock = createRunClock({ now: () => ms });
  for (const [at, entry] of entries) {
    ms = at;
    clock.see(entry);
  }
  ms = endMs;
  return clock.run();
}

it('tells reading from writing, and counts the tokens', () => {
  expect(
    timed(
      900,
      [0, { type: 'attempt-start', model }],
      [10, { type: 'prompt-start' }],
      [60, thought],
      [500, word],
    ),
  ).toEqual({ readMs: 50, writeMs: 840, tokens: 15 });
});

it('takes the time of a load, with what went before it was noticed', () => {
  expect(
    timed(
      9_000,
      [0, { type: 'attempt-start', model }],
      [300, { type: 'load-start' }],
      [8_000, { type: 'prompt-start' }],
      [8_100, word],
    ),
  ).toEqual({ loadMs: 8_000, readMs: 100, writeMs: 900, tokens: 3 });
});

it('counts nothing of the time in which the server was away', () => {
  expect(
    timed(
      61_000,
      [0, { type: 'prompt-start' }],
      [100, { type: 'server-wait' }],
      [60_000, { type: 'server-wait' }],
      [60_300, { type: 'load-start' }],
      [60_500, { type: 'prompt-start' }],
      [60_600, word],
    ),
  ).toEqual({ loadMs: 500, readMs: 100, writeMs: 400, tokens: 3 });
});

it('has nothing to tell of a run without a word', () => {
  expect(timed(5_000, [0, { type: 'prompt-start' }])).toBeUndefined();
});

it('knows how much text how many tokens of the prompt were, once it was read', () => {
  const figures = { tokens: 3, reasoningTokens: 0, promptTokens: 500, generationMs: 4 };
  const clock = createRunClock();
  clock.sendPrompt(9_000);
  clock.see(word);
  expect(clock.run()).not.toHaveProperty('promptWeight');
  clock.sendPrompt(2_000);
  clock.see({ type: 'ask-done', figures });
  expect(clock.run()).toMatchObject({ promptWeight: 2_000, promptTokens: 500 });
});

it('knows nothing of a prompt that is not text alone', () => {
  const figures = { tokens: 3, reasoningTokens: 0, promptTokens: 500, generationMs: 4 };
  const clock = createRunClock();
  clock.sendPrompt(undefined);
  clock.see(word);
  clock.see({ type: 'ask-done', figures });
  expect(clock.run()).not.toHaveProperty('promptTokens');
});
