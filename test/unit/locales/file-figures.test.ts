import { expect, it } from 'vitest';
import { attachmentBounds } from '../../../src/attachments/attachment.ts';
import { failureWords } from '../../../src/locales/failure-words.ts';
import { languages } from '../../../src/locales/languages.ts';

it.each(languages)('the words about files name the bounds that hold, in %s', (language) => {
  const { texts, pictures, textBytes, allTextBytes, pictureBytes } = attachmentBounds;
  const figuresOf = (code: Parameters<typeof failureWords>[1]['code']): number[] =>
    (failureWords(language, { code }).next.match(/\d+/g) ?? []).map(Number);
  expect(figuresOf('FILES_TOO_MANY')).toEqual([texts, pictures]);
  expect(figuresOf('FILES_TOO_LARGE')).toEqual([allTextBytes / 1_000]);
  expect(figuresOf('FILE_TOO_LARGE')).toEqual([textBytes / 1_000, pictureBytes / 1_000_000]);
});
