// The running text of `\text{…}`.
import type { TexSource } from './tex-source.ts';

/** In braces, without maths, commands or braces in it. */
const plainText = /\{((?:[^{}\\$^]|\\[$%&#_{} ,])*)\}/y;

/** Blanks as they stand. Gives up on anything but plain text. */
export function readText(source: TexSource): string {
  // Neither control nor format characters: U+202E would turn the line around.
  const raw = source.takeMatch(plainText)?.[1]?.replaceAll(/\s+/g, ' ');
  if (raw === undefined || /\p{C}/u.test(raw)) {
    source.giveUp();
    return '';
  }
  return raw
    .replaceAll(/~|\\[, ]/g, ' ')
    .replaceAll('\\', '')
    .replaceAll(/ +/g, ' ');
}
