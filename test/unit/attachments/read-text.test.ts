import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/attachments/read-text.ts';

describe('readText', () => {
  it('gives the text of UTF-8, whatever the language', () => {
    expect(readText(Buffer.from('let naïve = "да, 好";\n\tend\f'))).toBe(
      'let naïve = "да, 好";\n\tend\f',
    );
  });

  it('takes the byte order mark off', () => {
    expect(readText(Buffer.from('\u{FEFF}a,b'))).toBe('a,b');
  });

  it('ends lines alike', () => {
    expect(readText(Buffer.from('a\r\nb\rc\n'))).toBe('a\nb\nc\n');
  });

  it.each([
    ['another encoding', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
    ['a byte that UTF-8 does not have', Buffer.from([0x41, 0xe9, 0x42])],
    ['half a character at the end', Buffer.from('好').subarray(0, 2)],
    ['a zero byte', Buffer.from('a\0b')],
    ['codes of a terminal', Buffer.from('\u{1B}[31mred')],
    ['a PDF', Buffer.from('%PDF-1.7\nall in ASCII')],
    ['a zip', Buffer.from('PK\u{3}\u{4}\u{14}\0')],
  ])('refuses %s', (_kind, bytes) => {
    expect(readText(bytes)).toBeUndefined();
  });

  it('gives back any text without control characters as it was', () => {
    const plain = fc
      .string({ unit: 'grapheme-ascii' })
      .filter((text) => !/\p{Cc}|\u{FEFF}/u.test(text));
    fc.assert(
      fc.property(plain, (text) => {
        fc.pre(!text.startsWith('%PDF-'));
        expect(readText(Buffer.from(text))).toBe(text);
      }),
    );
  });
});
