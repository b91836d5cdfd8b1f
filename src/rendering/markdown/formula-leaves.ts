// Formulas as Discord can show them: in Unicode where that is exact, else as code.
import { readBoxed, toUnicode } from '../maths/unicode-maths.ts';
import { writeCode } from './code-span.ts';
import type { BareFlatLeaf } from './leaves.ts';
import { writeLeaves } from './write-leaves.ts';

/** Within a line. A boxed result is what the answer comes to, so it is bold. */
export function formulaLeaf(tex: string): BareFlatLeaf {
  const boxed = readBoxed(tex);
  const unicode = toUnicode(boxed ?? tex);
  if (unicode === undefined) return codeLeaf(boxed ?? tex);
  return { type: 'text', text: unicode, ...(boxed === undefined ? {} : { styles: ['bold'] }) };
}

export function codeLeaf(code: string): BareFlatLeaf {
  const markdown = writeCode(onOneLine(code));
  return markdown === undefined ? { type: 'text', text: code } : { type: 'markup', markdown };
}

/** On lines of its own, where there is no picture of it. */
export function formulaCode(tex: string): string {
  const leaf = formulaLeaf(tex);
  if (leaf.type === 'text') return writeLeaves([{ ...leaf, styles: leaf.styles ?? [] }]);
  return `\`\`\`tex\n${tex.replaceAll('``', '`\u{200b}`')}\n\`\`\``;
}

export function plainFormula(tex: string): string {
  const inner = readBoxed(tex) ?? tex;
  return toUnicode(inner) ?? onOneLine(inner);
}

function onOneLine(tex: string): string {
  return tex.split(/\s+/).join(' ').trim();
}
