// Tags that style what stands between them: `<b>…</b>`. They count only where both stand in one paragraph.
import type { InlineToken } from './inline-tokens.ts';
import { recentChars } from './styled-range.ts';
import type { OpenMark, Style, StyledRange } from './styled-range.ts';

const styleOfTag: ReadonlyMap<string, Style> = new Map([
  ['b', 'bold'],
  ['strong', 'bold'],
  ['i', 'italic'],
  ['em', 'italic'],
  ['u', 'underline'],
  ['ins', 'underline'],
  ['s', 'strike'],
  ['del', 'strike'],
  ['strike', 'strike'],
]);

interface OpenTag {
  index: number;
  name: string;
  style: Style;
  /** Where it stands in the source; before it if it was opened in an earlier stretch. */
  start: number;
}

export interface TagPairs {
  ranges: StyledRange[];
  /** Tokens of a pair; other tags are literal. */
  used: number[];
  openers: OpenTag[];
}

export function pairTags(tokens: readonly InlineToken[]): TagPairs {
  const ranges: StyledRange[] = [];
  const used: number[] = [];
  const openers = new Map<string, OpenTag[]>();
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'atom' || token.atom.type !== 'tag') continue;
    const { name, isClosing, start } = token.atom;
    const style = styleOfTag.get(name);
    if (style === undefined) continue;
    const open = openers.get(name) ?? [];
    openers.set(name, open);
    const opener = isClosing ? open.pop() : undefined;
    if (!isClosing) open.push({ index, name, style, start });
    if (opener === undefined) continue;
    ranges.push({ open: opener.index, close: index, style });
    used.push(opener.index, index);
  }
  return { ranges, used, openers: [...openers.values()].flat() };
}

/** Tags that may be closed in what follows. */
export function openTags(openers: readonly OpenTag[], sourceLength: number): OpenMark[] {
  return openers
    .filter(({ start }) => start >= sourceLength - recentChars)
    .map(({ index, name, style }) => ({ index, mark: `<${name}>`, styles: [style] }));
}
