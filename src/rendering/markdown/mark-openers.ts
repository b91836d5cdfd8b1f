// The marks that may open something and wait for their closing ones.
import type { MarkRun } from './inline-tokens.ts';
import { recentChars } from './styled-range.ts';

export interface Opener {
  index: number;
  run: MarkRun;
  rest: number;
  /** Line breaks before it. */
  line: number;
}

/** What goes on over more lines was not meant to be one. */
const maxBreaks = 2;

export function isNear(opener: Opener, line: number): boolean {
  return line - opener.line <= maxBreaks;
}

/** A blank line is more than emphasis goes over. */
export function breaksIn(text: string): number {
  if (!text.includes('\n')) return 0;
  const breaks = text.split('\n').length - 1;
  return /\n[ \t]*\n/.test(text) ? breaks + maxBreaks : breaks;
}

export type OpenerSearch = (
  run: MarkRun,
  place: { rest: number; line: number },
) => { opener: Opener; used: number } | undefined;

/**
 * Takes the opener for a closing run off the stack: one with as many marks alone, else the nearest, with all above it.
 * What was searched in vain is not searched again.
 */
export function createOpenerSearch(openers: Opener[]): OpenerSearch {
  const bottoms = new Map<string, number>();
  const find = (kind: string, isMeant: (opener: Opener) => boolean): number | undefined => {
    const bottom = Math.min(bottoms.get(kind) ?? 0, openers.length);
    for (let at = openers.length - 1; at >= bottom; at -= 1) {
      const opener = openers[at];
      if (opener !== undefined && isMeant(opener)) return at;
    }
    bottoms.set(kind, openers.length);
    return undefined;
  };
  const remove = (at: number): void => {
    openers.splice(at, 1);
    for (const [kind, bottom] of bottoms) if (bottom > at) bottoms.set(kind, bottom - 1);
  };
  return (run, { rest, line }) => {
    const kind = `${run.mark}${run.canOpen ? 'both' : ''}${run.count % 3}`;
    const doFit = (opener: Opener): boolean => isNear(opener, line) && doMatch(opener.run, run);
    const equal = find(`${kind}=${rest}`, (opener) => opener.rest === rest && doFit(opener));
    const at = equal ?? find(kind, doFit);
    const opener = at === undefined ? undefined : openers[at];
    if (at === undefined || opener === undefined) return undefined;
    const used = opener.rest >= 2 && rest >= 2 ? 2 : 1;
    opener.rest -= used;
    if (equal === undefined || opener.rest > 0) openers.length = opener.rest === 0 ? at : at + 1;
    else remove(at);
    return { opener, used };
  };
}

function doMatch(opener: MarkRun, closer: MarkRun): boolean {
  if (opener.mark !== closer.mark) return false;
  if (opener.start < 0 && closer.start > recentChars) return false;
  const hasBoth = opener.canClose || closer.canOpen;
  const isThird = (opener.count + closer.count) % 3 === 0;
  return !hasBoth || !isThird || (opener.count % 3 === 0 && closer.count % 3 === 0);
}
