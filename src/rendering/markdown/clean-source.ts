/** Without what no text should hold: control characters, and halves of characters, which stay visible as `�`. */
export function cleanSource(source: string): string {
  return source.replaceAll(/[^\P{Cc}\n\t]|\p{Cs}/gu, (found) =>
    /\p{Cs}/u.test(found) ? '\u{fffd}' : '',
  );
}
