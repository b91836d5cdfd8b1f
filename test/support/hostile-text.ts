// Texts made of what breaks splitters and pages: tags, fences, spoilers, wide and joined characters, long lines.
import fc from 'fast-check';

const pieces = [
  '<think>',
  '</think>',
  '<',
  '</thi',
  'think>',
  '```',
  '```js\n',
  '\n```\n',
  '`',
  '``',
  '||',
  '|',
  '"',
  "'",
  '\n',
  '\n\n',
  ' ',
  '    ',
  '\t',
  '. ',
  '。',
  'Wait, ',
  'a word ',
  '# Heading\n\n',
  'The steps are:\n\n',
  '- item\n',
  '> quote\n',
  '汉字，',
  'ก็',
  '👩‍👩‍👧‍👦',
  '👩‍👩‍👧‍👦'.repeat(12),
  'f();\n'.repeat(40),
  '🇩🇪',
  '🇫🇷🇯🇵',
  'é',
  'x'.repeat(120),
  '汉'.repeat(90),
  '<@123>',
  '**bold** ',
  '-# small\n',
  String.raw`\(x\)`,
];

/** `maxPieces` bounds how many pieces a text is made of. */
export function hostileText(maxPieces: number): fc.Arbitrary<string> {
  return fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'grapheme', maxLength: 12 })), {
      maxLength: maxPieces,
      size: 'max',
    })
    .map((parts) => parts.join(''));
}

/** A text and one way to cut it into chunks, as a stream may bring it. */
export function chunked(
  text: fc.Arbitrary<string>,
): fc.Arbitrary<{ text: string; chunks: string[] }> {
  return fc
    .tuple(text, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }))
    .map(cutByLengths);
}

function cutByLengths([text, lengths]: [string, number[]]): { text: string; chunks: string[] } {
  const chunks: string[] = [];
  for (let at = 0; at < text.length;) {
    const length = lengths[chunks.length % lengths.length] ?? 1;
    chunks.push(text.slice(at, at + length));
    at += length;
  }
  return { text, chunks };
}
