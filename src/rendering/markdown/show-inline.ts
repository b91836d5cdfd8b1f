// The inline level of Markdown: what stands within a paragraph, an item, a heading or a cell.
import { cleanSource } from './clean-source.ts';
import { formulaCode } from './formula-leaves.ts';
import type { FlatLeaf, Leaf } from './leaves.ts';
import { readLeaves } from './read-leaves.ts';
import { writeLeaves } from './write-leaves.ts';

export type InlinePart =
  /** Discord's Markdown, whole in itself. May hold line breaks; never blank at its ends. */
  | { type: 'text'; text: string }
  /** A display formula. `code` is how it looks where there is no picture of it. */
  | { type: 'formula'; tex: string; code: string };

export interface InlineShown {
  parts: InlinePart[];
  /** Marks of the source (`**`, `_`, `<b>`, …) that are open at the end, for the stretch that goes on. */
  openMarks: readonly string[];
}

export interface ShowInlineOptions {
  /** What the stretch before left open. It goes on here if the text closes it soon. */
  openMarks?: readonly string[];
  /** False: the block goes on after the source, on the next page or later in the stream. */
  isWhole?: boolean;
  /** False: display formulas are text as well. */
  allowsPictures?: boolean;
}

/**
 * The inline source of one block, or the stretch of it that stands on one page, as Discord's Markdown. What is open at
 * the end is closed in the text. Every line begins with words: nothing in it is a heading, an item or a quote.
 */
export function showInline(
  source: string,
  { openMarks = [], isWhole = true, allowsPictures = true }: ShowInlineOptions = {},
): InlineShown {
  const read = readLeaves(cleanSource(source), { openMarks, isWhole });
  const parts = toParts(read.leaves);
  return { parts: allowsPictures ? parts : joinParts(parts), openMarks: read.openMarks };
}

function toParts(leaves: readonly Leaf[]): InlinePart[] {
  const parts: InlinePart[] = [];
  let words: FlatLeaf[] = [];
  const endText = (): void => {
    const text = writeLeaves(words).trim();
    if (text !== '') parts.push({ type: 'text', text });
    words = [];
  };
  for (const leaf of leaves) {
    if (leaf.type !== 'formula') words.push(leaf);
    else {
      endText();
      parts.push({ type: 'formula', tex: leaf.tex, code: formulaCode(leaf.tex) });
    }
  }
  endText();
  return parts;
}

function joinParts(parts: readonly InlinePart[]): InlinePart[] {
  const texts = parts.map((part) => (part.type === 'text' ? part.text : part.code));
  return texts.length === 0 ? [] : [{ type: 'text', text: texts.join('\n') }];
}
