// Puts the lines of a stretch together to blocks.
import type { Block, InlineBlock, Stretch } from './block.ts';
import { type BlockState, type InlineLine, isInline, type Line, type WholeLine } from './line.ts';
import { readPrefix } from './line-prefix.ts';
import { addCode, addIndented, codeBlock, openCode } from './read-code-blocks.ts';
import { readLine } from './read-line.ts';
import { readPiece } from './read-piece.ts';
import { addTableLine } from './read-table-blocks.ts';

/** With this behind it, nothing of a text is undecided. */
export const textEnd = '\n\n';

/** What stands in the stretch is all there is of its last line. */
export function readBlocks({ source, start, state, isGrowing }: Stretch): Block[] {
  const text = source + textEnd;
  const blocks: Block[] = [];
  let before = state;
  for (let at = start; at < source.length;) {
    const line = readLine(text, at, before);
    const whole = isGrowing ? source : text;
    const lineEnd = isInline(line) ? inlineEnd(whole, line.contentAt) : line.end;
    const end = Math.min(lineEnd, source.length);
    addLine(blocks, { line, before, text, end });
    before = leave(line, text, end);
    at = end;
  }
  return blocks;
}

function leave(line: Line, text: string, end: number): BlockState {
  const endsWithin = isInline(line) && text[end - 1] !== '\n';
  return endsWithin ? { ...line.after, isInLine: false } : line.after;
}

function inlineEnd(text: string, contentAt: number): number {
  let at = contentAt;
  for (;;) {
    const piece = readPiece(text, at);
    if (piece.isOpen === 'formula') return text.length;
    at = piece.end;
    if (piece.endsLine || at >= text.length) return at;
  }
}

interface LineInText {
  line: Line;
  /** The state before it. */
  before: BlockState;
  text: string;
  end: number;
}

function addLine(blocks: Block[], { line, before, text, end }: LineInText): void {
  const isPart = isInline(line);
  if (isPart) addInline(blocks, line, text.slice(line.contentAt, end));
  else addWhole(blocks, { line, before, text, end });
}

function addInline(blocks: Block[], line: InlineLine, content: string): void {
  const source = withoutPrefixes(content, line.quoteDepth);
  const last = blocks.at(-1);
  const isContinuation = line.type === 'text' && line.isContinuation;
  if (isContinuation && last !== undefined && isInlineBlock(last)) {
    last.source += `\n${source}`;
    return;
  }
  const { type, quoteDepth, level } = line;
  const marker = line.type === 'item' ? line.marker : '';
  const depth = line.type === 'heading' ? line.depth : 0;
  blocks.push({ type, source, quoteDepth, level, marker, depth, isContinuation });
}

function isInlineBlock(block: Block): block is InlineBlock {
  return ['text', 'heading', 'item', 'footnote'].includes(block.type);
}

/** Of the lines after the first. */
function withoutPrefixes(content: string, quoteDepth: number): string {
  const [first = '', ...rest] = content.trimEnd().split('\n');
  const lines = rest.map((line) => line.slice(readPrefix(line, 0, quoteDepth).contentAt));
  return [first, ...lines].join('\n');
}

function addWhole(
  blocks: Block[],
  { line, before, text, end }: LineInText & { line: WholeLine },
): void {
  switch (line.type) {
    case 'blank':
      addBlank(blocks, line, text.slice(line.start, end));
      return;
    case 'rule':
      blocks.push({ type: 'rule' });
      return;
    case 'underline':
      makeHeading(blocks);
      return;
    case 'fence-open':
      if (line.note !== '') blocks.push({ type: 'note', source: line.note });
      if (line.after.fence !== undefined) blocks.push(codeBlock(line.after.fence));
      return;
    case 'code':
      addCode(blocks, { before, code: text.slice(line.contentAt, end) });
      return;
    case 'fence-close':
      openCode(blocks, line.fence).codeEnd = line.start;
      return;
    case 'indented-code':
      addIndented(blocks, text.slice(line.contentAt, end));
      return;
    case 'table-head':
    case 'table-row':
      addTableLine(blocks, { line, text, end });
      return;
    default:
      line satisfies never;
  }
}

function addBlank(blocks: Block[], { quoteDepth }: WholeLine, lines: string): void {
  blocks.push({ type: 'blank', quoteDepth, lines: lines.split('\n').length - 1 });
}

/** Of the last line of a paragraph. */
function makeHeading(blocks: Block[]): void {
  const last = blocks.at(-1);
  if (last === undefined || !isInlineBlock(last)) return;
  const lineAt = last.source.lastIndexOf('\n');
  const heading: InlineBlock = {
    ...last,
    type: 'heading',
    depth: 1,
    source: last.source.slice(lineAt + 1),
  };
  blocks.pop();
  if (lineAt !== -1)
    blocks.push(
      { ...last, source: last.source.slice(0, lineAt) },
      { ...heading, isContinuation: false },
    );
  else blocks.push(heading);
}
