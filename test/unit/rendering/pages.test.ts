import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitPages } from '../../../src/rendering/pages.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { hostileText } from '../../support/hostile-text.ts';
import { unsplitPages } from '../../support/unsplit-pages.ts';

const room = { first: 240, later: 320 };
const texts = (source: string) => splitPages(source, room).map((page) => page.text);
const words = (count: number) => Array.from({ length: count }, () => 'word').join(' ');

describe('a page', () => {
  it('does not exist for a text that shows nothing', () => {
    expect(texts('')).toEqual([]);
    expect(texts(' \n\n \u200b')).toEqual([]);
  });

  it('holds all of a text that has room on it', () => {
    expect(texts('One.\n\nTwo.')).toEqual(['One.\n\nTwo.']);
  });

  it('ends with a paragraph when it is nearly full', () => {
    const paragraph = words(30);
    expect(texts(`${paragraph}\n\n${paragraph}`)).toEqual([paragraph, paragraph]);
  });

  it('ends with a line, a sentence, a word where there is no paragraph', () => {
    expect(texts(`${words(32)}\n${words(30)}`)[0]).toBe(words(32));
    expect(texts(`${words(33)}. ${words(30)}`)[0]).toBe(`${words(33)}.`);
    expect(texts(words(60))[0]).toMatch(/word$/);
  });

  it('ends with a sentence in a script without spaces', () => {
    const sentence = `${'汉'.repeat(135)}。`;
    expect(texts(sentence + sentence)).toEqual([sentence, sentence]);
  });

  it('ends at the same place in scripts that take the same room', () => {
    const starts = (word: string) => splitPages(word.repeat(300), room).map(({ start }) => start);
    expect(starts('слово. ')).toEqual(starts('words. '));
    expect(starts('слово. ')).toHaveLength(10);
  });

  it('holds less of a script that takes more room', () => {
    const fullPage = (character: string) => texts(character.repeat(900))[1]?.length;
    expect([fullPage('a'), fullPage('汉')]).toEqual([249, 207]);
  });

  it.each(['### A long heading', 'The steps are these:'])('does not end just after: %s', (line) => {
    expect(texts(`${words(26)}\n\n${line}\n\n${words(30)}`)[0]).toMatch(`${line}\n\nword`);
  });

  it('is closed before a code block that begins near its end', () => {
    expect(texts(`${words(30)}\n\`\`\`js\nx();\ny();\n\`\`\`\nEnd.`)).toEqual([
      words(30),
      '```js\nx();\ny();\n```\nEnd.',
    ]);
  });

  it('closes a code block that goes on, and the next one opens it in the same language', () => {
    const code = Array.from({ length: 30 }, (_, line) => `call(${line});`);
    const pages = texts(`\`\`\`ts\n${code.join('\n')}\n\`\`\``);
    expect(pages).toHaveLength(2);
    expect(pages[0]).toMatch(/^```ts\ncall\(0\);[^`]*\n```$/);
    expect(pages[1]).toMatch(/^```ts\ncall[^`]*call\(29\);\n```$/);
  });

  it('does not leave the closing line of a code block alone to the next', () => {
    for (let lines = 10; lines < 40; lines += 1) {
      const code = Array.from({ length: lines }, () => 'f();').join('\n');
      for (const page of texts(`\`\`\`ts\n${code}\n\n\`\`\`\nEnd.`)) {
        expect(page).not.toMatch(/^```ts\s*```/);
      }
    }
  });

  it('closes a code block that is still being written', () => {
    expect(texts('```js\nlet x')).toEqual(['```js\nlet x\n```']);
    expect(texts('```js\nlet x\n')).toEqual(['```js\nlet x\n```']);
  });

  it('keeps the indentation of a line at its start', () => {
    const code = Array.from({ length: 30 }, () => '    call();').join('\n');
    expect(texts(`\`\`\`\n${code}\n\`\`\``)[1]).toMatch(/^```\n {4}call/);
  });

  it('ends between two characters when there is no better place', () => {
    const family = '👩‍👩‍👧‍👦';
    for (const page of texts(family.repeat(120))) {
      expect(page.length % family.length).toBe(0);
    }
  });
});

/** What is closed in `before` stays as it is; what its last page shows stays there, but for a look ahead. */
function expectToGrow(before: string, after: string): void {
  const lookAhead = 64;
  const pagesBefore = splitPages(before, room);
  const pages = splitPages(after, room);
  const open = pagesBefore.at(-1);
  if (open === undefined) return;
  const closed = pagesBefore.slice(0, -1);
  expect(pages.slice(0, closed.length)).toEqual(closed);
  expect(pages[closed.length]?.start).toBe(open.start);
  expect(pages[closed.length]?.end).toBeGreaterThanOrEqual(open.end - lookAhead);
}

describe('the pages of any text', () => {
  const source = hostileText(60);

  it('lose nothing and double nothing', () => {
    fc.assert(
      fc.property(source, (text) => {
        expect(unsplitPages(text, splitPages(text, room))).toBe(text.replaceAll(/\s/g, ''));
      }),
    );
  });

  it('have room for what they show, and each shows something', () => {
    fc.assert(
      fc.property(source, (text) => {
        for (const [index, page] of texts(text).entries()) {
          expect(roomOf(page)).toBeLessThanOrEqual(index === 0 ? room.first : room.later);
          expect(page.trim()).not.toBe('');
        }
      }),
    );
  });

  it('close every code block that they open', () => {
    fc.assert(
      fc.property(source, (text) => {
        for (const page of texts(text)) {
          expect((page.match(/`{3,}/g) ?? []).length % 2).toBe(0);
        }
      }),
    );
  });

  it('never cut a character', () => {
    fc.assert(
      fc.property(source, (text) => {
        const segments = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(text);
        for (const { start } of splitPages(text, room)) {
          expect(segments.containing(start)?.index).toBe(start);
        }
      }),
    );
  });

  it('do not change once the next page has begun, and no text moves on to it', () => {
    const written = fc.tuple(source, fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(written, ([text, share]) => {
        const characters = Array.from(text);
        const before = characters.slice(0, Math.floor(share * characters.length)).join('');
        expectToGrow(before, text);
      }),
      { numRuns: 300 },
    );
  });

  it('do not change while a block of code is written, wherever its end falls', () => {
    for (let lines = 10; lines < 50; lines += 1) {
      const text = `\`\`\`ts\n${'  f();\n'.repeat(lines)}\n\`\`\`\n\nEnd.`;
      for (let length = text.length - 20; length < text.length; length += 1) {
        expectToGrow(text.slice(0, length), text.slice(0, length + 1));
        expectToGrow(text.slice(0, length), text);
      }
    }
  });

  it('are not short, but for the last', () => {
    const prose = fc.array(
      fc.constantFrom('word ', 'A sentence. ', 'line\n', '\n\n', '汉字。', '```\n', '# H\n\n'),
      { maxLength: 400, size: 'max' },
    );
    fc.assert(
      fc.property(prose, (parts) => {
        for (const page of splitPages(parts.join(''), { first: 600, later: 800 }).slice(0, -1)) {
          expect(page.text.length).toBeGreaterThan(800 / 3);
        }
      }),
    );
  });
});
