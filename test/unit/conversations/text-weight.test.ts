import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textWeight } from '../../../src/conversations/text-weight.ts';

it.each([
  ['', 0],
  ['word', 4],
  ['two words', 9],
  ['2026', 16],
  ['a = b;', 2 + 2 + 2 + 2],
  ['привет', 12],
  ['你好', 8],
  ['🦊', 8],
  ['a\n\n\n\n    b', 3],
])('counts what a tokenizer makes of %j', (text, weight) => {
  expect(textWeight(text)).toBe(weight);
});

it('weighs a text about as much as its parts', () => {
  const text = fc.string({ unit: 'grapheme' });
  fc.assert(
    fc.property(text, text, (one, other) => {
      const parts = textWeight(one) + textWeight(other);
      expect(textWeight(one + other)).toBeLessThanOrEqual(parts);
      // A run of blanks may go on from the one part into the other.
      expect(textWeight(one + other)).toBeGreaterThanOrEqual(parts - 1);
    }),
  );
});

it('never says that a text is nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1 }), (text) => {
      expect(textWeight(text)).toBeGreaterThan(0);
      expect(textWeight(text)).toBeLessThanOrEqual(4 * text.length);
    }),
  );
});

it('is quick with a long text', () => {
  const text = 'A long text, of 400 kB. 你好 '.repeat(16_000);
  const startedAt = performance.now();
  textWeight(text);
  expect(performance.now() - startedAt).toBeLessThan(200);
});
