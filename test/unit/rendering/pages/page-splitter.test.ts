import { describe, expect, it } from 'vitest';
import { startOfText } from '../../../../src/rendering/markdown/line.ts';
import { maxFormulaRoom } from '../../../../src/rendering/maths/formula.ts';
import type { Page } from '../../../../src/rendering/pages/page.ts';
import { createPageSplitter, minPageRoom } from '../../../../src/rendering/pages/page-splitter.ts';
import { readUnits } from '../../../../src/rendering/pages/units.ts';
import { roomOf } from '../../../../src/rendering/room.ts';

const room = { ...minPageRoom, files: 4, components: 12 };

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

  it('is filled by what its formulas take as they are shown, not by their TeX', () => {
    const pages = texts('So it is **$\\boxed{\\dfrac{1}{4}}$**. '.repeat(400)).slice(0, -1);
    for (const page of pages) expect(roomOf(page)).toBeGreaterThan(0.5 * room.text);
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

  it('ends at a blank within a line of code that is too long for it', () => {
    expect(texts(`\`\`\`\n${words(600)}\n\`\`\``)[0]).toMatch(/ word\n```$/);
  });

  it('goes on with a formula that is too long to be a picture', () => {
    const formula = `\\[\n${lines(250).join('\n')}\n\\]`;
    const [first, second] = texts(`${formula}\n\nEnd`);
    expect(first).toMatch(/^```tex\n\\\[\ncall[^`]*\n```$/);
    expect(second).toMatch(/^```tex\ncall[^`]*\n\\\]\n```\n\[file\]\nEnd$/);
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
    const share = 1 - (maxFormulaRoom + 160) / room.text;
    expect(texts(`${filler(share)}\n\n\\[\nx +`, false)).toEqual([`${filler(share)}\n\n\`x +\``]);
    expect(texts(`${filler(share + 0.05)}\n\n\\[\nx +`, false)).toEqual([filler(share + 0.05)]);
  });

  it('shows a formula of several lines as code, whatever they begin with', () => {
    expect(texts('So\n\n1. We have\n   \\[\n   x\n   - y\n   + z', false)).toEqual([
      'So\n\n1. We have\n  `x - y + z`',
    ]);
    expect(texts('So $\\frac{1', false)).toEqual(['So `\\frac{1`']);
    expect(texts('\\boxe', false)).toEqual(['`\\boxe`']);
  });

  it('shows the beginning of a line that may be a table as what it is so far', () => {
    expect(texts('Text\n| a | b |', false)).toEqual(['Text\n| a | b |']);
  });

  it('holds back a line that may begin the next page', () => {
    expect(texts(`${filler(0.8)}\n\n#`, false)).toEqual([filler(0.8)]);
    expect(texts(`${filler(0.8)}\n\n## Title\nText`, false)).toHaveLength(2);
  });

  it.each([0.5, 0.6, 0.7, 0.8])(
    'keeps a formula where its first line stands, whatever its lines begin with, on a page filled to %d',
    (share) => {
      const formula = `\\[\nx = ${'d + '.repeat(100)}e\n- b\n| c |\n> d\n\\]`;
      const answer = `${filler(share)}\n\n${formula}\n\nDone.`;
      const starts = split(answer).map(({ start }) => start);
      for (let at = answer.length - formula.length; at < answer.length; at += 5) {
        const pages = split(answer.slice(0, at), false);
        expect(pages.map(({ start }) => start)).toEqual(starts.slice(0, pages.length));
      }
    },
  );

  it('begins a page at the same place however many blank lines precede it', () => {
    const splitter = createPageSplitter({ first: room, later: room });
    const before = `${filler(0.9)}.${'\n'.repeat(500)}`;
    for (const cut of [10, 400]) splitter.split(before.slice(0, -cut), { isComplete: false });
    const answer = `${before}## Title\nText`;
    const pages = splitter.split(answer, { isComplete: false });
    expect(pages).toEqual(split(answer, false));
    expect(pages[1]?.start).toBe(before.length);
  });

  it('closes its last page when it is complete', () => {
    expect(split('Text', false)[0]?.isClosed).toBe(false);
    expect(split('Text', true)[0]?.isClosed).toBe(true);
  });
});

describe('the units of an answer', () => {
  const unitsOf = (answer: string) => [...readUnits(answer, 0, startOfText)];

  it.each(['\n', ' \t\n', '>\n', '> > \n'])('count blank lines in a row as one: %j', (line) => {
    const units = unitsOf(`Text\n${line.repeat(1_000)}Text\n`);
    expect(units.map(({ start }) => start)).toEqual([0, 5, 5 + 1_000 * line.length]);
  });
});
