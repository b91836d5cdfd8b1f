import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readDiscord, type Span } from '../../../support/discord-reader.ts';
import { shownIn } from '../../../support/page-parts.ts';

const lines = fc.constantFrom(
  'Set max_len and my_var first.',
  'The interval [0, 1) is half-open, (0, 1] as well.',
  'A loose [ or ] or _ or * or ~~ or || or ` stands here.',
  '- first_item of a list',
  '- second_ item',
  '> quoted_text and [more',
  '# The my_heading',
  'See [the manual](https://a.example/x_y) for snake_case.',
  'Call it as `x_ y`, `](x)` or `a[_]`.',
  '| long_name | other_name |\n|---|---|\n| value_ x | [0, 1) |',
);

const code = fc.constantFrom(
  'for _ in range(3):',
  'a[0](1)',
  'b](https://a.example)',
  'f](<x>)',
  'if (a || b || c) *p = *q;',
  '~~x~~ **y** _z_',
  'echo _ x',
  '`a` ``b``',
);

const answers = fc.record({
  before: fc.array(lines, { minLength: 1, maxLength: 5 }),
  code: fc.array(code, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('\n')),
  after: fc.array(lines, { maxLength: 2 }),
});

const markdownOf = ({
  before,
  code: block,
  after,
}: {
  before: string[];
  code: string;
  after: string[];
}) => [...before, `\`\`\`js\n${block}\n\`\`\``, ...after].join('\n\n');

function has(style: Span['styles'][number]): (span: Span) => boolean {
  return ({ styles }) => styles.includes(style);
}

describe('code behind words', () => {
  it('is a block with exactly its text, and takes no part in what the words mark', () => {
    fc.assert(
      fc.property(answers, (answer) => {
        const shown = shownIn(markdownOf(answer));
        const spans = readDiscord(shown);
        expect(
          spans.filter(has('block')).map(({ text }) => text),
          shown,
        ).toContain(answer.code);
        expect(spans.filter(has('spoiler')), shown).toEqual([]);
        expect(spans.filter(has('italic')), shown).toEqual([]);
        expect(spans.filter(has('strike')), shown).toEqual([]);
        const masks = spans.filter(({ link, text }) => link !== undefined && link !== text);
        expect(
          masks.every(({ text }) => text === 'the manual'),
          shown,
        ).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('does not end a link before it, whose address then stands beside its words', () => {
    const code = '```\nb](https://c.example)\n```';
    expect(shownIn(`See [this](https://a.example).\n\n${code}`)).toBe(
      `See this (<https://a.example>).\n${code}`,
    );
    expect(shownIn('[one](https://a.example) `](x)` [two](https://b.example)')).toBe(
      'one (<https://a.example>) `](x)` [two](<https://b.example>)',
    );
  });

  it('does not end a link whose end was a link that is written apart', () => {
    expect(shownIn('[one](https://a.example), [two](https://b.example): `](x)`')).toBe(
      'one (<https://a.example>), two (<https://b.example>): `](x)`',
    );
  });

  it('leaves links alone where it holds whole links', () => {
    const answer = '[this](<https://a.example>), as in:\n```\n[b](https://c.example)\n```';
    expect(shownIn(answer)).toBe(answer);
  });
});
