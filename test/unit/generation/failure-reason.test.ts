import { expect, it } from 'vitest';
import { BotError } from '../../../src/errors.ts';
import { failureReason } from '../../../src/generation/failure-reason.ts';

const reasonOf = (message: string) =>
  failureReason(new BotError('MODEL_ERROR', { cause: new Error(message) }));

it('is what the server says of itself', () => {
  const message = 'an error was encountered while running the model: CUDA error: out of memory';
  expect(reasonOf(message)).toBe(message);
});

it.each([
  ["error parsing tool call: raw='my secret'", 'error parsing tool call: raw='],
  ['invalid input "my secret"', 'invalid input'],
  ['cannot read {"answer":"my secret"}', 'cannot read'],
  ['bad gateway <html>my secret</html>', 'bad gateway'],
])('ends where the message begins to quote: %s', (message, reason) => {
  expect(reasonOf(message)).toBe(reason);
});

it('is short', () => {
  expect(reasonOf('word '.repeat(1_000))?.length).toBeLessThanOrEqual(200);
});

it('is nothing when nothing is known, or all is quoted', () => {
  expect(reasonOf('"my secret"')).toBeUndefined();
  expect(failureReason(new BotError('MODEL_MISSING'))).toBeUndefined();
});
