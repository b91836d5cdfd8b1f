import { describe, expect, it } from 'vitest';
import { partsOf, shownIn } from '../../../support/page-parts.ts';

describe('a code block', () => {
  it('keeps its language and its content', () => {
    expect(shownIn('```c++\n  *a* || b\n\n#x\n```')).toBe('```c++\n  *a* || b\n\n#x\n```');
  });

  it('is closed at the end of the answer', () => {
    expect(shownIn('```js\nf();')).toBe('```js\nf();\n```');
  });

  it('loses the indentation of the item that it stands in', () => {
    expect(shownIn('1. Run:\n\n   ```sh\n   if x\n     y\n   ```\n2. Done')).toBe(
      '1. Run:\n```sh\nif x\n  y\n```\n2. Done',
    );
  });

  it.each(['~~~\nx\n~~~', '`````\nx\n`````'])('may have other marks: %j', (source) => {
    expect(shownIn(source)).toBe('```\nx\n```');
  });

  it('may begin in the middle of a line', () => {
    expect(shownIn('Like this: ```py\nx\n```\nso')).toBe('Like this:\n```py\nx\n```\nso');
  });

  it('may have its end glued to its last line', () => {
    expect(shownIn('```py\nx\ny```\nAfter')).toBe('```py\nx\ny\n```\nAfter');
  });

  it('may have text glued to its end', () => {
    expect(shownIn('```py\nx\n```And so on.')).toBe('```py\nx\n```\nAnd so on.');
  });

  it('ends where the next one begins', () => {
    expect(shownIn('```py\nx\n```js\ny\n```\nAfter')).toBe('```py\nx\n```\n```js\ny\n```\nAfter');
  });

  it('of Markdown holds blocks of its own, and is a file as well', () => {
    const shown = shownIn('```md\n# T\n```sh\nls\n```\nEnd\n```\nAfter');
    expect(shown).toBe(
      '```md\n# T\n`\u200b`\u200b`sh\nls\n`\u200b`\u200b`\nEnd\n```\n[file code.md]\nAfter',
    );
  });

  it('of four backticks holds three', () => {
    expect(partsOf('````\n```\nx\n```\n````')[1]).toEqual({
      type: 'file',
      name: 'code.txt',
      content: '```\nx\n```\n',
    });
  });

  it('with nothing in it is not shown', () => {
    expect(shownIn('One\n```js\n```\nTwo')).toBe('One\nTwo');
  });

  it.each(['```word', '```word\n```', 'Look ```word', '~~~ word\n'])(
    'is made of the word behind its marks if that is all there is, and no language: %j',
    (source) => {
      expect(shownIn(source)).toMatch(/(?:^|Look\n)```\nword\n```$/);
    },
  );

  it('shows what its first line says besides the language', () => {
    expect(shownIn('```js title="a.js"\nx\n```')).toBe('-# title="a.js"\n```js\nx\n```');
  });

  it('keeps the blank lines in it if it is marked by indentation alone', () => {
    expect(shownIn('    f();\n\n \n\n    g();\n\n\nText')).toBe('```\nf();\n\n\n\ng();\n```\nText');
  });

  it('may be marked by indentation alone', () => {
    expect(shownIn('Text\n\n    f();\n\n      g();\nAfter')).toBe(
      'Text\n```\nf();\n\n  g();\n```\nAfter',
    );
  });
});

describe('the file of a code block', () => {
  const nested = (before: string, info = 'md', first = '') =>
    partsOf(`${before}\n\`\`\`\`${info}\n${first}\`\`\`\nx\n\`\`\`\n\`\`\`\``).find(
      ({ type }) => type === 'file',
    );

  it.each([
    ['Save it as:', 'python', 'code.py'],
    ['Text', 'Rust', 'code.rs'],
    ['Text', 'unheard-of', 'code.txt'],
    ['**main.py**', 'python', 'main.py'],
    ['### 2. `src/app.ts`:', 'ts', 'app.ts'],
    ['Put this into `lib/x.sh`:', 'sh', 'x.sh'],
    ['Compare `a.py` with `b.py`:', 'python', 'code.py'],
    ['Text', 'python title="tool.py"', 'tool.py'],
    ['Text', 'partitions.csv', 'partitions.csv'],
    ['`.env.example`', 'sh', 'env.example'],
  ])('after %j with %j is called %j', (before, info, name) => {
    expect(nested(before, info)).toMatchObject({ name });
  });

  it('is called what its first line says', () => {
    expect(nested('Text', 'python', '# file: app/x.py\n')).toMatchObject({ name: 'x.py' });
  });

  it('is numbered over the whole answer', () => {
    const block = '````py\n```\n````\n';
    const files = partsOf(block.repeat(3)).filter(({ type }) => type === 'file');
    expect(files).toMatchObject([
      { name: 'code.py' },
      { name: 'code-2.py' },
      { name: 'code-3.py' },
    ]);
  });
});
