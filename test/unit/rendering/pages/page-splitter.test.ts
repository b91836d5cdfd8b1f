import { describe, expect, it } from 'vitest';
import type { Page } from '../../../../src/rendering/pages/page.ts';
import { createPageSplitter } from '../../../../src/rendering/pages/page-splitter.ts';

const room = { text: 2_000, files: 4, components: 12 };

const split = (answer: string, isComplete = true) =>
  createPageSplitter({ first: room, later: room }).split(answer, { isComplete });

const textsOf = ({ parts }: Page) =>
  parts.map((part) => (part.type === 'text' ? part.text : `[${part.type}]`)).join('\n');
const texts = (answer: string, isComplete = true) => split(answer, isComplete).map(textsOf);

const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');
/** A paragraph that fills so much of a page. */
const filler = (share: number) => words(Math.floor((share * room.text) / 5));

describe('a page', () => {
  it('does not exist for an answer that shows nothing', () => {
    expect(split('')).toEqual([]);
    expect(split(' \n\n \u200b')).toEqual([]);
  });

  it('holds all of an answer that has room on it', () => {
    expect(texts('One.\n\nTwo.')).toEqual(['One.\n\nTwo.']);
  });

  it('ends before a section when it is three quarters full', () => {
    expect(texts(`${filler(0.8)}\n\n## Title\n\nText`)).toEqual([filler(0.8), '## Title\nText']);
  });

  it('ends before a rule, which then stands on no page', () => {
    expect(texts(`${filler(0.8)}\n\n---\n\nText`)).toEqual([filler(0.8), 'Text']);
  });

  it('ends with a paragraph when it is a little fuller', () => {
    expect(texts(`${filler(0.85)}\n\nText`)).toEqual([filler(0.85), 'Text']);
    expect(texts(`${filler(0.6)}\n\nText`)).toHaveLength(1);
  });

  it('ends with an item, a line, a sentence or a word where there is nothing better', () => {
    expect(texts(`- ${filler(0.85)}\n- ${words(99)}`)[0]).toBe(`- ${filler(0.85)}`);
    expect(texts(`${filler(0.9)}\n${words(99)}`)[0]).toBe(filler(0.9));
    expect(texts(`${filler(0.94)}. ${words(99)}`)[0]).toBe(`${filler(0.94)}.`);
    expect(texts(words(500))[0]).toMatch(/word$/);
  });

  it.each(['### A long heading', 'The steps are these:'])('does not end just after: %s', (line) => {
    const text = `${filler(0.72)}\n\n${words(30)}\n${line}\n\n${words(30)}`;
    expect(texts(text).find((page) => page.includes(line))).toContain(`${line}\n`);
  });

  it('ends between two characters where there are no blanks', () => {
    const family = '👩‍👩‍👧‍👦';
    for (const { start } of split(family.repeat(400))) expect(start % family.length).toBe(0);
  });

  it('holds no more formulas than it may have files', () => {
    const pages = split('Text \\[ x \\]\n'.repeat(10));
    const formulas = pages.map(({ parts }) => parts.filter(({ type }) => type === 'formula'));
    expect(formulas.map(({ length }) => length)).toEqual([4, 4, 2]);
  });

  it('closes what is bold over its end, and the next one opens it again', () => {
    const pages = texts(`${filler(0.9)} **${words(60)}** end`);
    expect(pages[0]).toMatch(/\*\*word[^*]*word\*\*$/);
    expect(pages[1]).toMatch(/^\*\*word[^*]*word\*\* end$/);
  });

  it('goes on with a quote', () => {
    expect(texts(`> ${words(600)}`)[1]).toMatch(/^> word/);
  });

  it('goes on with a list at the depth that it had', () => {
    const items = `- one\n${`  - ${words(20)}\n`.repeat(30)}`;
    expect(texts(items)[1]).toMatch(/^ {2}- word/);
  });
});

describe('a page with code', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, line) => `call(${line});`);

  it('is closed before a block that begins near its end', () => {
    expect(texts(`${filler(0.85)}\n\`\`\`js\nx();\n\`\`\`\nEnd.`)).toEqual([
      filler(0.85),
      '```js\nx();\n```\nEnd.',
    ]);
  });

  it('closes a block that goes on, and the next one opens it in the same language', () => {
    const [first, second] = texts(`\`\`\`ts\n${lines(250).join('\n')}\n\`\`\`\nEnd`);
    expect(first).toMatch(/^```ts\ncall\(0\);[^`]*\n```$/);
    expect(second).toMatch(/^```ts\ncall[^`]*call\(249\);\n```\n\[file\]\nEnd$/);
  });

  it('tells how the rest of a block reads alone', () => {
    const pages = split(`\`\`\`ts\n${lines(250).join('\n')}\n\`\`\``);
    expect(pages.map(({ opener }) => opener)).toEqual(['', '```ts\n']);
  });

  it('holds the whole of a block that began on an earlier one as a file', () => {
    const pages = split(`\`\`\`ts\n${lines(250).join('\n')}\n\`\`\``);
    expect(pages[1]?.parts.at(-1)).toEqual({
      type: 'file',
      name: 'code.ts',
      content: `${lines(250).join('\n')}\n`,
    });
  });

  it('has no file of a block that is still written', () => {
    const pages = texts(`\`\`\`ts\n${lines(250).join('\n')}\n`, false);
    expect(pages[1]).toMatch(/```$/);
  });

  it('does not leave the closing line of a block alone to the next', () => {
    for (let count = 150; count < 200; count += 1) {
      const source = `\`\`\`ts\n${lines(count).join('\n')}\n\n\`\`\`\nEnd.`;
      for (const page of texts(source)) expect(page).not.toMatch(/^```ts\s*```/);
    }
  });
});

describe('a page with a table', () => {
  const rows = Array.from({ length: 120 }, (_, row) => `| ${row} | value |`).join('\n');

  it('repeats the header of a table that goes on', () => {
    const pages = texts(`| key | what |\n|---|---|\n${rows}`);
    expect(pages.length).toBeGreaterThan(1);
    for (const page of pages) expect(page).toMatch(/^```\nkey +what\n/);
  });

  it('tells the header to read the rest with', () => {
    const head = '| key | what |\n|---|---|\n';
    expect(
      split(head + rows)
        .map(({ opener }) => opener)
        .slice(0, 2),
    ).toEqual(['', head]);
  });
});

describe('an answer that grows', () => {
  it('keeps its closed pages as the same objects', () => {
    const splitter = createPageSplitter({ first: room, later: room });
    const [before] = splitter.split(words(600), { isComplete: false });
    const [after] = splitter.split(words(900), { isComplete: false });
    expect(after).toBe(before);
  });

  it('shows a formula that is not whole where it has room on the page for certain', () => {
    expect(texts('So \\[ x +', false)[0]).toContain('x +');
    expect(texts(`${filler(0.5)} \\[ x +`, false)[0]).toMatch(/word$/);
  });

  it('shows the beginning of a line that may be a table as what it is so far', () => {
    expect(texts('Text\n| a | b |', false)).toEqual(['Text\n| a | b |']);
  });

  it('holds back a line that may begin the next page', () => {
    expect(texts(`${filler(0.8)}\n\n#`, false)).toEqual([filler(0.8)]);
    expect(texts(`${filler(0.8)}\n\n## Title\nText`, false)).toHaveLength(2);
  });

  it('closes its last page when it is complete', () => {
    expect(split('Text', false)[0]?.isClosed).toBe(false);
    expect(split('Text', true)[0]?.isClosed).toBe(true);
  });
});
