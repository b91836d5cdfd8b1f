import { expect, it } from 'vitest';
import { middleSpread } from '../../../bench/figures.ts';
import { charsPerSecond, growReply } from '../../../bench/replies/growing-reply.ts';
import { typicalFormulas } from '../../../bench/typical-formulas.ts';

const transcripts = (seed: number, chars = 2_000) =>
  [...growReply({ seed, chars })].map(({ transcript }) => transcript);

it('grows by what a model writes in a second, and ends with the whole reply', () => {
  const replies = transcripts(1);
  expect(replies[0]?.reasoning).toHaveLength(charsPerSecond);
  expect(replies[1]?.reasoning).toHaveLength(2 * charsPerSecond);
  expect(replies.at(-1)).toMatchObject({ phase: 'ended', outcome: { type: 'done' } });
  expect(replies.at(-1)?.reasoning).toHaveLength(2_000);
  expect(replies.at(-1)?.answer).toHaveLength(2_000);
});

it('says the same for the same seed, and something else for another', () => {
  const answerOf = (seed: number) => transcripts(seed).at(-1)?.answer;
  expect(answerOf(1)).toBe(answerOf(1));
  expect(answerOf(1)).not.toBe(answerOf(8));
});

it('holds all that makes rendering hard', () => {
  const answer = transcripts(1, 20_000).at(-1)?.answer;
  for (const piece of [
    '\n### ',
    '\n#### ',
    '\n1. ',
    '\n```python\n',
    '\n| ---',
    '\\[',
    '\n> ',
    '，',
  ])
    expect(answer).toContain(piece);
});

it('draws no formula twice', () => {
  expect(new Set(typicalFormulas).size).toBe(typicalFormulas.length);
});

it('takes each figure of several runs from the middle one', () => {
  const runs = [
    [1, 2, 30],
    [4, 5, 6],
    [3, 9, 9],
  ];
  expect(middleSpread(runs)).toEqual({ p50: 5, p95: 9 });
});
