// Shows one paragraph, heading, item or footnote: its inline text with what stands before its lines.
import { readAtom } from './atoms.ts';
import type { InlineBlock } from './block.ts';
import { quoteMarks } from './line-prefix.ts';
import type { PartWriter } from './part-writer.ts';
import { textEnd } from './read-blocks.ts';
import { type InlineShown, showInline } from './show-inline.ts';

/**
 * `page`: headings, pictures, rules and files as Discord has them. `note`: text alone, and calm: where the text stands
 * beside something else.
 */
export type BlockStyle = 'page' | 'note';

/** Whether the block goes on behind the stretch: `maybe` while the text grows. */
export type GoesOn = 'yes' | 'no' | 'maybe';

export interface InlineSetting {
  style: BlockStyle;
  openMarks: readonly string[];
  goesOn: GoesOn;
  /** The text so far ends in a list. */
  isInList: boolean;
}

/** Gives the marks that are open at its end. */
export function readShown(block: InlineBlock, setting: InlineSetting): InlineShown {
  const { style, goesOn, openMarks } = setting;
  const source = inlineSource(block, style);
  // Behind a blank line nothing is open but emphasis: on a closed page it is decided what is code and what a formula.
  return showInline(goesOn === 'yes' ? source + textEnd : source, {
    openMarks: block.isContinuation ? openMarks : [],
    isWhole: goesOn === 'no',
    allowsPictures: style === 'page',
  });
}

/** `parts` is what the block's text shows. */
export function writeInlineBlock(
  writer: PartWriter,
  block: InlineBlock,
  { parts, setting }: { parts: InlineShown['parts']; setting: InlineSetting },
): void {
  const isInItem = setting.isInList && block.level > 0;
  // Discord gives its headings air of their own.
  const isApart = isNativeHeading(block, setting.style);
  const options = { isQuote: block.quoteDepth > 0, isInItem, isApart };
  let prefixes = prefixesOf(block, setting);
  // A number is not lost where a formula takes the place of its text.
  const isNumber = block.type === 'item' && block.marker !== '-';
  if (isNumber && parts[0]?.type !== 'text') writer.text(prefixes.first.trimEnd(), options);
  for (const part of parts) {
    if (part.type === 'text') writer.text(withPrefixes(part.text, prefixes), options);
    else writer.part(part);
    const rest = part.type === 'text' ? prefixes.rest : quoteMarks(block.quoteDepth);
    prefixes = { first: rest, rest };
  }
  if (block.type === 'heading') writer.keepTogether();
}

const highestBold = 4;

/** Where R1 has lost its line breaks, a whole answer may stand in a heading: it must not shout. */
const maxHeadingLength = 160;

function isHeading({ type, source }: InlineBlock): boolean {
  return type === 'heading' && source.length <= maxHeadingLength;
}

function isNativeHeading(block: InlineBlock, style: BlockStyle): boolean {
  return isHeading(block) && style === 'page' && block.depth < highestBold;
}

function inlineSource(block: InlineBlock, style: BlockStyle): string {
  const { type, source } = block;
  if (type === 'item') return source.replace(/^\[([ xX])\][ \t]+/, taskBox);
  if (type !== 'heading') return source;
  const title = source.replace(/[ \t]+#+[ \t]*$/, '').trim();
  const isBold = isHeading(block) && !isNativeHeading(block, style);
  return isBold ? `**${withoutBold(title)}**` : title;
}

function taskBox(_: string, mark: string): string {
  return mark === ' ' ? '☐ ' : '☑ ';
}

function withoutBold(title: string): string {
  let kept = '';
  for (let at = 0; at < title.length;) {
    const atom = readAtom(title, at);
    const end = typeof atom === 'object' ? atom.end : at + 1;
    if (title.startsWith('**', at)) at += 2;
    else {
      kept += title.slice(at, end);
      at = end;
    }
  }
  return kept.trim();
}

interface Prefixes {
  first: string;
  rest: string;
}

function prefixesOf(block: InlineBlock, { isInList, style }: InlineSetting): Prefixes {
  const quote = quoteMarks(block.quoteDepth);
  const indent = quote + '  '.repeat(block.level);
  switch (block.type) {
    case 'heading': {
      const marks = isNativeHeading(block, style) ? `${'#'.repeat(block.depth)} ` : '';
      return { first: quote + marks, rest: quote };
    }
    case 'item':
      return { first: `${indent}${block.marker} `, rest: `${indent}  ` };
    case 'footnote':
      return { first: `${quote}-# `, rest: `${quote}-# ` };
    case 'text':
      return isInList ? { first: indent, rest: indent } : { first: quote, rest: quote };
    default:
      return block.type satisfies never;
  }
}

function withPrefixes(text: string, { first, rest }: Prefixes): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .join('\n');
}
