// Shows a stretch of an answer, block by block, in Discord's Markdown.
import { hasInk } from '../characters.ts';
import type { PagePart } from '../pages/page.ts';
import { showTable } from '../tables/show-table.ts';
import type { Block, CodeBlock, InlineBlock, Stretch } from './block.ts';
import { codeOf, nameCodeFile } from './code-file.ts';
import { isKnownLanguage } from './code-languages.ts';
import { partBackticks } from './code-span.ts';
import { createPartWriter, type PartWriter } from './part-writer.ts';
import { readBlocks } from './read-blocks.ts';
import { showInline } from './show-inline.ts';
import { type BlockStyle, type GoesOn, readShown, writeInlineBlock } from './show-inline-block.ts';
import { cellWriters } from './table-lines.ts';

export interface BlocksToShow extends Omit<Stretch, 'isGrowing'> {
  /** Inline marks that are open where the stretch begins. */
  openMarks: readonly string[];
  /** Names of the files of earlier stretches. */
  fileNames: readonly string[];
  ending: Ending;
  style: BlockStyle;
}

/**
 * `complete`: nothing follows. `between-blocks`, `within-block`: the next page follows. `growing`: it is not known yet
 * what follows.
 */
export type Ending = 'complete' | 'between-blocks' | 'within-block' | 'growing';

export interface BlocksShown {
  parts: PagePart[];
  openMarks: readonly string[];
  fileNames: readonly string[];
}

interface Showing extends BlocksToShow {
  writer: PartWriter;
  /** The text so far ends in a list. */
  isInList: boolean;
  openMarks: readonly string[];
  fileNames: string[];
}

export function showBlocks(stretch: BlocksToShow): BlocksShown {
  const blocks = readBlocks({ ...stretch, isGrowing: stretch.ending === 'growing' });
  const writer = createPartWriter();
  const showing: Showing = {
    ...stretch,
    writer,
    isInList: false,
    fileNames: [...stretch.fileNames],
  };
  for (const [index, block] of blocks.entries()) {
    showBlock(block, { showing, isLast: index === blocks.length - 1 });
  }
  const { openMarks, fileNames } = showing;
  return {
    parts: writer.parts(),
    openMarks: blocks.length === 0 ? stretch.openMarks : openMarks,
    fileNames,
  };
}

function showBlock(block: Block, { showing, isLast }: { showing: Showing; isLast: boolean }): void {
  const { writer, style } = showing;
  switch (block.type) {
    case 'blank':
      writer.blank({ isQuote: block.quoteDepth > 0 });
      break;
    case 'rule':
      if (style === 'page') writer.part({ type: 'rule' });
      else writer.text(noteRule, { isApart: true });
      break;
    case 'note':
      writer.text(`-# ${inlineText(block.source)}`);
      break;
    case 'code':
      showCode(block, showing);
      break;
    case 'table': {
      const shown = showTable(block, cellWriters);
      writer.text(shown, { isApart: shown.startsWith('```') });
      break;
    }
    case 'text':
    case 'heading':
    case 'item':
    case 'footnote':
      showInlineBlock(block, { showing, isLast });
      return;
    default:
      block satisfies never;
  }
  if (block.type !== 'blank') showing.isInList = false;
  if (block.type !== 'blank' || !isLast) showing.openMarks = [];
}

/** Short: it stands in for a line across. */
const noteRule = '───';

function inlineText(source: string): string {
  const { parts } = showInline(source, { allowsPictures: false });
  return parts.map((part) => (part.type === 'text' ? part.text : part.code)).join('\n');
}

function showInlineBlock(
  block: InlineBlock,
  { showing, isLast }: { showing: Showing; isLast: boolean },
): void {
  const { writer, style, openMarks, isInList, ending } = showing;
  const goesOn = isLast ? goesOnAfter[ending] : 'no';
  const setting = { style, openMarks, goesOn, isInList };
  const shown = readShown(block, setting);
  writeInlineBlock(writer, block, { parts: shown.parts, setting });
  showing.openMarks = shown.openMarks;
  const isListed = block.type === 'item' || (isInList && block.level > 0);
  showing.isInList = isListed && shown.parts.at(-1)?.type !== 'formula';
}

const goesOnAfter: Readonly<Record<Ending, GoesOn>> = {
  complete: 'no',
  'between-blocks': 'no',
  'within-block': 'yes',
  growing: 'maybe',
};

function showCode({ language, code, fence, codeEnd }: CodeBlock, showing: Showing): void {
  const { writer, source, start, style, ending } = showing;
  if (hasInk(code)) writer.text(codeText(language, code), { isApart: true });
  const end = codeEnd ?? (ending === 'complete' ? source.length : undefined);
  if (fence === undefined || end === undefined) return;
  const content = codeOf(source, fence, end);
  if (!hasInk(content)) {
    showWord(language, writer);
    return;
  }
  const isWhole = fence.openedAt >= start && !code.includes('```');
  if (isWhole || style === 'note') return;
  const name = nameCodeFile(source, fence, showing.fileNames);
  showing.fileNames.push(name);
  writer.part({ type: 'file', name, content });
}

/** Alone in a block, a word that names no language is what the block says. */
function showWord(word: string, writer: PartWriter): void {
  if (word !== '' && !isKnownLanguage(word)) writer.text(codeText('', word), { isApart: true });
}

function codeText(language: string, code: string): string {
  return `\`\`\`${language}\n${partBackticks(code).trimEnd()}\n\`\`\``;
}
