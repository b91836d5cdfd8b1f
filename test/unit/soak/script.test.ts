import { expect, it } from 'vitest';
import { askKinds, numbersIn, questionOf, scriptFor } from '../../soak/script.ts';
import { reasoningLetter } from '../../support/model-words.ts';

const textOf = (text: string | readonly string[] = ''): string => [text].flat().join('');

it.each([...new Set(askKinds)])('names its ask in every text of a %s answer', (kind) => {
  const { reasoning, answer } = scriptFor(questionOf(17, kind));
  expect([...numbersIn(textOf(reasoning))]).toEqual([17]);
  expect([...numbersIn(textOf(answer))]).toEqual([17]);
});

it('writes reasoning in letters that nothing else has', () => {
  const { reasoning, answer } = scriptFor(questionOf(17, 'middling'));
  for (const token of [reasoning].flat()) expect(token).toMatch(reasoningLetter);
  expect(textOf(answer)).not.toMatch(reasoningLetter);
});

it('names its ask in the question', () => {
  expect([...numbersIn(questionOf(17, 'long'))]).toEqual([17]);
});

it('takes no other word for one of an ask', () => {
  expect([...numbersIn('deepseek-r1:8b · 41 tokens/s, a b12 ba12n3 a12x')]).toEqual([]);
});
