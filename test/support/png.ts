// Reads a PNG of eight bits and four channels, as far as looking at its pixels goes.
import { inflateSync } from 'node:zlib';

export interface Pixels {
  width: number;
  height: number;
  /** Red, green, blue and alpha, 0 to 255. */
  at: (x: number, y: number) => readonly [number, number, number, number];
}

const signature = '89504e470d0a1a0a';

export function isPng(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 8)).toString('hex') === signature;
}

export function readPng(bytes: Uint8Array): Pixels {
  const png = Buffer.from(bytes);
  const width = png.readUInt32BE(16);
  const height = png.readUInt32BE(20);
  const rows = unfilter(inflateSync(Buffer.concat(dataChunks(png))), { width, height });
  return {
    width,
    height,
    at: (x, y) => {
      const [red = 0, green = 0, blue = 0, alpha = 0] = rows.subarray((y * width + x) * 4);
      return [red, green, blue, alpha];
    },
  };
}

/** How many pixels are lighter than the card: the formula. */
export function inkOf({ width, height, at }: Pixels): number {
  let ink = 0;
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) if (at(x, y)[1] > 140) ink += 1;
  }
  return ink;
}

function dataChunks(png: Buffer): Buffer[] {
  const chunks: Buffer[] = [];
  for (let offset = 8; offset < png.length;) {
    const length = png.readUInt32BE(offset);
    const name = png.toString('latin1', offset + 4, offset + 8);
    if (name === 'IDAT') chunks.push(png.subarray(offset + 8, offset + 8 + length));
    offset += length + 12;
  }
  return chunks;
}

/** PNG specification, section 9: each byte is stored as the difference to what its neighbours foretell. */
function unfilter(data: Buffer, { width, height }: { width: number; height: number }): Buffer {
  const rowBytes = width * 4;
  const pixels = Buffer.alloc(rowBytes * height);
  const pixel = (x: number, y: number) => (x < 0 || y < 0 ? 0 : (pixels[y * rowBytes + x] ?? 0));
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1);
    const filter = data[start] ?? 0;
    for (let x = 0; x < rowBytes; x += 1) {
      const near = { left: pixel(x - 4, y), above: pixel(x, y - 1), corner: pixel(x - 4, y - 1) };
      pixels[y * rowBytes + x] = (data[start + 1 + x] ?? 0) + foretold(filter, near);
    }
  }
  return pixels;
}

interface Neighbours {
  left: number;
  above: number;
  corner: number;
}

function foretold(filter: number, { left, above, corner }: Neighbours): number {
  const byPaeth = () => {
    const guess = left + above - corner;
    const distances = [left, above, corner].map((value) => Math.abs(guess - value));
    return [left, above, corner][distances.indexOf(Math.min(...distances))] ?? 0;
  };
  return [0, left, above, Math.floor((left + above) / 2)][filter] ?? byPaeth();
}
