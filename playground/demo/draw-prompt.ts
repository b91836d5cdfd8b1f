// The last lines of the interactive demo: what is being typed, and what there is to do. Pure.
import { paint, span } from '../terminal/styled-text.ts';
import { wrap } from '../terminal/wrap.ts';

export interface Prompt {
  /** Who types. */
  name: string;
  /** Before and after the cursor. */
  typed: readonly [string, string];
  /** An answer to what was typed last; empty when there is none. */
  notice: string;
}

const hint = 'Enter asks · Esc presses Stop · /help · /quit';

export function drawPrompt(
  { name, typed: [before, after], notice }: Prompt,
  { width, color }: { width: number; color: boolean },
): string {
  const first = [span(`${name} › `, 'bold')];
  const typed = wrap([span(`${before}▏${after}`)], { width, first, hanging: [span('  ')] });
  const below = (notice || hint)
    .split('\n')
    .flatMap((line) => wrap([span(line, 'dim')], { width, hanging: [span('  ')], first: [] }));
  return [...typed, ...below].map((line) => paint(line, { color })).join('\n');
}
