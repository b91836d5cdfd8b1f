// Puts pages together again, and fails where a page shows anything that its source has not.
import { expect } from 'vitest';
import type { Page } from '../../src/rendering/pages.ts';

const fenceOpener = /^```[\w+.#-]*\n$/;
const fenceCloser = /^\n?```$/;

/**
 * What the pages show of `source`, without white space. A fence line that was added is taken away, and must be
 * matched: one that closes a page by one that opens the next.
 */
export function unsplitPages(source: string, pages: readonly Page[]): string {
  let wasClosed = false;
  const parts = pages.map(({ start, end, text }) => {
    const shown = source.slice(start, end);
    const opener = wasClosed ? text.slice(0, text.indexOf('\n') + 1) : '';
    if (wasClosed) expect(opener).toMatch(fenceOpener);
    expect(text.startsWith(shown, opener.length)).toBe(true);
    const closer = text.slice(opener.length + shown.length);
    if (closer !== '') expect(closer).toMatch(fenceCloser);
    wasClosed = closer !== '';
    return shown;
  });
  return parts.join('').replaceAll(/\s/g, '');
}
