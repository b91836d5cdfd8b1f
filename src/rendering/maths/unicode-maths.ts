// Short inline maths as plain text: `x^2 \leq 5` is x² ≤ 5. Where that would not be exact or readable the caller shows code.
import { haveOwnCharacters } from './fractions.ts';
import { writeLine } from './line-writer.ts';
import { readTex } from './tex-reader.ts';

/** In code points. A longer line of maths is not read but looked at. */
const maxUnicodeChars = 60;

/** In code units. TeX longer than this does not get that short. */
const maxTexChars = 400;

/** A formula as plain text, not escaped for Markdown; never empty. `undefined`: Unicode cannot say it, or not well. */
export function toUnicode(tex: string): string | undefined {
  if (tex.length > maxTexChars) return undefined;
  const nodes = readTex(tex);
  const line = nodes && writeLine(nodes, { hasHalves: haveOwnCharacters(nodes) });
  const text = line?.text.normalize('NFC').replaceAll('′′', '″').trim() ?? '';
  if (text !== '' && [...text].length <= maxUnicodeChars) return text;
  return readProse(tex);
}

/** The words of a formula that is nothing but `\text{…}`: they are read and not looked at. */
function readProse(tex: string): string | undefined {
  const words = tex.trim().replace(/^\\mathrm(?=\s*\{)/, String.raw`\text`);
  const [node, ...others] = readTex(words) ?? [];
  if (node?.type !== 'text' || others.length > 0 || node.text.includes('`')) return undefined;
  return node.text.normalize('NFC').trim() || undefined;
}

/** What stands in the box of a formula that is nothing but `\boxed{…}`. */
export function readBoxed(tex: string): string | undefined {
  const content = /^\s*\\boxed\s*\{(.*)\}\s*$/s.exec(tex)?.[1];
  return content !== undefined && areBracesEven(content) ? content.trim() : undefined;
}

/** False for what stands between the ends of `\boxed{1} + \boxed{2}`. */
function areBracesEven(tex: string): boolean {
  let depth = 0;
  for (let at = 0; at < tex.length && depth >= 0; at += 1) {
    if (tex[at] === '\\') at += 1;
    else if (tex[at] === '{') depth += 1;
    else if (tex[at] === '}') depth -= 1;
  }
  return depth === 0;
}
