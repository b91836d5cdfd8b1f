// Lines from a person at a terminal, or from a pipe. readline edits; what is typed is drawn by whoever draws the rest of
// the screen.
import { createInterface, emitKeypressEvents } from 'node:readline';
import type { ReadStream } from 'node:tty';
import { Writable } from 'node:stream';

export interface KeyboardOptions {
  input: ReadStream;
  /** Whether what is typed can be drawn. If not, lines are taken as they come. */
  isLive: boolean;
  onLine: (line: string) => void;
  onEscape: () => void;
  /** Any key has been pressed: what is typed may look different now. */
  onKey: () => void;
  /** Ctrl-C in a terminal, where it is no signal while lines are edited. */
  onInterrupt: () => void;
  /** No line will follow. */
  onEnd: () => void;
}

export interface Keyboard {
  /** Before and after the cursor. */
  typed(): readonly [string, string];
  close(): void;
}

export function createKeyboard(options: KeyboardOptions): Keyboard {
  const { input, isLive, onLine, onEscape, onKey, onInterrupt, onEnd } = options;
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: isLive });
  const press = (_text: string | undefined, key: { name?: string }): void => {
    if (key.name === 'escape') onEscape();
    onKey();
  };
  if (isLive) {
    emitKeypressEvents(input, lines);
    input.on('keypress', press);
  }
  lines.on('line', onLine);
  lines.on('SIGINT', onInterrupt);
  lines.once('close', onEnd);
  return {
    typed: () => [lines.line.slice(0, lines.cursor), lines.line.slice(lines.cursor)],
    close: () => {
      input.off('keypress', press);
      lines.off('close', onEnd);
      lines.close();
    },
  };
}
