// Room: the one measure of how much text there is and how much fits. Discord sets two limits to the text displays of a
// message: together they have at most 4,000 code points (discord.js guide, display components), and at most 10,170
// bytes of UTF-8, each display counting 12 more; past those it answers 500 (discord/discord-api-docs#8554). A text's
// room is its code points, or its bytes / 2.5 where that is more, as in Chinese (3 bytes a character) or emoji (4). So
// one number keeps both limits: 4,000 of room are at most 10,000 bytes, which leaves what 14 displays count. Parts
// never take more room together than one by one.
import { graphemeStart, isLowSurrogate } from './characters.ts';

/** Of all text displays of a message together. */
export const maxMessageRoom = 4_000;

/** Of a message whose texts take all of its room. */
export const maxMessageTexts = 14;

const bytesPerRoom = 2.5;

/** Measures a text that comes one code unit after the other, in either direction. */
interface RoomGauge {
  add(codeUnit: number): void;
  /** What all of it takes. */
  room(): number;
}

function createRoomGauge(): RoomGauge {
  let codePoints = 0;
  let bytes = 0;
  return {
    add: (codeUnit) => {
      if (!isLowSurrogate(codeUnit)) codePoints += 1;
      bytes += bytesOf(codeUnit);
    },
    room: () => roomFor(codePoints, bytes),
  };
}

/** In UTF-8; the halves of a surrogate pair share its four. */
function bytesOf(codeUnit: number): number {
  if (codeUnit < 0x80) return 1;
  const isSurrogate = codeUnit >= 0xd800 && codeUnit <= 0xdfff;
  return codeUnit < 0x800 || isSurrogate ? 2 : 3;
}

export function roomOf(text: string): number {
  let codePoints = 0;
  let bytes = 0;
  for (let at = 0; at < text.length; at += 1) {
    const codeUnit = text.charCodeAt(at);
    if (!isLowSurrogate(codeUnit)) codePoints += 1;
    bytes += bytesOf(codeUnit);
  }
  return roomFor(codePoints, bytes);
}

function roomFor(codePoints: number, bytes: number): number {
  return Math.max(codePoints, bytes / bytesPerRoom);
}

/** The beginning of the text that there is room for, in whole characters. */
export function takeRoom(text: string, maxRoom: number): string {
  const gauge = createRoomGauge();
  for (let at = 0; at < text.length; at += 1) {
    gauge.add(text.charCodeAt(at));
    if (gauge.room() > maxRoom) return text.slice(0, graphemeStart(text, at));
  }
  return text;
}

/** Where the end of the text begins that there is room for, in whole characters. */
export function lastRoomStart(text: string, maxRoom: number): number {
  const gauge = createRoomGauge();
  let start = text.length;
  for (; start > 0; start -= 1) {
    gauge.add(text.charCodeAt(start - 1));
    if (gauge.room() > maxRoom) break;
  }
  while (start < text.length && graphemeStart(text, start) !== start) start += 1;
  return start;
}
