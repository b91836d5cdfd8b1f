// How full a page is.
import type { PageRoom } from './page.ts';

/** What something takes of a page's room at most. */
export interface Load {
  text: number;
  files: number;
  components: number;
}

export interface PageFill {
  add(load: Load): void;
  /** 1 is full. */
  share(): number;
  hasRoomFor(load: Load): boolean;
}

export const noLoad: Load = { text: 0, files: 0, components: 0 };

/** A formula or a file parts two texts. */
export const partLoad: Load = { text: 0, files: 1, components: 2 };

export function createPageFill(room: PageRoom): PageFill {
  let { text, files, components } = noLoad;
  return {
    add: (load) => {
      text += load.text;
      files += load.files;
      components += load.components;
    },
    share: () => Math.max(text / room.text, files / room.files, components / room.components),
    hasRoomFor: (load) =>
      text + load.text <= room.text &&
      files + load.files <= room.files &&
      components + load.components <= room.components,
  };
}
