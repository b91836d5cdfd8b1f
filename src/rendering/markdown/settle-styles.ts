// Gives each leaf the styles that can be written around it: none that Discord would end inside it, and none that begins or
// ends with a blank.
import type { FlatLeaf } from './leaves.ts';
import { markOf } from './styled-range.ts';
import type { Style } from './styled-range.ts';

export function settleStyles(leaves: readonly FlatLeaf[]): FlatLeaf[] {
  return styleBlanks(joinTexts(leaves).flatMap(partBlanks).map(dropConflicts));
}

function joinTexts(leaves: readonly FlatLeaf[]): FlatLeaf[] {
  const joined: FlatLeaf[] = [];
  let texts: string[] = [];
  for (const [index, leaf] of leaves.entries()) {
    const next = leaves[index + 1];
    if (leaf.type === 'markup') {
      joined.push(leaf);
      continue;
    }
    texts.push(leaf.text);
    if (next?.type === 'text' && areSame(leaf.styles, next.styles)) continue;
    joined.push({ ...leaf, text: texts.join('') });
    texts = [];
  }
  return joined;
}

function areSame(one: readonly Style[], other: readonly Style[]): boolean {
  return one.length === other.length && one.every((style) => other.includes(style));
}

/** Blanks at the ends of words are leaves of their own: no mark stands next to a blank on its inner side. */
function partBlanks(leaf: FlatLeaf): FlatLeaf[] {
  if (leaf.type === 'markup' || leaf.styles.length === 0) return [leaf];
  const rest = leaf.text.trimStart();
  const words = rest.trimEnd();
  const before = leaf.text.slice(0, leaf.text.length - rest.length);
  const after = words === '' ? '' : rest.slice(words.length);
  return [before, words, after].filter((text) => text !== '').map((text) => ({ ...leaf, text }));
}

/** Discord looks for the end of a style without regard to code and links: one that holds its mark ends it. */
function dropConflicts(leaf: FlatLeaf): FlatLeaf {
  if (leaf.type === 'text') return leaf;
  const styles = leaf.styles.filter((style) => !leaf.markdown.includes(markOf[style]));
  return { ...leaf, styles };
}

/** Blanks have the styles that go on over them. */
function styleBlanks(leaves: readonly FlatLeaf[]): FlatLeaf[] {
  const before = stylesBefore(leaves);
  const after = stylesBefore(leaves.toReversed()).toReversed();
  return leaves.map((leaf, index) => {
    if (!isBlank(leaf)) return leaf;
    const following = after[index] ?? [];
    return { ...leaf, styles: (before[index] ?? []).filter((style) => following.includes(style)) };
  });
}

/** For each leaf the styles of the last one before it that is not blank. */
function stylesBefore(leaves: readonly FlatLeaf[]): (readonly Style[])[] {
  let last: readonly Style[] = [];
  return leaves.map((leaf) => {
    const styles = last;
    if (!isBlank(leaf)) last = leaf.styles;
    return styles;
  });
}

export function isBlank(leaf: FlatLeaf): boolean {
  return leaf.type === 'text' && leaf.text.trim() === '';
}
