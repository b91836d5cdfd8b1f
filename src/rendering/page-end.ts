// Goes through one page of a growing text, up to the place where it ends.
import { isLowSurrogate } from './characters.ts';
import { closingRoom, createFenceReader, type OpenFence } from './fences.ts';
import { type Border, findBorder, lookAhead } from './page-border.ts';
import { createRoomGauge } from './room.ts';

export interface PageStart {
  source: string;
  start: number;
  /** The fence that the page begins in. */
  fence: OpenFence | undefined;
  /** With what closes a fence. */
  room: number;
}

/** The end of the page that begins at `start`: the end of the text as long as nothing says that it is earlier. */
export function findPageEnd({ source, start, fence, room }: PageStart): Border {
  const reader = createFenceReader(fence);
  const gauge = createRoomGauge();
  const bodyRoom = room - closingRoom - lookAhead;
  for (let at = start + 1; at <= source.length; at += 1) {
    const codeUnit = source.charCodeAt(at - 1);
    reader.read(codeUnit, at - 1);
    gauge.add(codeUnit);
    if (isLowSurrogate(source.charCodeAt(at))) continue;
    const place = { source, start, at, fence: reader.openFence(), share: gauge.room() / bodyRoom };
    const border = findBorder(place);
    if (border !== undefined) return border;
  }
  return { at: source.length, fence: reader.openFence() };
}
