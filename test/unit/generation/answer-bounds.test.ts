import { expect, it } from 'vitest';
import { createAnswerBounds } from '../../../src/generation/answer-bounds.ts';
import type { CountedPart } from '../../../src/generation/token-count.ts';

const reasoning = (text: string, tokens = 1): CountedPart => ({
  type: 'reasoning-delta',
  text,
  tokens,
});
const answer = (text: string): CountedPart => ({ type: 'answer-delta', text, tokens: 1 });
const bounds = () => createAnswerBounds({ maxReasoningTokens: 100 });

const round = 'The same words again, and nothing else. ';

it('counts the tokens of the reasoning alone', () => {
  const { reachedBy } = bounds();
  expect(reachedBy([reasoning('a', 99)])).toBeUndefined();
  expect(reachedBy([answer('b')])).toBeUndefined();
  expect(reachedBy([reasoning('c', 1)])).toBe('reasoning-length');
});

it('lets go on what has come to its answer in time', () => {
  expect(bounds().reachedBy([reasoning('a', 100), answer('b')])).toBeUndefined();
});

it.each([
  ['reasoning', reasoning],
  ['answer', answer],
])('ends a %s that goes round in circles', (_what, part) => {
  expect(bounds().reachedBy([part(round.repeat(100))])).toBe('repetition');
});

it('lets an answer say what the reasoning said', () => {
  const { reachedBy } = bounds();
  const said = round.repeat(40);
  expect(reachedBy([reasoning(said)])).toBeUndefined();
  expect(reachedBy([answer(said)])).toBeUndefined();
});

it('is reached by nothing where nothing came', () => {
  expect(bounds().reachedBy([])).toBeUndefined();
});
