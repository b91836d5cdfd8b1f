import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPageSplitter } from '../../../../src/rendering/pages/page-splitter.ts';
import type { PagePart } from '../../../../src/rendering/pages/page.ts';

const room = { text: 1_200, files: 4, components: 12 };

/** Of a finished answer: what begins something, most of it never ended. */
const tails = [
  '<!-- lastword',
  '<!-- a\nb\n\nlastword',
  '<sub>lastword',
  '<code>lastword',
  '<b>lastword',
  '<a lastword',
  '<https://lastword',
  '<@lastword',
  '[lastword',
  '[a](lastword',
  '[a](https://a.b "lastword',
  '![lastword',
  '[^lastword',
  '`lastword',
  '``lastword',
  String.raw`\(lastword`,
  String.raw`\[lastword`,
  '$$lastword',
  '$x lastword',
  String.raw`\begin{aligned} lastword`,
  String.raw`\boxed{lastword}`,
  '**lastword',
  'https://lastword',
  '&lastword',
  'lastword `',
  'lastword [',
  'lastword <',
  'lastword \\',
  'lastword $',
  '\n| a | b |\n|-|-|\n| lastword',
  '\n| lastword | b |',
  '\n- lastword',
  '\n    lastword',
  '\n```js\nlastword`',
  '\n```js\nlastword\n``',
  '\n[^1]: lastword',
];

function textOf(part: PagePart): string {
  if (part.type === 'text') return part.text;
  return part.type === 'formula' ? part.tex : '';
}

describe('the last page of a finished answer', () => {
  it.each(tails)('shows the last word of %j, wherever on a page it stands', (tail) => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 }), (count) => {
        const answer = 'Word '.repeat(count) + tail;
        const pages = createPageSplitter({ first: room, later: room }).split(answer, {
          isComplete: true,
        });
        const shown = pages.flatMap(({ parts }) => parts.map(textOf)).join('\n');
        expect(shown.match(/lastword/g), answer.slice(-60)).toHaveLength(1);
        expect(shown.match(/Word/g) ?? []).toHaveLength(count);
      }),
      { numRuns: 40 },
    );
  });
});
