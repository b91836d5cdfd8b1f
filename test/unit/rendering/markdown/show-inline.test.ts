import { describe, expect, it } from 'vitest';
import type { ShowInlineOptions } from '../../../../src/rendering/markdown/show-inline.ts';
import { escapeLineStart } from '../../../../src/rendering/markdown/escape-text.ts';
import { plainInline } from '../../../../src/rendering/markdown/plain-inline.ts';
import { showInline } from '../../../../src/rendering/markdown/show-inline.ts';
import { readDiscord, textIn, visibleText } from '../../../support/discord-reader.ts';

function shown(source: string, options?: ShowInlineOptions): string {
  const { parts } = showInline(source, options);
  return parts.map((part) => (part.type === 'text' ? part.text : part.code)).join('\n');
}

describe('emphasis', () => {
  it.each([
    ['**b**', '**b**'],
    ['*i* and _i_', '*i* and *i*'],
    ['***both***', '***both***'],
    ['~~gone~~', '~~gone~~'],
    ['__two words__', '**two words**'],
    ['**a *b* c**', '**a *b* c**'],
    ['*a **b** c*', '*a **b** c*'],
    ['**注意：**请看', '**注意：**请看'],
    ['**Note:**this', '**Note:**this'],
    ['**a `x**y` b**', '**a** `x**y` **b**'],
    ['*a **b* c**', '*a **b*** **c**'],
    ['*a\nb\nc*', '*a\nb\nc*'],
  ])('is as meant: %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });

  it.each([
    '2*3*4',
    '(1/3)*30*sqrt(2)',
    '40 *$18= $720, 10*27',
    'x**2 + y**2',
    'a * b * c',
    '* stray',
    '**never closed',
    '_x',
    'foo_bar_baz',
    '__init__',
    'src/*.ts and lib/*.js',
    '*/5 * * * */2',
    '/*note*/',
    '*a\nb\nc\nd*',
    '**a\n\nb**',
    'a_b and c_ d',
    '[0, 1) or (0, 1]',
    'see __FILE__ there',
    '~5 and ~6',
    '~~~x~~~',
    'a || b || c',
    'C:\\Users\\name',
    'Vec<String>',
    'a < b > c',
    '<ANSWER>3</ANSWER>',
    '<!-- note -->',
    '[1, 2] and [x](y',
    'AT&T &unknown;',
    '`never closed',
    '@everyone and @here',
    '<@123456789012345678> <@&1> <#1> </ask:1> <t:1:R> <:name:123456789012345678>',
  ])('is none in %j, which is shown as it is', (source) => {
    const markdown = shown(source);
    expect(visibleText(markdown)).toBe(source);
    expect(
      readDiscord(markdown).filter(({ styles, isMention }) => styles.length > 0 || isMention),
    ).toEqual([]);
  });

  it.each([
    ['foo_bar', String.raw`foo\_bar`],
    ['[0, 1)', String.raw`\[0, 1)`],
  ])('is not left to what may follow: %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });
});

describe('emphasis that is open at the end', () => {
  it('is closed in the text and handed on while more follows', () => {
    expect(showInline('so **bold and', { isWhole: false })).toEqual({
      parts: [{ type: 'text', text: 'so **bold and**' }],
      openMarks: ['**'],
    });
  });

  it('goes on in the next stretch', () => {
    expect(shown('goes on** here', { openMarks: ['**'] })).toBe('**goes on** here');
  });

  it('is dropped if the next stretch does not close it', () => {
    expect(showInline('no end', { openMarks: ['**'] })).toEqual({
      parts: [{ type: 'text', text: 'no end' }],
      openMarks: [],
    });
  });

  it('is literal once much has followed', () => {
    const { openMarks } = showInline(`**${'word '.repeat(100)}`, { isWhole: false });
    expect(openMarks).toEqual([]);
  });

  it.each(['2*3', '__init', '5 * 3'])('is not seen in %s', (source) => {
    expect(visibleText(shown(source, { isWhole: false }))).toBe(source);
  });

  it('is the same for tags', () => {
    expect(showInline('<b>bold and', { isWhole: false }).openMarks).toEqual(['<b>']);
    expect(shown('on</b> here', { openMarks: ['<b>'] })).toBe('**on** here');
  });
});

describe('code', () => {
  it.each([
    ['`a*b`', 'a*b'],
    ['`` a`b ``', 'a`b'],
    ['`` ` ``', '`'],
    ['`x || y`', 'x || y'],
    ['```one line```', 'one line'],
    ['`two\nlines`', 'two lines'],
    ['<code>a<b</code>', 'a<b'],
    ['<kbd>Ctrl</kbd>', 'Ctrl'],
  ])('of %j is %j', (source, code) => {
    expect(textIn(shown(source), 'code')).toEqual([code]);
  });

  it('is text where Discord cannot show it as code', () => {
    expect(visibleText(shown('``` a`b``c ```'))).toBe('a`b``c');
  });

  it('is code already while its end is missing', () => {
    expect(shown('see `npm run', { isWhole: false })).toBe('see `npm run`');
  });
});

describe('formulas', () => {
  it.each([
    [String.raw`\(x^2 \leq 5\)`, 'x² ≤ 5'],
    [String.raw`so \(\boxed{42}\)`, 'so **42**'],
    [
      String.raw`\(\begin{pmatrix}1\\2\end{pmatrix}\)`,
      String.raw`${'`'}\begin{pmatrix}1\\2\end{pmatrix}${'`'}`,
    ],
    [String.raw`\(a * b\)`, String.raw`a \* b`],
    ['costs $5 and $10', 'costs $5 and $10'],
  ])('within a line: %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });

  it('are words where they hold nothing else, at any length', () => {
    const words = 'Light both ends of one rope, and one end of the other rope, at the same time.';
    expect(shown(String.raw`so \(\boxed{\text{${words}}}\)`)).toBe(`so **${words}**`);
  });

  it('stand in their place between the words', () => {
    const tex = String.raw`\sum_{i=1}^n i`;
    expect(showInline(String.raw`a **b \[${tex}\] c** d`).parts).toEqual([
      { type: 'text', text: 'a **b**' },
      { type: 'formula', tex, code: `\`\`\`tex\n${tex}\n\`\`\`` },
      { type: 'text', text: '**c** d' },
    ]);
  });

  it('are part of the text where there are no pictures', () => {
    expect(shown(String.raw`a \[x^2\] b`, { allowsPictures: false })).toBe('a\nx²\nb');
  });

  it('are code while their end is missing', () => {
    expect(shown(String.raw`so \(x + 1`, { isWhole: false })).toBe('so `x + 1`');
  });
});

describe('links', () => {
  it.each([
    ['[words](https://a.b/c)', '[words](<https://a.b/c>)'],
    ['[words](https://a.b/c_(d) "title")', '[words](<https://a.b/c_(d)>)'],
    ['[words](<https://a.b/c d>)', '[words](<https://a.b/c%20d>)'],
    ['[**b** `c`](https://a.b)', '[**b** `c`](<https://a.b>)'],
    ['![picture](https://a.b/c.png)', '[picture](<https://a.b/c.png>)'],
    ['![](https://a.b/c.png)', '<https://a.b/c.png>'],
    ['[![badge](https://i.b/x.svg)](https://a.b)', '[badge](<https://a.b>)'],
    ['<https://a.b/c>', '<https://a.b/c>'],
    ['(see https://a.b/c_d).', '(see <https://a.b/c_d>).'],
    ['https://a.b/x||y', '<https://a.b/x%7C%7Cy>'],
    ['请看https://a.b。', '请看<https://a.b>。'],
    ['[https://a.b/](https://a.b)', '<https://a.b>'],
    ['[github.com](https://github.com/x)', '[github.com](<https://github.com/x>)'],
    ['<mail@a.com>', 'mail@a.com'],
  ])('%s are shown as %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });

  it.each([
    ['[bank.com](https://evil.com)', 'bank.com (<https://evil.com>)'],
    ['[https://bank.com](https://evil.com)', String.raw`https:\//bank.com (<https://evil.com>)`],
    ['[me](https://bank.com@evil.com)', 'me (<https://bank.com@evil.com>)'],
  ])('never hide where they lead: %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });

  it.each([
    ['[x](javascript:alert)', 'x (`javascript:alert`)'],
    ['[x](discord://-/y)', 'x (`discord://-/y`)'],
    ['[x](./file.md)', 'x (`./file.md`)'],
    ['[join](https://discord.gg/abc)', 'join (`https://discord.gg/abc`)'],
    ['join discord.gg/abc!', 'join `discord.gg/abc`!'],
    ['https://discord.com/invite/abc', '`https://discord.com/invite/abc`'],
    ['[part](#part)', 'part'],
    ['[join](http://discord.gg./abc)', 'join (`http://discord.gg./abc`)'],
    ['[join](https://%64iscord.gg/abc)', 'join (`https://%64iscord.gg/abc`)'],
    [String.raw`discord\.gg/abc`, String.raw`discord.gg\/abc`],
    [String.raw`discord.com\/invite/abc`, String.raw`discord.com/invite\/abc`],
    ['discord&#46;gg/abc', String.raw`discord.gg\/abc`],
    ['discord.gg<b></b>/abc', String.raw`discord.gg\/abc`],
    [String.raw`\(discord.gg/abc\)`, String.raw`discord.gg\/abc`],
    ['<sub>discord.gg/abc</sub>', String.raw`\_(discord.gg\/abc)`],
  ])('are dead where they do not lead to the web: %s', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });
});

describe('HTML and escapes', () => {
  it.each([
    ['a<br>b<br/>c', 'a\nb\nc'],
    ['<b>a</b> <em>b</em> <s>c</s> <u>d</u>', '**a** *b* ~~c~~ __d__'],
    ['<i>a <b>b</i> c</b>', '*a **b*** **c**'],
    ['H<sub>2</sub>O, x<sup>10</sup>', 'H₂O, x¹⁰'],
    ['x<sub>qq</sub>', String.raw`x\_(qq)`],
    ['<sub>@</sub>everyone', String.raw`\@everyone`],
    ['&lt;p&gt; &amp; &#39;x&#39;', String.raw`\<p> & 'x'`],
    ['note[^1] and [^why]', 'note¹ and \\[why]'],
    [String.raw`\*a\* \# \_`, String.raw`\*a\* # \_`],
    ['two blanks  \nnext', 'two blanks\nnext'],
    ['a backslash\\\nnext', 'a backslash\nnext'],
    ['bell\u{7} half\u{d800}', 'bell half\u{fffd}'],
  ])('%j is shown as %j', (source, markdown) => {
    expect(shown(source)).toBe(markdown);
  });

  it.each(['# a', '-# a', '> a', '>>> a', '- a', '+ a', '12. a'])(
    'keeps %j at the start of a line from being markup',
    (line) => {
      const markdown = shown(`words\n${line}`);
      expect(visibleText(markdown)).toBe(`words\n${line}`);
      expect(markdown).toContain('\\');
      expect(escapeLineStart(escapeLineStart(line))).toBe(escapeLineStart(line));
    },
  );

  it.each(['#a', '-a', '1986 was', '3.14', '####  a'])('leaves the line %j alone', (line) => {
    expect(escapeLineStart(line)).toBe(line);
  });
});

describe('plain text', () => {
  it.each([
    ['**b** `a*b` ~~s~~', 'b a*b s'],
    [
      String.raw`\(x^2\), \(\begin{pmatrix}1\end{pmatrix}\)`,
      String.raw`x², \begin{pmatrix}1\end{pmatrix}`,
    ],
    ['[words](https://a.b)', 'words (https://a.b)'],
    ['a<br>b &lt;c&gt; \\*', 'a b <c> *'],
  ])('of %s is %s', (source, text) => {
    expect(plainInline(source)).toBe(text);
  });
});
