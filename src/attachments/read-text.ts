// Text is what is UTF-8 and holds no control characters but tabs and the ends of lines and pages.

const decoder = new TextDecoder('utf-8', { fatal: true });

const control = /(?![\t\n\v\f])\p{Cc}/u;

/** Its first lines may be text. */
const pdf = /^%PDF-/;

/** Without its byte order mark, with `\n` for line breaks. Undefined when it is no text. */
export function readText(bytes: Uint8Array): string | undefined {
  const text = decode(bytes)?.replaceAll(/\r\n?/g, '\n');
  return text === undefined || control.test(text) || pdf.test(text) ? undefined : text;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
