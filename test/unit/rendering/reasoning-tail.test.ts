import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tailOf } from '../../../src/rendering/reasoning-tail.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import { hostileText } from '../../support/hostile-text.ts';

const words = (count: number) =>
  Array.from({ length: count }, (_, index) => `word${index}`).join(' ');

describe('the end of a text', () => {
  it('is all of it if that is short', () => {
    expect(tailOf('Hmm. Blue?', 100)).toBe('Hmm. Blue?');
  });

  it('begins with a line where there is one', () => {
    const text = `${words(20)}\n\nThe second. It has two sentences.\nThe third.`;
    expect(tailOf(text, 60)).toBe('…\nThe second. It has two sentences.\nThe third.');
  });

  it('begins with a sentence where there is no line', () => {
    expect(tailOf(`${words(20)}. So it is. And ${words(4)}.`, 60)).toBe(
      '… So it is. And word0 word1 word2 word3.',
    );
  });

  it('begins with a Chinese sentence', () => {
    expect(tailOf(`${'天'.repeat(60)}。海是蓝色的。${'天'.repeat(12)}`, 30)).toBe(
      `… 海是蓝色的。${'天'.repeat(12)}`,
    );
  });

  it('begins with a word where there is no sentence', () => {
    expect(tailOf(words(20), 30)).toBe('… word16 word17 word18 word19');
  });

  it.each([
    ['formula', String.raw`\( x \text{ is. It } = y \)`],
    ['code span', '`a is. It b = c. And d`'],
    ['link', '[a b. And c](https://example.org)'],
  ])('begins behind what must not be cut: a %s', (_kind, atom) => {
    const shown = tailOf(`${words(30)} ${atom} and then some more words`, 48);
    expect(shown).toBe('… and then some more words');
  });

  it('begins no list and no heading in the middle of a line', () => {
    const shown = tailOf(`${words(12)}. - 5 is less than zero, as we know`, 40);
    expect(shown).toMatch(/^… \S* ?5 is less than zero/);
  });

  it('keeps the paragraphs of a list item text where the item is cut off', () => {
    const text = `1. ${words(30)}\n\n    The second paragraph.\n\n    The third.`;
    expect(tailOf(text, 60)).toBe('…\nThe second paragraph.\n\nThe third.');
  });
});

describe('the end of a text within a code block', () => {
  const code = Array.from({ length: 20 }, (_, index) => `  f(${index});`).join('\n');

  it.each(['```js', '~~~ js', '   ```js title="a"'])('opens it again: %s', (opener) => {
    const text = `So:\n\n${opener}\n${code}\n`;
    expect(tailOf(text, 60)).toMatch(/^…\n```js\n {2}f\(\d+\);\n[^`]*\n {2}f\(19\);\n```$/);
  });

  it('does not open again what is closed', () => {
    const text = `\`\`\`js\n${code}\n\`\`\`\n\nThat is the code, and it does what it should.`;
    expect(tailOf(text, 60)).not.toContain('```');
  });

  it('keeps the end where the fence takes much of the room', () => {
    const text = `\`\`\`js\n     ${'f(1); '.repeat(3)}\n\nlastword`;
    expect(tailOf(text, 41)).toBe('…\n```js\nlastword\n```');
  });

  it('does not take for code what begins a line with a code span', () => {
    const text = `\`\`\`f()\`\`\` is a call.\n\n${words(30)}`;
    expect(tailOf(text, 60)).not.toContain('```');
  });
});

describe('the end of any text', () => {
  const room = fc.integer({ min: 40, max: 700 });

  it('has room', () => {
    fc.assert(
      fc.property(hostileText(80), room, (text, maxRoom) => {
        expect(roomOf(tailOf(text, maxRoom))).toBeLessThanOrEqual(maxRoom);
      }),
    );
  });

  it('is the end: the last word is in it', () => {
    fc.assert(
      fc.property(hostileText(80), room, (text, maxRoom) => {
        expect(tailOf(`${text}\n\nlastword`, maxRoom)).toMatch(/lastword(?:\n```)?$/);
      }),
    );
  });

  it.each(['`', '*', '[', '$', '\\(', '\n', ' ', '    - ', '> ', '|', '~~~\n', '```\n', 'a', '天'])(
    'takes no time to speak of: 100,000 characters of %j',
    (piece) => {
      const text = piece.repeat(100_000 / piece.length);
      const startedAt = performance.now();
      tailOf(text, 600);
      expect(performance.now() - startedAt).toBeLessThan(500);
    },
  );
});
