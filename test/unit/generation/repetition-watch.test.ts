import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRepetitionWatch } from '../../../src/generation/repetition-watch.ts';

/** How much of the text was read when the watch noticed; undefined if it never did. */
function noticedAt(text: string): number | undefined {
  const watch = createRepetitionWatch();
  const index = [...text].findIndex((char) => watch.read(char));
  return index === -1 ? undefined : index + 1;
}

const countTo = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Prose in which every word is new. */
const newWords = (count: number, first = 0) =>
  countTo(count)
    .map((index) => (1e9 + first + index * 7_919).toString(26).replaceAll(/\d/g, 'z'))
    .join(' ');

const letters = (minLength: number, maxLength: number) =>
  fc.string({
    unit: fc.constantFrom(...'abcdefgёжзийклあいう漢字'),
    size: 'max',
    minLength,
    maxLength,
  });

describe('text that only repeats itself', () => {
  it('is noticed two rounds and 2,000 letters after it began, whatever stood before', () => {
    fc.assert(
      fc.property(letters(1, 2_000), fc.nat(400), (round, wordsBefore) => {
        const before = `${newWords(wordsBefore)}\n`;
        const text = before + round.repeat(3 + Math.ceil(2_100 / round.length));
        expect(noticedAt(text)).toBeLessThan(before.length + 2 * round.length + 2_050);
      }),
      { numRuns: 40 },
    );
  });

  it('is noticed however it is cut into pieces', () => {
    const text = `${newWords(50)}\n\n${'Wait, let me check: 9.80 > 9.11. '.repeat(120)}`;
    const expected = noticedAt(text) ?? Number.NaN;
    fc.assert(
      fc.property(fc.array(fc.nat(300), { minLength: 1 }), (lengths) => {
        const watch = createRepetitionWatch();
        for (let read = 0, piece = 0; read < text.length; piece += 1) {
          const length = lengths[piece % lengths.length] ?? 0;
          const next = text.slice(read, read + length + 1);
          read += next.length;
          expect(watch.read(next)).toBe(read >= expected);
        }
      }),
    );
  });

  it('is noticed when a word changes from round to round', () => {
    const sentence =
      'Without knowing the height I cannot find the volume, so it must stand in a figure. ';
    const rounds = countTo(40).map((index) => `${sentence.repeat(3)}Maybe it is ${index}?\n\n`);
    expect(noticedAt(rounds.join(''))).toBeLessThan(20 * (rounds[0]?.length ?? 0));
  });

  it('is noticed when the rounds stand in another order each time', () => {
    const steps = countTo(8).map((index) => `Wait, ${newWords(25, index * 1_000)}.\n\n`);
    const order = fc.array(fc.constantFrom(...steps), { minLength: 100, maxLength: 100 });
    fc.assert(
      fc.property(order, (text) => {
        expect(noticedAt(text.join(''))).toBeDefined();
      }),
      { numRuns: 20 },
    );
  });

  it('is noticed later where it is code or holds no letters', () => {
    const code = 'counter.increment()\n'.repeat(1_000);
    const prose = noticedAt(code) ?? Number.NaN;
    expect(noticedAt(`\`\`\`ts\n${code}`)).toBeGreaterThan(3 * prose);
    expect(noticedAt(`\`\`\`ts\nrun()\n\`\`\`\n${code}`)).toBeLessThan(prose + 100);
    expect(noticedAt('0 '.repeat(10_000))).toBeGreaterThan(8_000);
  });

  it('stays noticed', () => {
    const watch = createRepetitionWatch();
    expect(watch.read('I am stuck. '.repeat(300))).toBe(true);
    expect(watch.read(newWords(5_000))).toBe(true);
  });
});

const verse = (index: number) => `${newWords(20, index * 500)}\n${newWords(20, index * 700)}\n`;
const gifts = countTo(12).map((index) => `and ${newWords(3, index * 90)}`);
const board = (round: number) =>
  countTo(20)
    .map((y) => countTo(20).map((x) => ((x * 7 + y * 3 + round) % 41 ? '.' : '#')))
    .map((row) => row.join(''))
    .join('\n');

const testCase = (index: number) => `it('adds the number ${index}', () => {
  const calculator = createCalculator({ precision: 2 });
  calculator.enter(${index});
  calculator.press('plus');
  expect(calculator.display()).toBe('${index * 2}');
});
`;

const legitimate: [what: string, text: string][] = [
  ['whose every word is new', newWords(10_000)],
  ['that says everything twice', newWords(600).repeat(2)],
  [
    'with a refrain after each of 30 verses',
    countTo(30)
      .map((index) => `${verse(index)}\nAnd the river runs on, and the river runs on to the sea.\n`)
      .join('\n'),
  ],
  [
    'of a song that grows by a line in each of 12 verses',
    countTo(12)
      .map((day) =>
        gifts
          .slice(0, day + 1)
          .toReversed()
          .join('\n'),
      )
      .join('\n\n'),
  ],
  [
    'of a song that counts 99 bottles',
    countTo(99)
      .map((index) => `${99 - index} bottles of beer on the wall. Take one down, pass it around.`)
      .join('\n'),
  ],
  ['of a line that someone wants 80 times', 'I must not talk in class.\n'.repeat(80)],
  ['of 4,000 numbers', countTo(4_000).join(', ')],
  ['of a matrix of 60 rows of zeros', `${'0 '.repeat(60)}\n`.repeat(60)],
  [
    'with rules',
    countTo(30)
      .map((index) => `${'='.repeat(80)}\n## ${index}\n`)
      .join('\n'),
  ],
  ['of 15 boards of a game', countTo(15).map(board).join('\n\n')],
  [
    'of a table with many like cells',
    countTo(80)
      .map((index) => `| ${index} | not available | not available | not available |`)
      .join('\n'),
  ],
  [
    'that tries one number after the other',
    countTo(300)
      .map((x) => `If x = ${x}, then x² + 3x + 2 = ${x * x + 3 * x + 2}, which is no square.`)
      .join('\n'),
  ],
  ['of 60 test cases of one form', `\`\`\`ts\n${countTo(60).map(testCase).join('\n')}\`\`\``],
  [
    'of an HTML table with 60 empty rows',
    `\`\`\`html\n${'  <tr><td class="cell"></td><td class="cell"></td></tr>\n'.repeat(60)}\`\`\``,
  ],
  [
    'that comes back to something from long ago',
    countTo(4)
      .map((index) => `${newWords(400, 7)}\n${newWords(6_000, index * 1e6)}`)
      .join('\n'),
  ],
];

describe('text that is no loop', () => {
  it.each(legitimate)('goes on %s', (_what, text) => {
    expect(noticedAt(text)).toBeUndefined();
  });
});
