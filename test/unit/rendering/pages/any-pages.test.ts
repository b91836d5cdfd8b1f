import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Page, PagePart, PageRoom } from '../../../../src/rendering/pages/page.ts';
import { createPageSplitter } from '../../../../src/rendering/pages/page-splitter.ts';
import { roomOf } from '../../../../src/rendering/room.ts';
import { hostileText } from '../../../support/hostile-text.ts';
import { markdownPieces } from '../../../support/markdown-pieces.ts';

const rooms = {
  first: { text: 2_000, files: 4, components: 12 },
  later: { text: 2_400, files: 6, components: 16 },
};

const split = (answer: string, isComplete = false) =>
  createPageSplitter(rooms).split(answer, { isComplete });

const answers = fc.oneof(markdownPieces({ maxPieces: 250 }), hostileText(150));

const growing = fc
  .tuple(
    answers,
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 8 }),
  )
  .map(([answer, shares]) => ({
    answer,
    cuts: shares
      .map((share) => Math.floor(share * answer.length))
      .toSorted((one, other) => one - other),
  }));

function markdownOf(part: PagePart): string {
  if (part.type === 'text') return part.text;
  return part.type === 'formula' ? part.code : '';
}

function loadOf({ parts }: Page): PageRoom {
  return {
    text: roomOf(parts.map(markdownOf).join('\n')),
    files: parts.filter(({ type }) => type === 'formula' || type === 'file').length,
    components: parts.length,
  };
}

/** Up to where the answer is shown, and which pages are closed. */
function expectToGrow(before: readonly Page[], after: readonly Page[]): void {
  const closed = before.filter(({ isClosed }) => isClosed);
  expect(after.slice(0, closed.length)).toEqual(closed);
  const open = before[closed.length];
  if (open === undefined) return;
  const same = after[closed.length];
  // What came out to be nothing but marks shows nothing.
  if (same === undefined && !/\p{L}{3}/u.test(open.parts.map(markdownOf).join(''))) return;
  expect(same?.start).toBe(open.start);
  expect(same?.end).toBeGreaterThanOrEqual(open.end);
}

describe('the pages of any answer', () => {
  it('do not change once closed, and what they show stays on them', () => {
    fc.assert(
      fc.property(growing, ({ answer, cuts }) => {
        let before: readonly Page[] = [];
        for (const cut of [...cuts, answer.length]) {
          const after = split(answer.slice(0, cut));
          expectToGrow(before, after);
          before = after;
        }
        const whole = split(answer, true);
        expectToGrow(before, whole);
        expect(whole.every(({ isClosed }) => isClosed)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });

  it('are the same whether the splitter has seen the answer before or not', () => {
    fc.assert(
      fc.property(growing, ({ answer, cuts }) => {
        const splitter = createPageSplitter(rooms);
        for (const cut of cuts.toReversed().concat(cuts)) {
          const state = { isComplete: cut % 3 === 0 };
          const pages = splitter.split(answer.slice(0, cut), state);
          expect(pages).toEqual(createPageSplitter(rooms).split(answer.slice(0, cut), state));
        }
      }),
    );
  });

  it('have room for what they show', () => {
    fc.assert(
      fc.property(answers, fc.boolean(), (answer, isComplete) => {
        for (const [index, page] of split(answer, isComplete).entries()) {
          const room = index === 0 ? rooms.first : rooms.later;
          const load = loadOf(page);
          expect(load.text).toBeLessThanOrEqual(room.text);
          expect(load.files).toBeLessThanOrEqual(room.files);
          expect(load.components).toBeLessThanOrEqual(room.components);
        }
      }),
    );
  });

  it('are not short, but for the last', () => {
    const prose = fc
      .array(
        fc.constantFrom('word ', 'A sentence. ', '- item\n', '\n\n', '汉字。', '## H\n', '`x` '),
        { maxLength: 2_000, minLength: 500, size: 'max' },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(prose, (answer) => {
        for (const page of split(answer, true).slice(0, -1)) {
          expect(loadOf(page).text).toBeGreaterThan(rooms.later.text / 3);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('show every word once, in its order', () => {
    // None of the words can be the name of a language, which each page of a code block repeats.
    const source = markdownPieces({ maxPieces: 150, between: (index) => ` «q${index}q» ` });
    fc.assert(
      fc.property(source, (answer) => {
        const texts = split(answer, true).flatMap(({ parts }) => parts.map(markdownOf));
        expect(texts.join('\n').match(/q\d+q/g) ?? []).toEqual(answer.match(/q\d+q/g) ?? []);
      }),
      { numRuns: 40 },
    );
  });

  it('each show something, and no two texts follow each other', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        for (const { parts } of split(answer, true)) {
          expect(parts.length).toBeGreaterThan(0);
          const types = parts.map(({ type }) => type).join(' ');
          expect(types).not.toMatch(/text text|rule rule|^rule|rule$/);
        }
      }),
    );
  });

  it('never begin within a character', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const segments = new Intl.Segmenter('und', { granularity: 'grapheme' }).segment(answer);
        for (const { start } of split(answer, true)) {
          expect(segments.containing(start)?.index).toBe(start);
        }
      }),
    );
  });

  it.each(['`', '[', '(', '* ', '> > ', '- a\n', '\n', '```js\n', '| a ', '汉', '\\(', '$a '])(
    'take time that grows with the answer, not faster: %j',
    (piece) => {
      const answer = piece.repeat(20_000 / piece.length);
      expect(split(answer, true).at(-1)?.end ?? answer.length).toBe(answer.length);
    },
    2_000,
  );
});
