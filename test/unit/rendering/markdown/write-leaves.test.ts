import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FlatLeaf } from '../../../../src/rendering/markdown/leaves.ts';
import { allStyles } from '../../../../src/rendering/markdown/styled-range.ts';
import { writeLeaves } from '../../../../src/rendering/markdown/write-leaves.ts';
import { readDiscord, visibleText } from '../../../support/discord-reader.ts';

const styles = fc.subarray([...allStyles]);
const texts = fc.constantFrom(
  'x',
  ' x',
  'x ',
  ' x ',
  'x*',
  '*x',
  '_x',
  'x_',
  '~x',
  'x~',
  '`x',
  '|x|',
  '(x)',
  'a_b',
  '\\x\\',
  'é',
  '汉',
);
const markups = fc.constantFrom('`x`', '`|`', '[x](<https://a.b>)', '<https://a.b/x>');

/** Text leaves hold the number of their place, so that each can be found again. */
const leaves: fc.Arbitrary<FlatLeaf[]> = fc
  .array(
    fc.oneof(
      fc.record({ type: fc.constant('text' as const), text: texts, styles }),
      fc.record({ type: fc.constant('markup' as const), markdown: markups, styles }),
    ),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map((leaf, index) =>
      leaf.type === 'text'
        ? { ...leaf, text: leaf.text.replace(/[xé汉]|a_b/u, `$&${index}q`) }
        : leaf,
    ),
  );

const withoutSeparators = (text: string): string => text.replaceAll('\u{200b}', '');

describe('writing leaves', () => {
  it('gives each word exactly its styles', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        const markdown = writeLeaves(list);
        const spans = readDiscord(markdown);
        for (const [index, leaf] of list.entries()) {
          if (leaf.type !== 'text') continue;
          const span = spans.find(({ text }) => text.includes(`${index}q`));
          expect(span?.styles, markdown).toEqual(leaf.styles.toSorted());
        }
      }),
      { numRuns: 500 },
    );
  });

  it('shows every character of the words', () => {
    fc.assert(
      fc.property(leaves, (list) => {
        const words = list.filter((leaf) => leaf.type === 'text');
        const expected = words
          .map(({ text }) => text)
          .join('')
          .trim();
        expect(withoutSeparators(visibleText(writeLeaves(words)))).toBe(expected);
      }),
      { numRuns: 500 },
    );
  });

  it('takes a style off code and links that hold its mark', () => {
    expect(
      writeLeaves([
        { type: 'text', text: 'a ', styles: ['bold'] },
        { type: 'markup', markdown: '`**`', styles: ['bold'] },
        { type: 'text', text: ' b', styles: ['bold'] },
      ]),
    ).toBe('**a** `**` **b**');
  });

  it('parts marks that would touch', () => {
    expect(
      writeLeaves([
        { type: 'text', text: 'a', styles: ['bold'] },
        { type: 'text', text: 'b', styles: ['italic'] },
      ]),
    ).toBe('**a**\u{200b}*b*');
  });
});
