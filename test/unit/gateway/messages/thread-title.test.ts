import fc from 'fast-check';
import { expect, it } from 'vitest';
import { threadTitle } from '../../../../src/gateway/messages/thread-title.ts';

it('is the first line of the question that can be read', () => {
  expect(threadTitle('\n  \n Why is\tthe sky  blue?\nTell me.')).toBe('Why is the sky blue?');
});

it('ends at a word where it is cut', () => {
  const title = threadTitle('word '.repeat(30)) ?? '';
  expect(title).toMatch(/ word…$/);
  expect([...title].length).toBeLessThanOrEqual(80);
  expect([...(threadTitle('😀'.repeat(100)) ?? '')]).toHaveLength(80);
});

it('shows no marks of Discord, and no signs that nobody sees', () => {
  expect(threadTitle('<@123> asks <#456> <:wave:789>: \u202Ewhy\u0007?')).toBe('asks wave: why?');
});

it('is none where nothing can be read', () => {
  expect(threadTitle(' \n\u200B\n<@123>')).toBeUndefined();
});

it('is always a name that Discord takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (question) => {
      const title = threadTitle(question);
      if (title === undefined) return;
      expect(title.trim()).not.toBe('');
      expect([...title].length).toBeLessThanOrEqual(80);
      expect(title).not.toMatch(/[\n\r]/);
    }),
  );
});
