// How long the pictures of formulas take, as a reply waits for them: from the look-up to the picture, with the way to the
// drawing thread and back.
import type { FormulaAlbum } from '../src/formulas/album.ts';
import { createFormulaPictures, type FormulaPictures } from '../src/formulas/formula-pictures.ts';
import { createLogger } from '../src/log.ts';
import type { FormulaPicture } from '../src/rendering/formula-picture.ts';
import { median, middleSpread, percentile, type Spread } from './figures.ts';
import { typicalFormulas } from './typical-formulas.ts';

export interface FormulasResult {
  formulas: number;
  runs: number;
  /** The first picture of a process, which starts the thread and loads the fonts. */
  coldMs: number;
  /** Drawn for the first time, by a thread that has drawn before. */
  uncachedMs: Spread;
  /** Of a run; as a rule the first formula with Chinese in it, for which the thread loads one more font. */
  slowestMs: number;
  /** Drawn before, for another reply. In µs. */
  cachedUs: Spread;
  pngKb: { p50: number; max: number };
}

const counts = { whole: 5, quick: 1 };

interface Run {
  coldMs: number;
  uncachedMs: number[];
  cachedUs: number[];
  pngKb: number[];
}

const coldFormula = String.raw`\frac{a}{b} = \sqrt{c}`;
/** How often each picture is looked up in the cache. */
const cachedRounds = 20;
const drawLimitMs = 30_000;

export async function measureFormulas(size: keyof typeof counts): Promise<FormulasResult> {
  const count = counts[size];
  const runs: Run[] = [];
  while (runs.length < count) runs.push(await measureOnce());
  const sizes = runs.flatMap(({ pngKb }) => pngKb);
  return {
    formulas: typicalFormulas.length,
    runs: count,
    coldMs: median(runs.map(({ coldMs }) => coldMs)),
    uncachedMs: middleSpread(runs.map(({ uncachedMs }) => uncachedMs)),
    slowestMs: median(runs.map(({ uncachedMs }) => Math.max(...uncachedMs))),
    cachedUs: middleSpread(runs.map(({ cachedUs }) => cachedUs)),
    pngKb: { p50: median(sizes), max: percentile(sizes, 1) },
  };
}

async function measureOnce(): Promise<Run> {
  const pictures = createFormulaPictures({
    log: createLogger({ level: 'warn', destination: process.stderr }),
  });
  try {
    const album = pictures.openAlbum({ onDrawn: () => {} });
    const cold = await timeDrawing(album, coldFormula);
    const uncachedMs: number[] = [];
    const pngKb: number[] = [];
    for (const tex of typicalFormulas) {
      const { ms, picture } = await timeDrawing(album, tex);
      uncachedMs.push(ms);
      pngKb.push(picture.png.length / 1_000);
    }
    return { coldMs: cold.ms, uncachedMs, pngKb, cachedUs: timeCached(pictures) };
  } finally {
    await pictures.close();
  }
}

async function timeDrawing(
  album: FormulaAlbum,
  tex: string,
): Promise<{ ms: number; picture: FormulaPicture }> {
  const from = performance.now();
  album.lookUp(tex);
  await album.settled({ limitMs: drawLimitMs, signal: new AbortController().signal });
  const ms = performance.now() - from;
  return { ms, picture: pictureOf(album, tex) };
}

/** Each time in the album of another reply. */
function timeCached(pictures: FormulaPictures): number[] {
  return Array.from({ length: cachedRounds }, () => {
    const album = pictures.openAlbum({ onDrawn: () => {} });
    const times = typicalFormulas.map((tex) => {
      const from = performance.now();
      pictureOf(album, tex);
      return (performance.now() - from) * 1_000;
    });
    album.close();
    return times;
  }).flat();
}

/** @throws Error when there is none: a refusal is no measurement */
function pictureOf(album: FormulaAlbum, tex: string): FormulaPicture {
  const look = album.lookUp(tex);
  if (typeof look === 'string') throw new Error(`${look}: ${tex}`);
  return look;
}
