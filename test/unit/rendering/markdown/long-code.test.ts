import { describe, expect, it } from 'vitest';
import { shownIn } from '../../../support/page-parts.ts';

const sum = Array.from({ length: 200 }, (_, index) => `x_${index} +`).join('\n');

describe('a display formula that is too long to be a picture', () => {
  it.each([
    ['\\[', '\\]'],
    ['$$', '$$'],
    ['\\begin{align}', '\\end{align}'],
  ])('is a block of code, with its marks: %s', (opening, closing) => {
    const formula = `${opening}\n${sum}\n${closing}`;
    expect(shownIn(`So\n\n${formula}\n\nEnd`)).toBe(`So\n\`\`\`tex\n${formula}\n\`\`\`\nEnd`);
  });

  it('leaves what stands behind it text', () => {
    expect(shownIn(`\\[ ${sum} \\] and *so* on`)).toMatch(/ \\\]\n```\nand \*so\* on$/);
  });

  it('stands at the margin when it is in a list', () => {
    const lines = sum.replaceAll('\n', '\n   ');
    expect(shownIn(`1. So\n   \\[\n   ${lines}\n   \\]\n2. End`)).toBe(
      `1. So\n\`\`\`tex\n\\[\n${sum}\n\\]\n\`\`\`\n2. End`,
    );
  });

  it('ends at a blank line, if it was never closed', () => {
    expect(shownIn(`\\[ ${sum}\n\nEnd`)).toMatch(/\+\n```\nEnd$/);
  });

  it('is text where it is never closed and short', () => {
    expect(shownIn('\\[ x\n\nEnd')).toBe('\\[ x\n\nEnd');
  });
});

describe('code between three backticks in the middle of a line', () => {
  const calls = 'f("`x`"); '.repeat(200).trim();

  it('is a block of code where it is too long for a code span', () => {
    expect(shownIn(`Code\`\`\`${calls}\`\`\`### Not a *heading*`)).toBe(
      `Code\n\`\`\`\n${calls}\n\`\`\`\n\\### Not a *heading*`,
    );
  });

  it('stays in its line where it is short', () => {
    expect(shownIn('Code ```f()``` text')).toBe('Code `f()` text');
  });

  it('may hold three backticks in a code span, which are parted', () => {
    expect(shownIn('Code `` a ```js b `` text')).toBe('Code ``a `\u200b`\u200b`js b`` text');
  });

  it('goes on to the end where it is never closed', () => {
    expect(shownIn(`Code \`\`\`${calls}`)).toBe(`Code\n\`\`\`\n${calls}\n\`\`\``);
  });
});
