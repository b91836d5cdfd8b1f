// Goes through one page of a growing text, up to the place where it ends.
import { isLowSurrogate } from './code-points.ts';
import { closingChars, createFenceReader, type OpenFence } from './fences.ts';
import { type Border, findBorder, lookAhead } from './page-border.ts';

export interface PageStart {
  source: string;
  start: number;
  /** The fence that the page begins in. */
  fence: OpenFence | undefined;
  /** In code points, with what closes a fence. */
  room: number;
}

/** The end of the page that begins at `start`: the end of the text as long as nothing says that it is earlier. */
export function findPageEnd({ source, start, fence, room }: PageStart): Border {
  const reader = createFenceReader(fence);
  const maxChars = room - closingChars - lookAhead;
  let chars = 0;
  for (let at = start + 1; at <= source.length; at += 1) {
    reader.read(source.charCodeAt(at - 1), at - 1);
    if (isLowSurrogate(source.charCodeAt(at))) continue;
    chars += 1;
    const place = { source, start, at, fence: reader.openFence(), share: chars / maxChars };
    const border = findBorder(place);
    if (border !== undefined) return border;
  }
  return { at: source.length, fence: reader.openFence() };
}
