// A part of the terminal that is drawn again and again in place. In a pipe or in CI each new state is printed instead.
import { stripVTControlCharacters } from 'node:util';

/** What `process.stdout` has. */
export interface ScreenOutput {
  isTTY?: boolean;
  columns?: number;
  rows?: number;
  write(text: string): unknown;
}

export interface Screen {
  /** For whoever draws: no line may be longer. */
  readonly width: number;
  /** Whether it redraws in place, and so understands styles. */
  readonly isLive: boolean;
  /** Shows `text` in place of what was shown since the last `keep`. The same text again does nothing. */
  show(text: string): void;
  /** Leaves what is shown where it is, whole; the next `show` begins below. */
  keep(): void;
}

const defaultColumns = 80;
const defaultRows = 24;

/** Longer lines are hard to read. */
const maxColumns = 100;

export function createScreen({ output }: { output: ScreenOutput }): Screen {
  return output.isTTY ? createLiveScreen(output) : createPlainScreen(output);
}

function widthOf(output: ScreenOutput): number {
  // One column less: some terminals wrap when the last one is written to.
  return Math.min((output.columns ?? defaultColumns) - 1, maxColumns);
}

function createPlainScreen(output: ScreenOutput): Screen {
  let shown: string | undefined;
  return {
    width: widthOf(output),
    isLive: false,
    show(text) {
      const plain = stripVTControlCharacters(text);
      if (plain !== shown) output.write(`${plain}\n\n`);
      shown = plain;
    },
    keep() {
      shown = undefined;
    },
  };
}

function createLiveScreen(output: ScreenOutput): Screen {
  let shown: string | undefined;
  let drawnRows = 0;

  /** Rows that have left the top of the terminal cannot be redrawn, so only the end of a long text is kept alive. */
  function draw(lines: readonly string[]): void {
    const up = drawnRows > 0 ? `\u001b[${drawnRows}A` : '';
    // 2026: terminals that know it show the whole update at once, without flicker.
    output.write(`\u001b[?2026h\r${up}\u001b[0J${lines.join('\n')}\n\u001b[?2026l`);
    drawnRows = lines.length;
  }

  return {
    get width() {
      return widthOf(output);
    },
    isLive: true,
    show(text) {
      if (text === shown) return;
      shown = text;
      draw(text.split('\n').slice(2 - (output.rows ?? defaultRows)));
    },
    keep() {
      if (shown === undefined) return;
      draw(shown.split('\n'));
      shown = undefined;
      drawnRows = 0;
    },
  };
}
