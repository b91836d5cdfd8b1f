// Which marks belong together. CommonMark's algorithm, but that a closing run looks for an opening run of its own length
// first, as in `*a **b* c**`. What stood open between them may be closed later: marks may cross, as may tags like `<b>`,
// which pair by name.
import type { InlineToken, MarkRun } from './inline-tokens.ts';
import { breaksIn, createOpenerSearch, isNear, type Opener } from './mark-openers.ts';
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
  let line = 0;
  for (const [index, run] of tokens.entries()) {
    const isLast = index === tokens.length - 1;
    if (run.type === 'text') line += breaksIn(isLast ? run.text.trimEnd() : run.text);
    if (run.type !== 'run') continue;
    let rest = run.count;
    while (run.canClose && rest > 0) {
      const found = search(run, { rest, line });
      if (found === undefined) break;
      const { opener, used } = found;
      ranges.push({ open: opener.index, close: index, style: styleOf(run.mark, used) });
      rest -= used;
      restOf.set(opener.index, opener.rest);
    }
    if (rest > 0 && run.canOpen) openers.push({ index, run, rest, line });
    restOf.set(index, rest);
  }
  return { ranges, restOf, openers: openers.filter((opener) => isNear(opener, line)) };
}

function styleOf(mark: MarkRun['mark'], count: number): Style {
  if (mark === '~') return 'strike';
  return count === 2 ? 'bold' : 'italic';
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
