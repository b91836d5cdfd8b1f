import { describe, expect, it } from 'vitest';
import { maxAtomChars } from '../../../../src/rendering/markdown/atom-limits.ts';
import { readAtom } from '../../../../src/rendering/markdown/atoms.ts';

/** The source of the atom at the beginning. */
function atomOf(source: string): string | undefined {
  const atom = readAtom(source, 0);
  return typeof atom === 'object' ? `${atom.type} ${source.slice(atom.start, atom.end)}` : atom;
}

describe('an atom', () => {
  it.each([
    ['`a` b', 'code `a`'],
    ['``a`b`` c', 'code ``a`b``'],
    [String.raw`\(x\) y`, String.raw`formula \(x\)`],
    ['$$x$$ y', 'formula $$x$$'],
    ['[a](b) c', 'link [a](b)'],
    ['[a `]` b](c "d") e', 'link [a `]` b](c "d")'],
    ['[a](b(c)d) e', 'link [a](b(c)d)'],
    ['[![a](b)](c) d', 'link [![a](b)](c)'],
    ['![a](<b c>) d', 'image ![a](<b c>)'],
    ['[^1] a', 'footnote [^1]'],
    ['https://a.b/c, d', 'link https://a.b/c'],
    ['https://a.b/(c)) d', 'link https://a.b/(c)'],
    ['<https://a.b> c', 'link <https://a.b>'],
    ['<a@b.c> d', 'link <a@b.c>'],
    ['<b>a</b>', 'tag <b>'],
    ['<sub>2</sub> a', 'element <sub>2</sub>'],
    ['<!-- a > b --> c', 'comment <!-- a > b -->'],
    ['&lt; a', 'entity &lt;'],
    ['<@!1> a', 'mention <@!1>'],
    ['</ask now:1> a', 'mention </ask now:1>'],
    ['@everyone a', 'mention @everyone'],
    [String.raw`\* a`, String.raw`escape \*`],
    ['discord.gg/a b', 'invite discord.gg/a'],
    ['https://discord.com/invite/a b', 'invite https://discord.com/invite/a'],
    ['http://discord.gg./a b', 'invite http://discord.gg./a'],
    ['https://a@discord.gg/a b', 'invite https://a@discord.gg/a'],
  ])('begins %s', (source, atom) => {
    expect(atomOf(source)).toBe(atom);
  });

  it.each([
    '``a` b\n\n``',
    '`a\n\nb`',
    '[a] (b)',
    '[a](b c)',
    '[a\n\nb](c)',
    '<!-- a',
    '<!-- a\n\nb -->',
    '[[[[[[[[a',
    '< b >',
    '<a\nb>',
    '<1>',
    '&nothing; a',
    '&;',
    '@someone a',
    String.raw`\a`,
    'http:// a',
    'https',
    '!a',
    '**a** b',
  ])('does not begin %j', (source) => {
    expect(readAtom(`${source}\n\n`, 0)).toBeUndefined();
  });

  it.each([
    '`',
    '`a',
    '`a`',
    '[',
    '[a',
    '[a]',
    '[a](',
    '[a](b',
    '![',
    '<',
    '<b',
    '<sub>2',
    '<!-',
    '&l',
    '@ever',
    '\\',
    'htt',
    'https://a.b',
    'discord.g',
    '**',
  ])('is open after %j', (source) => {
    expect(readAtom(source, 0)).toBe('open');
  });

  it('does not begin in the middle of a run of backticks or of a word', () => {
    expect(readAtom('``a` b\n\n', 1)).toBeUndefined();
    expect(readAtom('xhttps://a.b c', 1)).toBeUndefined();
  });

  it('is no longer than its limit', () => {
    const code = (length: number): string => `\`${'a'.repeat(length - 2)}\` b`;
    expect(readAtom(code(maxAtomChars), 0)).toMatchObject({ type: 'code', end: maxAtomChars });
    expect(readAtom(code(maxAtomChars + 1), 0)).toBeUndefined();
  });
});
