// Puts the lines of code blocks together.
import type { Block, CodeBlock } from './block.ts';
import type { BlockState, Fence } from './line.ts';
import { outdent } from './line-prefix.ts';

export function codeBlock(fence: Fence | undefined): CodeBlock {
  return { type: 'code', language: fence?.language ?? '', code: '', fence, codeEnd: undefined };
}

/** The block that the line belongs to: one that began before the stretch is opened here. */
export function openCode(blocks: Block[], fence: Fence): CodeBlock {
  const last = blocks.at(-1);
  if (last?.type === 'code' && last.fence?.openedAt === fence.openedAt) return last;
  const block = codeBlock(fence);
  blocks.push(block);
  return block;
}

export function addCode(
  blocks: Block[],
  { before, code }: { before: BlockState; code: string },
): void {
  const { fence, isInLine } = before;
  if (fence === undefined) return;
  openCode(blocks, fence).code += isInLine ? code : outdent(code, fence.indent);
}

const indentedColumns = 4;

/** Blank lines between are part of it. */
export function addIndented(blocks: Block[], line: string): void {
  const at = blocks.findLastIndex(({ type }) => type !== 'blank');
  const last = blocks[at];
  const code = outdent(line, indentedColumns);
  if (last?.type !== 'code' || last.fence !== undefined) {
    blocks.push({ ...codeBlock(undefined), code });
    return;
  }
  const between = blocks.splice(at + 1);
  for (const blank of between) if (blank.type === 'blank') last.code += '\n'.repeat(blank.lines);
  last.code += code;
}
