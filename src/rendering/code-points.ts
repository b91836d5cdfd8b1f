// Text measured as Discord measures it (in Unicode code points) and cut only between characters as people see them.

const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Anything that leaves a mark. Discord refuses a text display that shows nothing. */
const ink = /[\p{L}\p{M}\p{N}\p{P}\p{S}]/u;

/** How far around a cut the text is looked at; the longest emoji in use are about 30 code units long. */
const clusterWindow = 256;

export function hasInk(text: string): boolean {
  return ink.test(text);
}

export function isLowSurrogate(codeUnit: number): boolean {
  return codeUnit >= 0xdc00 && codeUnit <= 0xdfff;
}

export function countCodePoints(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    if (!isLowSurrogate(text.charCodeAt(index))) count += 1;
  }
  return count;
}

/** Where the character (grapheme cluster) begins that holds the code unit at `index`. At the end: the end. */
export function graphemeStart(text: string, index: number): number {
  const from = Math.max(0, index - clusterWindow);
  const segments = segmenter.segment(text.slice(from, index + clusterWindow));
  const start = segments.containing(index - from)?.index;
  return start === undefined ? index : from + start;
}

/** The first `maxChars` code points, less what would cut a character in two. */
export function takeChars(text: string, maxChars: number): string {
  let end = 0;
  for (let count = 0; count < maxChars && end < text.length; count += 1) {
    end += isLowSurrogate(text.charCodeAt(end + 1)) ? 2 : 1;
  }
  return end >= text.length ? text : text.slice(0, graphemeStart(text, end));
}

/** Where the last `maxChars` code points begin, later if that would cut a character in two. */
export function lastCharsStart(text: string, maxChars: number): number {
  let start = text.length;
  for (let count = 0; count < maxChars && start > 0; count += 1) {
    start -= isLowSurrogate(text.charCodeAt(start - 1)) ? 2 : 1;
  }
  if (start <= 0) return 0;
  while (start < text.length && graphemeStart(text, start) !== start) start += 1;
  return start;
}
