// Which marks belong together. CommonMark's algorithm: a closing run takes the nearest opening run of its kind, and what
// stood open between them stays literal. Tags like `<b>` pair by name, and may cross the marks.
import type { InlineToken, MarkRun } from './inline-tokens.ts';
import { recentChars } from './styled-range.ts';
import type { OpenMark, Style, StyledRange } from './styled-range.ts';
import { openTags, pairTags } from './tag-pairs.ts';

export interface Emphasis {
  ranges: StyledRange[];
  /** Of the run at each token: the marks that belong to no range, which are literal. */
  restOf: ReadonlyMap<number, number>;
  /** Tags that belong to a range; others are literal. */
  usedTags: ReadonlySet<number>;
  /** Open at the end, in the order in which they were opened. */
  openMarks: readonly string[];
}

export interface EmphasisOptions {
  /** More follows: what was opened near the end may be closed there. */
  mayGoOn: boolean;
  sourceLength: number;
}

interface Opener {
  index: number;
  run: MarkRun;
  rest: number;
}

export function pairMarks(tokens: readonly InlineToken[], options: EmphasisOptions): Emphasis {
  const runs = pairRuns(tokens);
  const tags = pairTags(tokens);
  const open = options.mayGoOn
    ? [...openRuns(tokens, runs.openers, options), ...openTags(tags.openers, options.sourceLength)]
    : [];
  open.sort((one, other) => one.index - other.index);
  for (const { index } of open) runs.restOf.delete(index);
  return {
    ranges: [...runs.ranges, ...tags.ranges, ...open.flatMap((mark) => toTheEnd(mark, tokens))],
    restOf: runs.restOf,
    usedTags: new Set([...tags.used, ...open.map(({ index }) => index)]),
    openMarks: open.map(({ mark }) => mark),
  };
}

function toTheEnd(
  { index, styles: kept }: OpenMark,
  tokens: readonly InlineToken[],
): StyledRange[] {
  return kept.map((style) => ({ open: index, close: tokens.length, style }));
}

function pairRuns(tokens: readonly InlineToken[]): {
  ranges: StyledRange[];
  restOf: Map<number, number>;
  openers: Opener[];
} {
  const ranges: StyledRange[] = [];
  const restOf = new Map<number, number>();
  const openers: Opener[] = [];
  const search = createOpenerSearch(openers);
  for (const [index, run] of tokens.entries()) {
    if (run.type !== 'run') continue;
    let rest = run.count;
    while (run.canClose && rest > 0) {
      const found = search(run, rest);
      if (found === undefined) break;
      const { opener, used } = found;
      ranges.push({ open: opener.index, close: index, style: styleOf(run.mark, used) });
      rest -= used;
      restOf.set(opener.index, opener.rest);
    }
    if (rest > 0 && run.canOpen) openers.push({ index, run, rest });
    restOf.set(index, rest);
  }
  return { ranges, restOf, openers };
}

function styleOf(mark: MarkRun['mark'], count: number): Style {
  if (mark === '~') return 'strike';
  return count === 2 ? 'bold' : 'italic';
}

type OpenerSearch = (run: MarkRun, rest: number) => { opener: Opener; used: number } | undefined;

/** Takes the opener for a closing run off the stack, with all above it. What was searched in vain is not searched again. */
function createOpenerSearch(openers: Opener[]): OpenerSearch {
  const bottoms = new Map<string, number>();
  return (run, rest) => {
    const kind = `${run.mark}${run.canOpen ? 'both' : ''}${run.count % 3}`;
    const bottom = Math.min(bottoms.get(kind) ?? 0, openers.length);
    for (let at = openers.length - 1; at >= bottom; at -= 1) {
      const opener = openers[at];
      if (opener === undefined || !doMatch(opener.run, run)) continue;
      const used = opener.rest >= 2 && rest >= 2 ? 2 : 1;
      opener.rest -= used;
      openers.length = opener.rest === 0 ? at : at + 1;
      return { opener, used };
    }
    bottoms.set(kind, openers.length);
    return undefined;
  };
}

function doMatch(opener: MarkRun, closer: MarkRun): boolean {
  if (opener.mark !== closer.mark) return false;
  if (opener.start < 0 && closer.start > recentChars) return false;
  const hasBoth = opener.canClose || closer.canOpen;
  const isThird = (opener.count + closer.count) % 3 === 0;
  return !hasBoth || !isThird || (opener.count % 3 === 0 && closer.count % 3 === 0);
}

function openRuns(
  tokens: readonly InlineToken[],
  openers: readonly Opener[],
  { sourceLength }: EmphasisOptions,
): OpenMark[] {
  return openers
    .filter(({ run }) => run.start >= sourceLength - recentChars || sourceLength <= recentChars)
    .filter(
      ({ index, run }) =>
        !run.isInsideWord && isMeantSoFar(tokens.slice(index + 1, index + 3), run),
    )
    .map(({ index, run, rest }) => ({
      index,
      mark: run.mark.repeat(rest),
      styles: stylesOf(run, rest),
    }));
}

/** `__init` may become a name: two underscores open something as soon as a second word follows. */
function isMeantSoFar([next, second]: readonly InlineToken[], { mark, start }: MarkRun): boolean {
  if (next === undefined) return start < 0;
  const isOneWord = next.type === 'text' && !/\s/.test(next.text) && second === undefined;
  return mark !== '_' || start < 0 || !isOneWord;
}

function stylesOf({ mark }: MarkRun, count: number): readonly Style[] {
  if (mark === '~') return ['strike'];
  if (count >= 3) return ['bold', 'italic'];
  return [styleOf(mark, count)];
}
