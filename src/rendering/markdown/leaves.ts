// What a paragraph consists of once its markup is read: words, marked-up pieces and formulas, each with its styles.
import type { Style } from './styled-range.ts';

export type Leaf =
  /** Words as a reader sees them; not escaped yet. */
  | { type: 'text'; text: string; styles: readonly Style[] }
  /** Discord's Markdown: code, a link. */
  | { type: 'markup'; markdown: string; styles: readonly Style[] }
  /** A formula on lines of its own. */
  | { type: 'formula'; tex: string; styles: readonly Style[] };

/** What stands within a line. */
export type FlatLeaf = Exclude<Leaf, { type: 'formula' }>;

/** A leaf that has its styles from where it stands. */
export type BareLeaf = BareFlatLeaf | { type: 'formula'; tex: string };

export type BareFlatLeaf =
  | { type: 'text'; text: string; styles?: readonly Style[] }
  | { type: 'markup'; markdown: string };

export function addStyles(leaf: BareFlatLeaf, styles: readonly Style[]): FlatLeaf;
export function addStyles(leaf: BareLeaf, styles: readonly Style[]): Leaf;
export function addStyles(leaf: BareLeaf, styles: readonly Style[]): Leaf {
  if (leaf.type !== 'text' || leaf.styles === undefined) return { ...leaf, styles };
  return { ...leaf, styles: [...new Set([...styles, ...leaf.styles])] };
}
