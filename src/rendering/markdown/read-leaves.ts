// Reads inline source into leaves: what is said, in which styles.
import { pairMarks } from './emphasis.ts';
import type { Emphasis } from './emphasis.ts';
import { codeLeaf, formulaLeaf } from './formula-leaves.ts';
import { readInline } from './inline-tokens.ts';
import type { InlineToken, MarkRun } from './inline-tokens.ts';
import { addStyles } from './leaves.ts';
import type { BareLeaf, FlatLeaf, Leaf } from './leaves.ts';
import { linkForm } from './link-form.ts';
import { plainElement, plainWords } from './plain-inline.ts';
import { writeFootnote } from './scripts.ts';
import { allStyles } from './styled-range.ts';
import type { Style } from './styled-range.ts';
import { writeLeaves } from './write-leaves.ts';

export interface ReadOptions {
  openMarks?: readonly string[];
  isWhole?: boolean;
  /** Of a link: links in it are words. */
  isLabel?: boolean;
}

export interface InlineRead {
  leaves: Leaf[];
  openMarks: readonly string[];
}

export function readLeaves(
  source: string,
  { openMarks = [], isWhole = true, isLabel = false }: ReadOptions = {},
): InlineRead {
  const tokens = [...openMarks.map(markToken), ...readInline(source, isWhole)];
  const emphasis = pairMarks(tokens, { mayGoOn: !isWhole, sourceLength: source.length });
  const stylesAt = stylesOf(tokens.length, emphasis);
  const leaves = tokens.flatMap((token, index) =>
    tokenLeaves(token, { index, emphasis, isLabel }).map((leaf) =>
      addStyles(leaf, stylesAt[index] ?? []),
    ),
  );
  return { leaves, openMarks: emphasis.openMarks };
}

/** A mark of an earlier stretch: it opens here, and nothing is to be seen of it. */
function markToken(mark: string): InlineToken {
  if (mark.startsWith('<')) {
    const name = mark.slice(1, -1);
    return {
      type: 'atom',
      atom: { type: 'tag', start: -1, end: 0, name, isClosing: false },
      source: '',
    };
  }
  return {
    type: 'run',
    mark: mark.charAt(0) as MarkRun['mark'],
    count: mark.length,
    canOpen: true,
    canClose: false,
    start: -1,
    isInsideWord: false,
  };
}

/** The styles of each token. */
function stylesOf(length: number, { ranges }: Emphasis): (readonly Style[])[] {
  const changes = new Map<number, Map<Style, number>>();
  for (const { open, close, style } of ranges) {
    changeCount(changes, { at: open + 1, style, by: 1 });
    changeCount(changes, { at: close, style, by: -1 });
  }
  const counts = new Map<Style, number>();
  let styles: readonly Style[] = [];
  return Array.from({ length }, (_, index) => {
    const change = changes.get(index);
    if (change === undefined) return styles;
    for (const [style, by] of change) counts.set(style, (counts.get(style) ?? 0) + by);
    styles = allStyles.filter((style) => (counts.get(style) ?? 0) > 0);
    return styles;
  });
}

function changeCount(
  changes: Map<number, Map<Style, number>>,
  { at, style, by }: { at: number; style: Style; by: number },
): void {
  const change = changes.get(at) ?? new Map<Style, number>();
  change.set(style, (change.get(style) ?? 0) + by);
  changes.set(at, change);
}

type AtomToken = Extract<InlineToken, { type: 'atom' }>;

interface Place {
  index: number;
  emphasis: Emphasis;
  isLabel: boolean;
}

function tokenLeaves(token: InlineToken, { index, emphasis, isLabel }: Place): BareLeaf[] {
  switch (token.type) {
    case 'text':
      return [{ type: 'text', text: token.text }];
    case 'run': {
      const rest = token.start < 0 ? 0 : (emphasis.restOf.get(index) ?? 0);
      return rest === 0 ? [] : [{ type: 'text', text: token.mark.repeat(rest) }];
    }
    case 'unfinished':
      return [codeLeaf(token.source.replace(/^(?:`+|\$\$?|\\[([]|\\$)/, '').replace(/`+$/, ''))];
    case 'atom':
      return emphasis.usedTags.has(index) ? [] : atomLeaves(token, isLabel);
    default:
      return token satisfies never;
  }
}

/** What an atom is shown as. */
export function atomLeaves({ atom, source }: AtomToken, isLabel: boolean): BareLeaf[] {
  switch (atom.type) {
    case 'code':
      return [codeLeaf(atom.code)];
    case 'formula':
      return [atom.isDisplay ? { type: 'formula', tex: atom.tex } : formulaLeaf(atom.tex)];
    case 'link':
    case 'image':
      return isLabel
        ? [{ type: 'text', text: plainWords(atom.label) || atom.url }]
        : linkLeaves(atom.label, atom.url);
    case 'invite':
      return [codeLeaf(source)];
    case 'element':
      return [elementLeaf(atom.name, plainWords(atom.content))];
    case 'footnote':
      return [{ type: 'text', text: writeFootnote(atom.label) }];
    case 'entity':
      return [{ type: 'text', text: atom.text }];
    case 'escape':
      return [{ type: 'text', text: atom.character }];
    case 'tag':
      return [{ type: 'text', text: atom.name === 'br' ? '\n' : source }];
    case 'comment':
    case 'mention':
      return [{ type: 'text', text: source }];
    default:
      return atom satisfies never;
  }
}

function elementLeaf(name: string, content: string): BareLeaf {
  const isScript = name === 'sub' || name === 'sup';
  return isScript ? { type: 'text', text: plainElement(name, content) } : codeLeaf(content);
}

function linkLeaves(label: string, url: string): BareLeaf[] {
  const form = linkForm(plainWords(label).trim(), url);
  switch (form.type) {
    case 'words':
      return [{ type: 'text', text: form.words }];
    case 'address':
      return [{ type: 'markup', markdown: `<${form.url}>` }];
    case 'mask':
      return [{ type: 'markup', markdown: `[${writeLabel(label)}](<${form.url}>)` }];
    case 'apart':
      return besideWords(label, { type: 'markup', markdown: `<${form.url}>` });
    case 'code':
      return besideWords(label, codeLeaf(form.target));
    default:
      return form satisfies never;
  }
}

function besideWords(label: string, target: BareLeaf): BareLeaf[] {
  const words = labelLeaves(label);
  if (words.length === 0) return [target];
  return [...words, { type: 'text', text: ' (' }, target, { type: 'text', text: ')' }];
}

function writeLabel(label: string): string {
  return writeLeaves(labelLeaves(label)).replaceAll('\n', ' ').trim();
}

/** The words of a link, without links of their own and without anything on lines of its own. */
function labelLeaves(label: string): FlatLeaf[] {
  return readLeaves(label.trim(), { isLabel: true }).leaves.map((leaf) => {
    if (leaf.type !== 'formula') return leaf;
    return addStyles(formulaLeaf(leaf.tex), leaf.styles);
  });
}
