// Names of a message's files. Two of one name cannot be told apart, and some names mean something.

/** The whole reasoning, where its box has no room for it. Discord seals a file by its name's prefix. */
export const sealedReasoningFile = 'SPOILER_reasoning.md';

/** The same, for who asked to see it. */
export const reasoningFile = 'reasoning.md';

/** What is left of an answer after its last page. */
export const restFile = 'answer.md';

const reserved: ReadonlySet<string> = new Set([sealedReasoningFile.toLowerCase(), restFile]);

/** The name for a file that the model named, or the nearest one that means nothing else and is not in `taken`. */
export function takeFileName(name: string, taken: { has(name: string): boolean }): string {
  const plain = name.replace(/^(?:SPOILER_)+/i, '') || 'code.txt';
  const [, stem = '', extension = ''] = /^(.+?)(\.[^.]*)?$/.exec(plain) ?? [];
  let free = plain;
  for (let count = 2; taken.has(free) || reserved.has(free.toLowerCase()); count += 1) {
    free = `${stem}-${count}${extension}`;
  }
  return free;
}
