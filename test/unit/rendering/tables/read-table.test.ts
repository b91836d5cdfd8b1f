import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readAlignments, readRow } from '../../../../src/rendering/tables/read-table.ts';
import { hostileText } from '../../../support/hostile-text.ts';
import { literalWriters } from './cell-writers.ts';

const raw = String.raw;

describe('a row of a table', () => {
  it.each([
    ['with outer pipes', '| a | b |', ['a', 'b']],
    ['without them', 'a | b', ['a', 'b']],
    ['with one of them', '| a | b', ['a', 'b']],
    ['indented, with blanks after it', '   | a |b|  ', ['a', 'b']],
    ['with empty cells', '| | b || d |', ['', 'b', '', 'd']],
    ['with an empty last cell', '| a | |', ['a', '']],
    ['of one cell', '| a |', ['a']],
    ['of one empty cell', '||', ['']],
    ['of nothing', '|', []],
  ])('is read %s', (_kind, line, cells) => {
    expect(readRow(line)).toEqual(cells);
  });

  it.each([
    ['that is escaped', raw`| a \| b | c |`, [raw`a \| b`, 'c']],
    ['in a code span', '| `a || b` | c |', ['`a || b`', 'c']],
    ['in a code span of two backticks', '| ``a`|`` | c |', ['``a`|``', 'c']],
    ['in a formula', raw`| \(|x|\) | $|y|$ |`, [raw`\(|x|\)`, '$|y|$']],
    ['that TeX has a name for', raw`| \(\|x\|\) | c |`, [raw`\(\|x\|\)`, 'c']],
  ])('is not parted at a pipe %s', (_kind, line, cells) => {
    expect(readRow(line)).toEqual(cells);
  });

  it.each([
    ['after an escaped backslash', raw`| a\\| b |`, [raw`a\\`, 'b']],
    ['after a backtick that opens nothing', '| ` | b |', ['`', 'b']],
    ['after an escaped backtick', raw`| \`a | b\` |`, [raw`\`a`, raw`b\``]],
    ['between prices', '| $5 | $10 |', ['$5', '$10']],
    ['between shell variables', '| $HOME | $PATH |', ['$HOME', '$PATH']],
  ])('is parted at a pipe %s', (_kind, line, cells) => {
    expect(readRow(line)).toEqual(cells);
  });

  it('has no backslash before a pipe in a code span', () => {
    expect(readRow(raw`| \`x\`, ${'`a \\| b`'} | c |`)).toEqual([raw`\`x\`, ${'`a | b`'}`, 'c']);
  });

  it('is read as it was written, whatever is in its cells', () => {
    const cell = hostileText(4).map((text) =>
      literalWriters.markdown(text.replaceAll(/\s+/g, ' ').trim()),
    );
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), (cells) => {
        expect(readRow(`| ${cells.join(' | ')} |`)).toEqual(cells);
        expect(readRow(`|${cells.join('|')}|`)).toEqual(cells);
      }),
    );
  });

  it.each(['|', '`', '``` ` ', raw`\|`, '\\', '$', raw`\(`, '$|', '`|', '<br', ' '])(
    'is read in linear time, as one of %j',
    (piece) => {
      const line = piece.repeat(100_000 / piece.length);
      const startedAt = performance.now();
      expect(readRow(line).length).toBeLessThanOrEqual(100_000);
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});

describe('a delimiter row', () => {
  it('tells how each column is aligned', () => {
    expect(readAlignments('| --- | :-- | --: | :-: |')).toEqual([
      undefined,
      'left',
      'right',
      'center',
    ]);
  });

  it.each(['|---|---|', '---|---', '| - |', '  |:-:|--:|  '])('may be written %s', (line) => {
    expect(readAlignments(line)).toBeDefined();
  });

  it.each(['---', '| a | --- |', '| --- | |', '|', '', '| -:- |', '| — |'])('is not %j', (line) => {
    expect(readAlignments(line)).toBeUndefined();
  });
});
