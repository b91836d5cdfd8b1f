import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawMarkdown } from '../../../playground/page/markdown.ts';

const names = new Map([['100000000000000001', 'Ann']]);

function draw(source: string, areSpoilersOpen = false): string {
  const nameOf = (id: string) => names.get(id);
  const { html } = drawMarkdown(source, { areSpoilersOpen, nameOf });
  return html.replace(/^<div class="markup">(.*)<\/div>$/s, '$1');
}

const ann = '<@100000000000000001>';

describe("Discord's Markdown as HTML", () => {
  it.each([
    [
      'styles',
      '**b** *i* _i_ __u__ ~~s~~',
      '<strong>b</strong> <em>i</em> <em>i</em> <u>u</u> <s>s</s>',
    ],
    ['headings of three levels', '# a\n## b\n### c', '<h1>a</h1><h2>b</h2><h3>c</h3>'],
    ['small print', '-# a', '<small>a</small>'],
    [
      'a heading right after a block of code',
      '```\na\n```\n### b\n1. c',
      '<pre><code>a</code></pre><h3>b</h3><ol start="1"><li>c</li></ol>',
    ],
    ['a heading right after a list', '- a\n## b', '<ul><li>a</li></ul><h2>b</h2>'],
    ['small print right after a list', '- a\n-# b', '<ul><li>a</li></ul><small>b</small>'],
    ['a quote', '> a\n> b\nc', '<blockquote>a<br>b<br></blockquote>c'],
    ['code', '`a*b*`', '<code>a*b*</code>'],
    ['a block of code, which ends its line', '```\na*b*\n```\nc', '<pre><code>a*b*</code></pre>c'],
    ['bullets', '- a\n* b\n+ c', '<ul><li>a</li><li>b</li><li>c</li></ul>'],
    ['numbers from where they begin', '3. a\n4. b', '<ol start="3"><li>a</li><li>b</li></ol>'],
    [
      'nested lists',
      '- a\n  - b\n    1. c\n- d',
      '<ul><li>a<br><ul><li>b<br><ol start="1"><li>c</li></ol></li></ul></li><li>d</li></ul>',
    ],
    ['indented text within its item', '- a\n  b\nc', '<ul><li>a<br>b</li></ul>c'],
    ['a blank line that ends a list', '- a\n\nb', '<ul><li>a</li></ul><br>b'],
    ['a list after text', 'a\n- b', 'a<br><ul><li>b</li></ul>'],
    [
      'links',
      '[a](https://b.c) <https://d.e>',
      '<a href="https://b.c">a</a> <a href="https://d.e">https://d.e</a>',
    ],
    [
      'mentions by name',
      `${ann} @everyone`,
      '<span class="mention">@Ann</span> <span class="mention">@everyone</span>',
    ],
    ['a moment', '<t:0:R>', '<span class="time">January 1, 1970 at 12:00 AM</span>'],
    ['a time of the day', '<t:0:t>', '<span class="time">12:00 AM</span>'],
    ['a day', '<t:0:D>', '<span class="time">January 1, 1970</span>'],
  ])('shows %s', (_what, source, expected) => {
    expect(draw(source)).toBe(expected);
  });

  it.each([
    ['headings of a fourth level', '#### a'],
    ['rules', '---'],
    ['tables', '| a | b |<br>| - | - |'],
    ['task boxes', '[ ] a'],
    ['numbers with a bracket', '1) a'],
    ['an unclosed spoiler', '||a'],
    ['an unclosed fence', '```js<br>a'],
    ['a link whose label is an address', '[https://a.b](https://c.d)'],
    ['a link to no web address', '[a](b)'],
  ])('leaves %s as written', (_what, shown) => {
    const source = shown.replaceAll('<br>', '\n');
    expect(draw(source).replaceAll(/<\/?a[^>]*>/g, '')).toBe(shown);
  });

  it.each([
    ['### 1. a', '<h3>1. a</h3>'],
    ['**1. a**', '<strong>1. a</strong>'],
    ['-# - a', '<small>- a</small>'],
  ])('sees no list within a line: %s', (source, expected) => {
    expect(draw(source)).toBe(expected);
  });

  it('eats the backslash of TeX, and italicises between its stars', () => {
    expect(draw(String.raw`\(x\) 2*3*4`)).toBe('(x) 2<em>3</em>4');
  });

  it('ends a spoiler at the first two bars, also within code', () => {
    expect(draw('||a `b||c` d||')).toContain('<span>a `b</span></label>c` d||');
  });

  it('covers a spoiler until it is opened', () => {
    expect(draw('||a||')).toContain('<input type="checkbox"><span>a</span>');
    expect(draw('||a||', true)).toContain('<input type="checkbox" checked><span>a</span>');
  });

  it('colours code of a language', () => {
    expect(draw('```py\nif x: # "y"\n```')).toBe(
      '<pre><code><i class="hl-keyword">if</i> x: <i class="hl-comment"># &quot;y&quot;</i></code></pre>',
    );
  });

  it('lets no text become HTML, and no link a script', () => {
    const piece = fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      '&',
      '<b>',
      'javascript:/x',
      '](',
      '[',
      ')',
      '`',
      '**',
      '\n',
      '> ',
      '- ',
      '||',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const drawn = draw(pieces.join(''));
        expect(drawn).not.toMatch(/<b>|href="javascript/);
        expect(drawn.replaceAll(/<\/?\w+(?: [a-z]+(?:="[^"<>]*")?)*>/g, '')).not.toMatch(/[<>]/);
      }),
    );
  });
});
