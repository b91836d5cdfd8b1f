import { describe, expect, it } from 'vitest';
import { readDiscord, textIn, visibleText } from '../../../support/discord-reader.ts';

describe('the reader of Discord’s Markdown', () => {
  it.each([
    [
      'a **b** c',
      [
        { text: 'a ', styles: [] },
        { text: 'b', styles: ['bold'] },
        { text: ' c', styles: [] },
      ],
    ],
    ['***b***', [{ text: 'b', styles: ['bold', 'italic'] }]],
    ['`a*b*`', [{ text: 'a*b*', styles: ['code'] }]],
    ['[t](<https://a.b/c>)', [{ text: 't', styles: [], link: 'https://a.b/c' }]],
    [String.raw`\*a\*`, [{ text: '*a*', styles: [] }]],
  ])('reads %s', (markdown, spans) => {
    expect(readDiscord(markdown)).toEqual(spans);
  });

  it('takes __x__ as underlined, as Discord does', () => {
    expect(textIn('__init__', 'underline')).toEqual(['init']);
  });

  it('sees a spoiler that two empty cells make', () => {
    expect(textIn('| a || b || c |', 'spoiler')).toEqual([' b ']);
  });

  it('makes no link of what is not on the web', () => {
    expect(readDiscord('[t](javascript:x)')).toEqual([{ text: '[t](javascript:x)', styles: [] }]);
  });

  it('leaves a link literal whose words are an address', () => {
    expect(readDiscord('[https://a.b](<https://c.d>)').map(({ link }) => link)).not.toContain(
      'https://c.d',
    );
  });

  it('tells a mention from its escaped form', () => {
    expect(readDiscord('@everyone').some(({ isMention }) => isMention)).toBe(true);
    expect(visibleText(String.raw`\@everyone`)).toBe('@everyone');
  });
});
