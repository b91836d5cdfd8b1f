import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { DrawOutcome } from '../../../src/formulas/drawing-thread.ts';
import { createFormulaPictures } from '../../../src/formulas/formula-pictures.ts';
import type { FormulaLook } from '../../../src/rendering/formula-picture.ts';
import { createLogLines } from '../../support/log-lines.ts';
import { useFakeTime } from '../../support/fake-time.ts';

const png = new Uint8Array(1_000);
const drawn: DrawOutcome = { type: 'drawn', png };
const picture = { fileName: expect.stringMatching(/^formula-[0-9a-f]{16}\.png$/), png };
const limits = { limitMs: 1_000, signal: new AbortController().signal };

const fileNameOf = (look: FormulaLook) => (typeof look === 'string' ? look : look.fileName);

/** Draws when the test says so. */
function createFakeThread() {
  const asked: string[] = [];
  let answer: ((outcome: DrawOutcome) => void) | undefined;
  return {
    asked,
    /** Ends the drawing that is under way. */
    answer: async (outcome: DrawOutcome = drawn) => {
      answer?.(outcome);
      await nextTurn();
    },
    draw: (tex: string) => {
      asked.push(tex);
      return new Promise<DrawOutcome>((resolve) => {
        answer = resolve;
      });
    },
    close: async () => answer?.({ type: 'failed' }),
  };
}

function openPictures(options: { maxCachedBytes?: number; maxWaiting?: number } = {}) {
  const thread = createFakeThread();
  const log = createLogLines();
  const clock = { ms: 1 };
  const pictures = createFormulaPictures({
    log: log.logger,
    thread,
    now: () => clock.ms,
    ...options,
  });
  const openAlbum = (onDrawn = () => {}) => pictures.openAlbum({ onDrawn });
  return { pictures, openAlbum, thread, log, clock };
}

describe('looking a formula up', () => {
  it('begins its drawing, which is pending until it is there', async () => {
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    expect([album.lookUp('x'), album.lookUp('x')]).toEqual(['pending', 'pending']);
    await thread.answer();
    expect(album.lookUp('x')).toEqual(picture);
    expect(thread.asked).toEqual(['x']);
  });

  it('draws a formula once for all replies', async () => {
    const { openAlbum, thread } = openPictures();
    const [first, second] = [openAlbum(), openAlbum()];
    first.lookUp('x');
    second.lookUp('x');
    await thread.answer();
    expect([first, second, openAlbum()].map((album) => album.lookUp('x'))).toEqual([
      picture,
      picture,
      picture,
    ]);
    expect(thread.asked).toEqual(['x']);
  });

  it('takes no notice of space around it', async () => {
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    album.lookUp('\nx ');
    await thread.answer();
    expect(album.lookUp('x')).toEqual(picture);
  });

  it('names the file of each formula differently', async () => {
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    for (const tex of ['x', 'y']) album.lookUp(tex);
    await thread.answer();
    await thread.answer();
    const names = ['x', 'y'].map((tex) => fileNameOf(album.lookUp(tex)));
    expect(new Set(names).size).toBe(2);
  });

  it('draws in the order of the looks, one at a time', async () => {
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    for (const tex of ['a', 'b', 'c']) album.lookUp(tex);
    expect(thread.asked).toEqual(['a']);
    await thread.answer();
    await thread.answer();
    expect(thread.asked).toEqual(['a', 'b', 'c']);
  });

  it('remembers what was refused', async () => {
    const { openAlbum, thread } = openPictures();
    openAlbum().lookUp('bad');
    await thread.answer({ type: 'refused', reason: 'bad-tex' });
    expect(openAlbum().lookUp('bad')).toBe('refused');
    expect(thread.asked).toEqual(['bad']);
  });

  it('refuses source that is too long without drawing it', () => {
    const { openAlbum, thread } = openPictures();
    expect(openAlbum().lookUp('x'.repeat(1_001))).toBe('refused');
    expect(thread.asked).toEqual([]);
  });

  it('tries a formula that ended the thread again, later and in another reply', async () => {
    const { openAlbum, thread, clock } = openPictures();
    const album = openAlbum();
    album.lookUp('x');
    await thread.answer({ type: 'failed' });
    clock.ms = 60_000;
    expect(openAlbum().lookUp('x')).toBe('refused');
    clock.ms = 11 * 60_000;
    expect([album.lookUp('x'), openAlbum().lookUp('x')]).toEqual(['refused', 'pending']);
  });

  it('refuses for the moment what the line has no place for', async () => {
    const { openAlbum, thread } = openPictures({ maxWaiting: 2 });
    const album = openAlbum();
    expect(['a', 'b', 'c'].map((tex) => album.lookUp(tex))).toEqual([
      'pending',
      'pending',
      'refused',
    ]);
    await thread.answer();
    expect(album.lookUp('c')).toBe('pending');
  });

  it('shows a reply what it was shown before, whatever the cache has dropped', async () => {
    const { openAlbum, thread } = openPictures({ maxCachedBytes: 1_500 });
    const album = openAlbum();
    album.lookUp('x');
    album.lookUp('y');
    await thread.answer();
    await thread.answer();
    expect([album.lookUp('x'), album.lookUp('y')]).toEqual([picture, picture]);
    expect([openAlbum().lookUp('y'), openAlbum().lookUp('x')]).toEqual([picture, 'pending']);
  });

  it('tells the log figures, and never the formula', async () => {
    const { openAlbum, thread, log } = openPictures();
    openAlbum().lookUp('secret');
    await thread.answer();
    expect(log.lines).toMatchObject([{ msg: 'formula-drawn', bytes: 1_000 }]);
    expect(JSON.stringify(log.lines)).not.toContain('secret');
  });
});

