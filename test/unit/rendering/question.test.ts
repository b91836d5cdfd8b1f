import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxQuoteRoom, quoteQuestion } from '../../../src/rendering/question.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { hostileText } from '../../support/hostile-text.ts';

describe('the quote of the question', () => {
  it('is one line', () => {
    expect(quoteQuestion('Why is\n\n the sky\r\nblue?\n')).toBe('> Why is the sky blue?');
  });

  it('shows markup, mentions and links as they were typed', () => {
    expect(quoteQuestion('*a* `b` ||c|| <@1> [d](e) https://f.g/h_i')).toBe(
      String.raw`> \*a\* \`b\` \|\|c\|\| \<@1\> \[d\](e) https:\/\/f.g/h\_i`,
    );
  });

  it.each(['# a', '-# a', '- a', '+ a', '1. a', '> a'])('begins no other block: %s', (question) => {
    expect(quoteQuestion(question)).toMatch(/^> 1?\\/);
  });

  it('holds the first 200 characters', () => {
    expect(quoteQuestion('a'.repeat(200))).toBe(`> ${'a'.repeat(200)}`);
    expect(quoteQuestion('a'.repeat(201))).toBe(`> ${'a'.repeat(200)}…`);
  });

  it('holds fewer of those that take more room, and cuts none', () => {
    expect(quoteQuestion('为'.repeat(201))).toBe(`> ${'为'.repeat(166)}…`);
    expect(quoteQuestion(`a${'👩‍👩‍👧‍👦'.repeat(40)}`)).toBe(`> a${'👩‍👩‍👧‍👦'.repeat(19)}…`);
  });

  it('turns nothing around that stands after it', () => {
    expect(quoteQuestion('\u202Ea\u2066b\u2069 \u05D0\u05D1')).toBe('> ab \u05D0\u05D1');
  });

  it('is left out for a question that shows nothing', () => {
    expect(quoteQuestion(' \n\u200b')).toBeUndefined();
  });

  it('is one line within its bounds, whatever the question', () => {
    fc.assert(
      fc.property(hostileText(60), (question) => {
        const quote = quoteQuestion(question) ?? '';
        expect(quote).not.toContain('\n');
        expect(roomOf(quote)).toBeLessThanOrEqual(maxQuoteRoom);
      }),
    );
  });
});
