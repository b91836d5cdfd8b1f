import { describe, expect, it } from 'vitest';
import { drawMarkdown } from '../../../playground/terminal/markdown.ts';
import { paint } from '../../../playground/terminal/styled-text.ts';

function plain(markdown: string, width = 40): string[] {
  return drawMarkdown(markdown, width).map((line) => paint(line, { color: false }));
}

/** The text, and the styles that all of it has. */
function styled(markdown: string) {
  const spans = drawMarkdown(markdown, 40).flat();
  const [first] = spans;
  for (const { styles } of spans) expect(styles).toEqual(first?.styles);
  return { text: spans.map(({ text }) => text).join(''), styles: first?.styles };
}

describe('Markdown in the terminal', () => {
  it.each([
    ['**b**', 'b', ['bold']],
    ['__u__', 'u', ['underline']],
    ['*i*', 'i', ['italic']],
    ['_i_', 'i', ['italic']],
    ['~~s~~', 's', ['strike']],
    ['`c**d**`', 'c**d**', ['code']],
    ['||x||', 'x', ['dim', 'strike']],
    ['***b***', 'b', ['bold', 'italic']],
    ['## Title', 'Title', ['bold']],
    ['-# small', 'small', ['dim']],
  ])('styles %s', (markdown, text, styles) => {
    expect(styled(markdown)).toEqual({ text, styles });
  });

  it('leaves what is no Markdown as it is', () => {
    const text = ['2 * 3 * 4', 'snake_case_name', '#### four', '**open', '1 < 2'].join('\n');
    expect(plain(text)).toEqual(text.split('\n'));
  });

  it('takes a backslash off what it escapes', () => {
    expect(plain(String.raw`\*not italic\*`)).toEqual(['*not italic*']);
  });

  it('shows where a link goes', () => {
    expect(plain('[docs](<https://example.org>)')).toEqual(['docs (https://example.org)']);
  });

  it('keeps code as it is, indentation and all', () => {
    expect(plain('```js\nif (a) {\n    **b**\n}\n```')).toEqual([
      '```js',
      '  if (a) {',
      '      **b**',
      '  }',
      '```',
    ]);
  });

  it('takes the rest of an unclosed fence for code', () => {
    expect(plain('```\n**a**')).toEqual(['```', '  **a**']);
  });

  it('quotes a line with > and all the rest with >>>', () => {
    expect(plain('> a\nb\n>>> c\nd')).toEqual(['│ a', 'b', '│ c', '│ d']);
  });

  it('hangs the lines of a list item under its text', () => {
    expect(plain('- one two three\n10. four five', 9)).toEqual([
      '• one two',
      '  three',
      '10. four',
      '    five',
    ]);
  });

  it('breaks lines at words, and inside a word that is longer than a line', () => {
    expect(plain('aa bb cccccc', 5)).toEqual(['aa bb', 'ccccc', 'c']);
  });

  it('counts wide characters as two cells and keeps clusters whole', () => {
    expect(plain('日本語のテスト', 6)).toEqual(['日本語', 'のテス', 'ト']);
    expect(plain('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', 4)).toEqual(['👩‍👩‍👧👩‍👩‍👧', '👩‍👩‍👧']);
  });

  it('keeps empty lines', () => {
    expect(plain('a\n\nb')).toEqual(['a', '', 'b']);
  });
});
