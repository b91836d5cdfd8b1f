// What all readers of atoms keep to.

/** Offsets in the source, in code units. */
export interface Stretch {
  start: number;
  end: number;
}

/** A longer one is no atom but text. In code units. */
export const maxAtomChars = 1_000;

/** A blank line ends a paragraph, and with it all that is open in it. `at` is the line break before it. */
export function isBlankLineAt(source: string, at: number): boolean {
  if (source[at] !== '\n') return false;
  let next = at + 1;
  while (source[next] === ' ' || source[next] === '\t') next += 1;
  return source[next] === '\n';
}

const asciiPunctuation = /[!-/:-@[-`{-~]/;

export function isAsciiPunctuation(character: string | undefined): boolean {
  return character !== undefined && asciiPunctuation.test(character);
}

/** The text ends before it is told whether `words` stand at `at`. */
export function mayBecome(words: string, source: string, at: number): boolean {
  const length = source.length - at;
  return length < words.length && words.startsWith(source.slice(at).toLowerCase());
}
