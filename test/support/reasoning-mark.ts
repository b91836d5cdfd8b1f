// Marks reasoning, so that none of it can stand anywhere unseen.

export const reasoningMark = '\ue000';

/** Sets the mark into every word. */
export function markWords(text: string): string {
  return text.replaceAll(/(?<=[\p{L}\p{N}])(?=[\p{L}\p{N}])/gu, reasoningMark);
}
