// The terminal's own cursor would blink in a place that means nothing.
import type { ScreenOutput } from '../terminal/screen.ts';

/** Returns the function that brings it back. It also comes back when the process ends in any other way. */
export function hideCursor(output: ScreenOutput): () => void {
  if (!output.isTTY) return () => {};
  const show = (): void => {
    process.off('exit', show);
    output.write('\u001b[?25h');
  };
  process.once('exit', show);
  output.write('\u001b[?25l');
  return show;
}
