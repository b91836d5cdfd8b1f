import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roomOf } from '../../../../src/rendering/room.ts';
import { maxTableWidth } from '../../../../src/rendering/tables/aligned-table.ts';
import { measure } from '../../../../src/rendering/tables/column-text.ts';
import {
  showTable,
  tableHeadRoom,
  tableRowRoom,
} from '../../../../src/rendering/tables/show-table.ts';
import type { Alignment, Table } from '../../../../src/rendering/tables/table.ts';
import { hostileText } from '../../../support/hostile-text.ts';
import { literalWriters } from './cell-writers.ts';

const short = fc.constantFrom(
  '',
  ' ',
  '|',
  '||',
  '`',
  '```',
  '汉字',
  '（',
  '✅',
  '👩‍👩‍👧‍👦',
  '🇩🇪',
  'a⃗',
  '–',
);
const others = fc.constantFrom(
  '<br>',
  '**',
  '\\',
  '$',
  '$x$',
  'https://a.b',
  'שלום',
  '1',
  '# ',
  '-# ',
);
const piece = fc.oneof(
  { weight: 9, arbitrary: short },
  { weight: 1, arbitrary: others },
  { weight: 1, arbitrary: hostileText(3) },
);

/** `§` becomes a word of its own in each table. */
const cell = fc
  .array(fc.oneof(piece, fc.constant('§')), { maxLength: 3 })
  .map((pieces) => pieces.join('').replaceAll(/\s/g, ' ').trim());

const cells = fc.array(cell, { maxLength: 4 });
const alignment = fc.constantFrom<Alignment>('left', 'right', 'center', undefined);

const table: fc.Arbitrary<Table> = fc
  .record({
    header: cells,
    alignments: fc.array(alignment, { maxLength: 4 }),
    rows: fc.array(cells, { maxLength: 5 }),
  })
  .map(({ header, alignments, rows }) => {
    let count = 0;
    const number = (row: string[]) => row.map((text) => text.replaceAll('§', () => `w${count++}`));
    return { header: number(header), alignments, rows: rows.map(number) };
  });

const words = (text: string): readonly string[] => text.match(/w\d+/g) ?? [];
const isAligned = (shown: string) => shown.startsWith('```\n');

describe('any table', () => {
  it('shows every word once and in order; records repeat those of the header alone', () => {
    fc.assert(
      fc.property(table, (given) => {
        const shown = showTable(given, literalWriters);
        const headerWords = words(given.header.join(' '));
        const bodyWords = given.rows.flatMap((row) => words(row.join(' ')));
        expect(words(shown).slice(0, headerWords.length)).toEqual(headerWords);
        const rest = words(shown).slice(headerWords.length);
        expect(
          isAligned(shown) ? rest : rest.filter((word) => !headerWords.includes(word)),
        ).toEqual(bodyWords);
      }),
    );
  });

  it('takes no more room than its head and its rows were said to take', () => {
    fc.assert(
      fc.property(table, (given) => {
        const rowRooms = given.rows.map((row) =>
          tableRowRoom(row, { header: given.header, writers: literalWriters }),
        );
        const bound = rowRooms.reduce(
          (sum, room) => sum + room,
          tableHeadRoom(given.header, literalWriters),
        );
        expect(roomOf(showTable(given, literalWriters))).toBeLessThanOrEqual(bound + 1e-9);
      }),
    );
  });

  it('has no spoiler outside of code, and ends every code block that it begins', () => {
    fc.assert(
      fc.property(table, (given) => {
        const shown = showTable(given, literalWriters);
        const fences = shown.match(/```/g)?.length ?? 0;
        expect(fences).toBe(isAligned(shown) ? 2 : 0);
        expect(!isAligned(shown) && shown.includes('||')).toBe(false);
      }),
    );
  });
});

describe('any aligned table', () => {
  const closed = table.map(({ header, alignments, rows }) => {
    const close = (row: readonly string[]) =>
      [0, 1, 2].map((index) => row[index] ?? '').concat('end');
    return { header: close(header), alignments: alignments.slice(0, 3), rows: rows.map(close) };
  });

  it('has lines of one width, which fits a phone', () => {
    let aligned = 0;
    fc.assert(
      fc.property(closed, (given) => {
        const shown = showTable(given, literalWriters);
        if (!isAligned(shown)) return;
        aligned += 1;
        const widths = shown
          .split('\n')
          .slice(1, -1)
          .map((line) => measure(line).width);
        expect(new Set(widths).size).toBe(1);
        expect(Math.max(...widths)).toBeLessThanOrEqual(maxTableWidth);
      }),
    );
    expect(aligned).toBeGreaterThan(10);
  });
});

describe('a very long cell', () => {
  it.each(['`', '汉', 'a\u0301', '👩‍👩‍👧‍👦', '$x ', '<br>', '*'])(
    'is shown in linear time, as one of %j',
    (piece) => {
      const long = piece.repeat(100_000 / piece.length);
      const startedAt = performance.now();
      showTable({ header: ['a', long], alignments: [], rows: [['b', long]] }, literalWriters);
      tableRowRoom(['b', long], { header: ['a', long], writers: literalWriters });
      expect(performance.now() - startedAt).toBeLessThan(2_000);
    },
  );
});
