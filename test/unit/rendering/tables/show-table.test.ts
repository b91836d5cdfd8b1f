import { describe, expect, it } from 'vitest';
import { readAlignments, readRow } from '../../../../src/rendering/tables/read-table.ts';
import { showTable } from '../../../../src/rendering/tables/show-table.ts';
import { simpleWriters } from './cell-writers.ts';

/** As it stands in an answer: header, delimiter row, rows. */
function show(...lines: string[]): string {
  const [header = '', delimiters = '', ...rows] = lines;
  const alignments = readAlignments(delimiters) ?? [];
  return showTable({ header: readRow(header), alignments, rows: rows.map(readRow) }, simpleWriters);
}

function block(...lines: string[]): string {
  return ['```', ...lines, '```'].join('\n');
}

describe('a table that fits a phone', () => {
  it('stands in a code block, its columns aligned', () => {
    expect(show('| P | Q | P → Q |', '|---|---|---|', '| T | F | **F** |', '| F | T | T |')).toBe(
      block('P  Q  P → Q', '─  ─  ─────', 'T  F  F', 'F  T  T'),
    );
  });

  it('keeps its alignments', () => {
    expect(show('| left | right | center |', '|:--|--:|:-:|', '| a | 1 | x |')).toBe(
      block('left  right  center', '────  ─────  ──────', 'a         1    x'),
    );
  });

  it('counts emoji as two columns and joining marks as none', () => {
    expect(show('| ok | note |', '|---|---|', '| ✅ | a |', '| e\u0301 | b |', '| 👩‍👩‍👧‍👦 | c |')).toBe(
      block('ok  note', '──  ────', '✅  a', 'e\u0301   b', '👩‍👩‍👧‍👦  c'),
    );
  });

  it('fills up Chinese with blanks of the same font, and has no gaps in the line there', () => {
    expect(show('| 项目 | n |', '|---|---|', '| 原价合计 | 1 |', '| YCC | 2 |')).toBe(
      block('项目\u3000\u3000  n', '───────────', '原价合计  1', 'YCC\u3000\u3000   2'),
    );
  });

  it('shows its header while there are no rows', () => {
    expect(show('| a | b |', '|---|---|')).toBe(block('a  b', '─  ─'));
  });

  it('shows no header where that is empty', () => {
    expect(show('| | |', '|---|---|', '| a | b |')).toBe(block('a  b'));
  });

  it('may have one column', () => {
    expect(show('| name |', '|---|', '| Ann |')).toBe(block('name', '────', 'Ann'));
  });

  it('shows empty cells as such, and leaves out empty rows', () => {
    expect(show('| a | b | c |', '|---|---|---|', '| 1 | | 3 |', '| | | |')).toBe(
      block('a  b  c', '─  ─  ─', '1  –  3'),
    );
  });

  it('has columns of their own for surplus cells, and none for missing ones', () => {
    expect(show('| a | b |', '|---|---|', '| 1 |', '| 1 | 2 | 3 | 4 |')).toBe(
      block('a  b', '─  ─  ─  ─', '1', '1  2  3  4'),
    );
  });

  it('does not end its code block in a cell', () => {
    const shown = showTable(
      { header: ['a'], alignments: [], rows: [['x ```` y']] },
      { plain: (source) => source, markdown: (source) => source },
    );
    expect(shown.match(/```/g)).toHaveLength(2);
  });
});

describe('a table that is wider than a phone', () => {
  const wide = 'words that take up a lot of room here';

  it('is a list of records, under the names of its columns', () => {
    expect(
      show('| Feature | A | B |', '|---|---|---|', `| Speed | ${wide} | low |`, '| Size | 1 | 2 |'),
    ).toBe(
      [
        '-# Feature · A · B',
        '**Speed**',
        `- A: ${wide}`,
        '- B: low',
        '**Size**',
        '- A: 1',
        '- B: 2',
      ].join('\n'),
    );
  });

  it('is a line for each row, if it has two columns', () => {
    expect(show('| Old | New |', '|---|---|', `| \`a\` | ${wide} |`)).toBe(
      `-# Old — New\n**\`a\`** — ${wide}`,
    );
  });

  it('is a plain list, if it has one column', () => {
    expect(show('| Rules |', '|---|', `| ${wide} |`)).toBe(`**Rules**\n- ${wide}`);
  });

  it('names its columns while there are no rows', () => {
    expect(show(`| a | b | ${wide} |`, '|---|---|---|')).toBe(`-# a · b · ${wide}`);
  });

  it('has no bold inside of bold', () => {
    const lines = ['| **Old:** | **New**: | c |', '|---|---|---|', `| **a** b | **${wide}** | x |`];
    expect(show(...lines, '| **dd** | 1 | 2 |')).toBe(
      [
        '-# Old · New · c',
        '**a** b',
        `- New: **${wide}**`,
        '- c: x',
        '**dd**',
        '- New: 1',
        '- c: 2',
      ].join('\n'),
    );
  });

  it('says of a bare number or letter what it is', () => {
    expect(show('| Step | Do |', '|---|---|', `| 1 | ${wide} |`, '| B | x |')).toBe(
      `-# Step — Do\n**Step 1** — ${wide}\n**Step B** — x`,
    );
  });

  it('leaves out empty cells', () => {
    expect(show('| a | b | c |', '|---|---|---|', `| x | | ${wide} |`, '| | y | |', '| z |')).toBe(
      `-# a · b · c\n**x**\n- c: ${wide}\n- b: y\n**z**`,
    );
  });

  it('shows surplus cells without a name', () => {
    expect(show('| a | b |', '|---|---|', `| x | y | ${wide} |`)).toBe(
      `-# a — b\n**x**\n- b: y\n- ${wide}`,
    );
  });

  it('puts no colon after a question', () => {
    expect(show('| a | b? | c: |', '|---|---|---|', `| x | yes | ${wide} |`)).toBe(
      `-# a · b? · c\n**x**\n- b? yes\n- c: ${wide}`,
    );
  });
});

describe('a table that a code block cannot show', () => {
  it('shows the lines of a cell as a list', () => {
    expect(
      show('| a | b<br>(c) | d |', '|---|---|---|', '| x<br/>y | - one<BR>- two | `<br>` |'),
    ).toBe('-# a · b (c) · d\n**x y**\n- b (c):\n  - one\n  - two\n- d: `<br>`');
  });

  it.each([
    ['links', '[t](https://example.org)'],
    ['addresses', 'https://example.org'],
    ['text struck through', '~~5~~ 3'],
    ['writing from right to left', 'שלום'],
  ])('is a list of records: one with %s', (_kind, cell) => {
    expect(show('| a | b |', '|---|---|', `| x | ${cell} |`)).toBe(`-# a — b\n**x** — ${cell}`);
  });
});
