import { describe, expect, it } from 'vitest';
import { isHopeless, isPicture } from '../../../src/attachments/file-kind.ts';

const bytes = (...values: (number | string)[]): Buffer =>
  Buffer.concat(
    values.map((value) =>
      typeof value === 'string' ? Buffer.from(value, 'latin1') : Buffer.from([value]),
    ),
  );

describe('isPicture', () => {
  it.each([
    ['PNG', bytes(0x89, 'PNG\r\n', 0x1a, '\nrest')],
    ['JPEG', bytes(0xff, 0xd8, 0xff, 0xe0)],
    ['GIF', bytes('GIF89a')],
    ['WebP', bytes('RIFF', 0x24, 0, 0, 0, 'WEBPVP8 ')],
  ])('knows %s by its first bytes', (_kind, head) => {
    expect(isPicture(head)).toBe(true);
  });

  it.each([
    ['nothing', bytes()],
    ['a text', bytes('GIF is a format')],
    ['a sound in the same wrapping as WebP', bytes('RIFF', 0x24, 0, 0, 0, 'WAVEfmt ')],
    ['half of a signature', bytes(0x89, 'PN')],
    ['TIFF', bytes('II*', 0)],
  ])('takes %s for no picture', (_kind, head) => {
    expect(isPicture(head)).toBe(false);
  });
});

describe('isHopeless', () => {
  it.each([
    'application/pdf',
    'application/zip',
    'application/x-zip-compressed',
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    'audio/mpeg',
    'video/mp4; codecs="avc1"',
    'IMAGE/HEIC',
    'font/woff2',
  ])('gives up %s unread', (type) => {
    expect(isHopeless(type)).toBe(true);
  });

  it.each([
    null,
    '',
    'text/plain; charset=utf-8',
    'application/json',
    'application/octet-stream',
    'application/x-sh',
    'image/png',
    'image/svg+xml',
  ])('reads %s', (type) => {
    expect(isHopeless(type)).toBe(false);
  });

  it('reads TypeScript, which Discord takes for a film', () => {
    expect(isHopeless('video/mp2t')).toBe(false);
  });
});
