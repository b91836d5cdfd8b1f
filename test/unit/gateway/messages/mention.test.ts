import { expect, it } from 'vitest';
import { isMentioned, withoutMention } from '../../../../src/gateway/messages/mention.ts';

const without = (text: string) => withoutMention(text, '1');

it('takes the mention out wherever it stands, and leaves one blank in its place', () => {
  expect(without('<@1> Why?')).toBe('Why?');
  expect(without('Tell me, <@1>, why')).toBe('Tell me, , why');
  expect(without('Tell <@1> why')).toBe('Tell why');
  expect(without('Why? <@!1>')).toBe('Why?');
  expect(without('<@1><@1>')).toBe('');
});

it('leaves lines and their indents alone', () => {
  expect(without('<@1>\n  code\n    more')).toBe('code\n    more');
  expect(without('a\n  <@1> b')).toBe('a\n  b');
});

it('takes nobody else for the bot', () => {
  for (const text of ['<@11>', '<@&1>', '@1', '<#1>', '@everyone']) {
    expect(isMentioned(text, '1')).toBe(false);
    expect(without(text)).toBe(text);
  }
});
