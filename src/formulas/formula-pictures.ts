// The pictures of display formulas: who looks one up has it drawn, and all replies share what was drawn before. One for
// each process that writes replies.
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../log.ts';
import type { FormulaLook } from '../rendering/formula-picture.ts';
import { createAlbum, type AlbumInlet, type FormulaAlbum } from './album.ts';
import { createDrawingThread, type DrawingThread, type DrawOutcome } from './drawing-thread.ts';

export interface FormulaPictures {
  openAlbum(options: { onDrawn: () => void }): FormulaAlbum;
  /** What is pending is refused. */
  close(): Promise<void>;
}

export interface FormulaPicturesOptions {
  log: Logger;
  maxCachedBytes?: number;
  /** How many formulas may wait, the one that is being drawn included. Those beyond are refused for the moment. */
  maxWaiting?: number;
  /** How long one drawing may take. */
  drawLimitMs?: number;
  thread?: DrawingThread;
  /** A clock in ms. */
  now?: () => number;
}

/** Into the names of files: a new one for each change of how formulas look. */
const drawingVersion = '1';

/** Code units. Beyond it, code is what a reader can still take in. */
const maxTexLength = 1_000;

const maxCachedFormulas = 20_000;

/** A formula that the thread was ended for is not tried again for so long. */
const retryAfterMs = 10 * 60_000;

type SettledLook = Exclude<FormulaLook, 'pending'>;

export function createFormulaPictures({
  log,
  maxCachedBytes = 32 * 1_024 * 1_024,
  maxWaiting = 200,
  drawLimitMs = 5_000,
  thread = createDrawingThread({ drawLimitMs, log }),
  now = () => performance.now(),
}: FormulaPicturesOptions): FormulaPictures {
  const known = new LRUCache<string, SettledLook>({
    max: maxCachedFormulas,
    maxSize: maxCachedBytes,
    sizeCalculation: sizeOf,
    perf: { now },
    ttlResolution: 0,
  });
  /** In the order in which they are drawn, with those who wait. */
  const waiting = new Map<string, Set<AlbumInlet>>();
  let isDrawing = false;
  let isClosed = false;

  function order(tex: string, album: AlbumInlet): FormulaLook | 'busy' {
    if (tex.length > maxTexLength) return 'refused';
    const look = known.get(tex);
    if (look) return look;
    const albums = waiting.get(tex);
    if (!albums && (isClosed || waiting.size >= maxWaiting)) return 'busy';
    waiting.set(tex, (albums ?? new Set()).add(album));
    if (!isDrawing) void drawWaiting();
    return 'pending';
  }

  async function drawWaiting(): Promise<void> {
    isDrawing = true;
    for (const [tex, albums] of waiting) {
      const look = albums.size > 0 ? await draw(tex) : 'refused';
      settle(tex, look);
    }
    isDrawing = false;
  }

  async function draw(tex: string): Promise<SettledLook> {
    const startedAt = now();
    const outcome = await thread.draw(tex);
    if (isClosed) return 'refused';
    const look = lookFor(tex, outcome);
    known.set(tex, look, outcome.type === 'failed' ? { ttl: retryAfterMs } : {});
    log.debug({ ...figuresOf(outcome), drawMs: now() - startedAt }, 'formula-drawn');
    return look;
  }

  function settle(tex: string, look: SettledLook): void {
    const albums = waiting.get(tex) ?? [];
    waiting.delete(tex);
    for (const album of albums) album.settle(tex, look);
  }

  return {
    openAlbum({ onDrawn }) {
      const album = createAlbum({
        order: (tex) => order(tex, album),
        onDrawn,
        onClose: () => {
          for (const albums of waiting.values()) albums.delete(album);
        },
      });
      return album;
    },

    async close() {
      isClosed = true;
      for (const tex of waiting.keys()) settle(tex, 'refused');
      await thread.close();
    },
  };
}

function lookFor(tex: string, outcome: DrawOutcome): SettledLook {
  if (outcome.type !== 'drawn') return 'refused';
  const hash = createHash('sha256').update(`${drawingVersion}\n${tex}`).digest('hex');
  return { fileName: `formula-${hash.slice(0, 16)}.png`, png: outcome.png };
}

function figuresOf(outcome: DrawOutcome): Record<string, unknown> {
  switch (outcome.type) {
    case 'drawn':
      return { bytes: outcome.png.length };
    case 'refused':
      return { refused: outcome.reason };
    case 'failed':
      return { refused: 'failed' };
    default:
      return outcome satisfies never;
  }
}

/** In bytes: the picture, its TeX, and about what the cache itself takes for one. */
function sizeOf(look: SettledLook, tex: string): number {
  return 200 + 2 * tex.length + (look === 'refused' ? 0 : look.png.length);
}
