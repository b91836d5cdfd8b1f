// Outlines of Chinese and Japanese characters, which MathJax's font lacks and a bare machine has no font for. They come
// from Noto Sans SC: one variable font, cut into about a hundred files by the characters they hold. Runs in the drawing
// thread.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Blob, Face, Font, Variation } from 'harfbuzzjs';
import decompress from 'woff2-encoder/decompress';
import { z } from 'zod';

/** An SVG path on a square of 1,000 units, y upwards, the base line at 0. */
export interface CjkGlyph {
  width: number;
  regular: string;
  bold: string;
}

export interface CjkGlyphs {
  /** By code point. A character that the font does not have is left out. */
  find(characters: readonly number[]): Promise<ReadonlyMap<number, CjkGlyph>>;
}

const weights = { regular: 400, bold: 700 };

/** Which characters a file holds, by its name: `"[118]": "U+4e00-4e10,U+5b57"`. */
const rangesByFile = z.record(z.string(), z.string());

interface FontFile {
  name: string;
  ranges: readonly (readonly [first: number, last: number])[];
}

function toRange(text: string): [number, number] {
  const [first = '', last = first] = text.replace('U+', '').split('-');
  return [Number.parseInt(first, 16), Number.parseInt(last, 16)];
}

export async function openCjkGlyphs(): Promise<CjkGlyphs> {
  const list = fileURLToPath(import.meta.resolve('@fontsource-variable/noto-sans-sc/unicode.json'));
  const folder = path.join(path.dirname(list), 'files');
  const files = await readFontFiles(list);
  const fonts = new Map<string, Promise<Font>>();

  async function openFont(name: string): Promise<Font> {
    const packed = await readFile(path.join(folder, name));
    return new Font(new Face(new Blob(await decompress(packed))));
  }

  function fontFor(character: number): Promise<Font> | undefined {
    const file = files.find(({ ranges }) =>
      ranges.some(([first, last]) => character >= first && character <= last),
    );
    if (!file) return undefined;
    const font = fonts.get(file.name) ?? openFont(file.name);
    fonts.set(file.name, font);
    return font;
  }

  return {
    async find(characters) {
      const found = new Map<number, CjkGlyph>();
      for (const character of characters) {
        const font = await fontFor(character);
        const glyph = font && glyphOf(font, character);
        if (glyph) found.set(character, glyph);
      }
      return found;
    },
  };
}

async function readFontFiles(list: string): Promise<FontFile[]> {
  const listed = Object.entries(rangesByFile.parse(JSON.parse(await readFile(list, 'utf8'))));
  return listed.map(([key, ranges]) => ({
    name: `noto-sans-sc-${key.replaceAll(/[[\]]/g, '')}-wght-normal.woff2`,
    ranges: ranges.split(',').map(toRange),
  }));
}

function glyphOf(font: Font, character: number): CjkGlyph | undefined {
  const glyph = font.nominalGlyph(character);
  if (!glyph) return undefined;
  const outline = (weight: number) => {
    font.setVariations([new Variation('wght', weight)]);
    return withWholeNumbers(font.glyphToPath(glyph));
  };
  return {
    regular: outline(weights.regular),
    bold: outline(weights.bold),
    width: font.glyphHAdvance(glyph),
  };
}

/** A thousandth of an em is finer than a pixel. */
function withWholeNumbers(outline: string): string {
  return outline.replaceAll(/-?\d+\.\d+/g, (number) => String(Math.round(Number(number))));
}