describe('a reply', () => {
  it('is told of each picture that it waits for, and of none that is refused', async () => {
    const { openAlbum, thread } = openPictures();
    let told = 0;
    const album = openAlbum(() => {
      told += 1;
    });
    for (const tex of ['a', 'bad', 'c']) album.lookUp(tex);
    await thread.answer();
    await thread.answer({ type: 'refused', reason: 'bad-tex' });
    await thread.answer();
    expect(told).toBe(2);
  });

  it('is settled when nothing is pending any more', async () => {
    useFakeTime();
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    album.lookUp('a');
    album.lookUp('b');
    let isSettled = false;
    const settled = album.settled(limits).then(() => {
      isSettled = true;
    });
    await thread.answer();
    expect(isSettled).toBe(false);
    await thread.answer();
    await settled;
  });

  it('is settled at once when it has looked nothing up', async () => {
    useFakeTime();
    await expect(openPictures().openAlbum().settled(limits)).resolves.toBeUndefined();
  });

  it('is settled after its limit, drawn or not', async () => {
    useFakeTime();
    const album = openPictures().openAlbum();
    album.lookUp('x');
    const settled = album.settled(limits);
    await vi.advanceTimersByTimeAsync(limits.limitMs);
    await expect(settled).resolves.toBeUndefined();
  });

  it('stops waiting with the reason of its signal', async () => {
    useFakeTime();
    const album = openPictures().openAlbum();
    album.lookUp('x');
    const stop = new AbortController();
    const settled = album.settled({ limitMs: 1_000, signal: stop.signal });
    const reason = new Error('shutting down');
    stop.abort(reason);
    await expect(settled).rejects.toBe(reason);
  });

  it('that is closed has nothing drawn that no other wants', async () => {
    const { openAlbum, thread } = openPictures();
    const [leaving, staying] = [openAlbum(), openAlbum()];
    for (const tex of ['a', 'b', 'c']) leaving.lookUp(tex);
    staying.lookUp('c');
    leaving.close();
    leaving.close();
    await thread.answer();
    expect(thread.asked).toEqual(['a', 'c']);
  });

  it('that is closed is settled, and begins no drawing', async () => {
    const { openAlbum, thread } = openPictures();
    const album = openAlbum();
    album.lookUp('a');
    const settled = album.settled(limits);
    album.close();
    await settled;
    expect([album.lookUp('b'), thread.asked]).toEqual(['refused', ['a']]);
  });
});

it('refuses what is pending when it is closed', async () => {
  const { pictures, openAlbum, thread } = openPictures();
  const album = openAlbum();
  for (const tex of ['a', 'b']) album.lookUp(tex);
  const settled = album.settled(limits);
  await pictures.close();
  await pictures.close();
  await settled;
  expect(['a', 'b', 'c'].map((tex) => album.lookUp(tex))).toEqual([
    'refused',
    'refused',
    'refused',
  ]);
  expect(thread.asked).toEqual(['a']);
});
