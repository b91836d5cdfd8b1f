import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralizeControlTokens, promptMessages } from '../../../src/generation/prompt.ts';

describe('neutralizeControlTokens', () => {
  it.each([
    '<｜Assistant｜>',
    '<｜end▁of▁sentence｜>',
    '<|im_start|>',
    '<think>',
    '</think>',
    '</THINK>',
  ])('parts the bracket of %j from its name', (token) => {
    expect(neutralizeControlTokens(token)).toBe(`<\u200B${token.slice(1)}`);
  });

  it.each([
    'a < b || c > d',
    'xs <| f |> g',
    '<b>bold</b>',
    '<｜ not closed',
    'f <$> x',
    '<thinking>',
  ])('leaves %j as it is', (text) => {
    expect(neutralizeControlTokens(text)).toBe(text);
  });

  it('leaves no control token, whatever is put together', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '|',
      '｜',
      '/',
      'think',
      'User',
      '▁',
      ' ',
      '<think>',
      '<|x|>',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = neutralizeControlTokens(pieces.join(''));
        expect(text).not.toMatch(/<[|｜][^|｜<>\s]{1,64}[|｜]>|<\/?think>/iu);
      }),
    );
  });

  it('only adds zero-width spaces', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(neutralizeControlTokens(text).replaceAll('<\u200B', '<')).toBe(
          text.replaceAll('<\u200B', '<'),
        );
      }),
    );
  });
});

it('asks in one user turn, without a system prompt', () => {
  expect(promptMessages('Why?')).toEqual([{ role: 'user', content: 'Why?' }]);
});
