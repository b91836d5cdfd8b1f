// Writes a paragraph's leaves as Discord's Markdown. The marks come out in one canonical way that Discord's parser reads
// as meant: nested, never around blanks, never touching others of their kind.
import { escapeLineStart, escapeText } from './escape-text.ts';
import type { FlatLeaf } from './leaves.ts';
import { isBlank, settleStyles } from './settle-styles.ts';
import { allStyles, markOf } from './styled-range.ts';
import type { Style } from './styled-range.ts';

/** Nothing to see, but it keeps marks apart that would be read as one. */
const separator = '\u{200b}';

/** Empty for none. Every line begins with words, and no line begins or ends with a blank. */
export function writeLeaves(leaves: readonly FlatLeaf[]): string {
  const settled = settleStyles(leaves);
  const lastLeaves = lastLeavesOf(settled);
  const open: Style[] = [];
  const writer = createWriter();
  for (const [index, leaf] of settled.entries()) {
    const { styles } = leaf;
    const opensNone = isBlank(leaf);
    writer.add(changeMarks({ open, styles, lasting: lastLeaves[index], opensNone }));
    const before = writer.lastCharacter();
    const isLast = index === settled.length - 1 && styles.length === 0;
    writer.add(leaf.type === 'text' ? escapeText(leaf.text, { before, isLast }) : leaf.markdown);
  }
  writer.add(changeMarks({ open, styles: [] }));
  return writer
    .text()
    .split('\n')
    .map((line) => escapeLineStart(line.trim()))
    .join('\n');
}

interface Writer {
  add(piece: string): void;
  lastCharacter(): string;
  text(): string;
}

/** Code after code, or a tilde before the end of struck words, would be read as one longer mark: it parts them. */
function createWriter(): Writer {
  const pieces: string[] = [];
  let last = '';
  return {
    add: (piece) => {
      if ((last === '`' || last === '~') && piece.startsWith(last)) pieces.push(separator);
      if (piece !== '') pieces.push(piece);
      last = piece.slice(-1) || last;
    },
    lastCharacter: () => last,
    text: () => pieces.join(''),
  };
}

interface MarkChange {
  /** Outermost first; changed in place. */
  open: Style[];
  styles: readonly Style[];
  /** The leaf at which each style ends: what lasts longer is opened outside. */
  lasting?: ReadonlyMap<Style, number> | undefined;
  /** Before blanks: what must be opened again waits for the next word. */
  opensNone?: boolean;
}

function changeMarks({ open, styles, lasting, opensNone = false }: MarkChange): string {
  if (open.length === 0 && styles.length === 0) return '';
  const firstOver = open.findIndex((style) => !styles.includes(style));
  const closed = firstOver === -1 ? [] : open.splice(firstOver).toReversed();
  const opened = allStyles
    .filter((style) => !opensNone && styles.includes(style) && !open.includes(style))
    .toSorted((one, other) => (lasting?.get(other) ?? 0) - (lasting?.get(one) ?? 0));
  open.push(...opened);
  const [closing, opening] = [closed, opened].map((marks) =>
    marks.map((style) => markOf[style]).join(''),
  );
  const isTouching = Boolean(closing) && Boolean(opening);
  return `${closing}${isTouching ? separator : ''}${opening}`;
}

function lastLeavesOf(leaves: readonly FlatLeaf[]): ReadonlyMap<Style, number>[] {
  let next: ReadonlyMap<Style, number> = new Map();
  return leaves
    .map((leaf, index) => ({ leaf, index }))
    .toReversed()
    .map(({ leaf, index }) => {
      const after = next;
      if (leaf.styles.length > 0 || after.size > 0) {
        next = new Map(leaf.styles.map((style) => [style, after.get(style) ?? index]));
      }
      return next;
    })
    .toReversed();
}
