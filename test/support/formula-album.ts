// Albums whose pictures come when a test says so.
import type { FormulaPictures } from '../../src/formulas/formula-pictures.ts';
import type { FormulaLook } from '../../src/rendering/formula-picture.ts';

type Pictures = Pick<FormulaPictures, 'openAlbum'>;

/** No formula has a picture. */
export const noPictures: Pictures = {
  openAlbum: () => ({ lookUp: () => 'refused', settled: async () => {}, close: () => {} }),
};

export interface AwaitedPictures extends Pictures {
  /** Until then every formula is pending; from then on there is one picture, for all of them. */
  draw(): void;
  /** Ends the patience of whoever waits for pictures. */
  passTime(): void;
  isClosed(): boolean;
}

export function awaitedPictures(): AwaitedPictures {
  let look: FormulaLook = 'pending';
  let announce = (): void => {};
  let isClosed = false;
  let isAwaited = false;
  let waiters: (() => void)[] = [];

  function passTime(): void {
    const woken = waiters;
    waiters = [];
    for (const wake of woken) wake();
  }

  return {
    openAlbum: ({ onDrawn }) => {
      announce = onDrawn;
      return {
        lookUp: () => {
          isAwaited = look === 'pending';
          return look;
        },
        settled: async () => {
          if (isAwaited) await new Promise<void>((resolve) => waiters.push(resolve));
        },
        close: () => {
          isClosed = true;
        },
      };
    },
    draw: () => {
      isAwaited = false;
      look = { fileName: 'formula-1.png', png: new Uint8Array([1]) };
      announce();
      passTime();
    },
    passTime,
    isClosed: () => isClosed,
  };
}
