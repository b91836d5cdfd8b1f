// The name of a file as it may stand in a prompt.

const maxChars = 80;
const fallback = 'file';

/** What ends a line, has no look of its own, turns the way of reading, or could be read as a mark of the prompt. */
const unsafe = /[\p{C}\p{Zl}\p{Zp}[\]<>|｜`]+/gu;

/** One line without brackets, in its own letters. Too long a name keeps its end, which tells the kind. */
export function safeName(name: string): string {
  const plain = name.replaceAll(unsafe, '_').replaceAll(/\s+/g, ' ').trim();
  const characters = [...plain];
  if (characters.length === 0) return fallback;
  if (characters.length <= maxChars) return plain;
  const half = Math.floor(maxChars / 2);
  return [...characters.slice(0, half), '…', ...characters.slice(-half + 1)].join('');
}
