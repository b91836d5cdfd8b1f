// Characters as people see them: which of them leave a mark, and where each begins.

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

/** Where the character (grapheme cluster) begins that holds the code unit at `index`. At the end: the end. */
export function graphemeStart(text: string, index: number): number {
  const from = Math.max(0, index - clusterWindow);
  const segments = segmenter.segment(text.slice(from, index + clusterWindow));
  const start = segments.containing(index - from)?.index;
  return start === undefined ? index : from + start;
}
