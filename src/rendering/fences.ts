// Code fences as Discord reads them: any run of three or more backticks opens one, and the next such run closes it.

export const fenceLength = 3;
const language = /^`*([\w+.#-]{1,24})\n/;

/** The fence that the text is in. `openedAt` is the offset of its opening run. */
export interface OpenFence {
  openedAt: number;
}

/** Reads text once from left to right, and knows whether the text read so far ends inside a fence. */
export interface FenceReader {
  /** The next code unit, which stands at `index`. */
  read(codeUnit: number, index: number): void;
  openFence(): OpenFence | undefined;
}

const backtick = '`'.charCodeAt(0);

export function createFenceReader(open?: OpenFence): FenceReader {
  let fence = open;
  let run = 0;
  return {
    read(codeUnit, index) {
      run = codeUnit === backtick ? run + 1 : 0;
      if (run !== fenceLength) return;
      fence = fence === undefined ? { openedAt: index + 1 - fenceLength } : undefined;
    },
    openFence: () => fence,
  };
}

/** The fence in which `text.slice(0, end)` ends. */
export function fenceAt(text: string, end: number): OpenFence | undefined {
  let open: OpenFence | undefined;
  for (const run of text.slice(0, end).matchAll(/`{3,}/g)) {
    open = open === undefined ? { openedAt: run.index } : undefined;
  }
  return open;
}

/** The line that opens the fence again, in the same language. */
export function reopening(text: string, fence: OpenFence): string {
  const rest = text.slice(fence.openedAt + fenceLength, fence.openedAt + fenceLength + 64);
  return `\`\`\`${language.exec(rest)?.[1] ?? ''}\n`;
}

/** What closes a fence after `text`. Most room: `closingRoom`. */
export function closing(text: string): string {
  return text.endsWith('\n') ? '```' : '\n```';
}

export const closingRoom = 4;
