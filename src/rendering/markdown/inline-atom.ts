// Atoms as they stand within one block: what pages are cut by and what is shown must agree on them.
import { type Atom, readAtom } from './atoms.ts';

/** As `readAtom`, for what does not go on into another block. */
export function readInlineAtom(source: string, at: number): Atom | 'open' | undefined {
  const atom = readAtom(source, at);
  if (atom === undefined) return undefined;
  const isFormula = atom === 'open' ? mayBeFormula(source, at) : atom.type === 'formula';
  if (isFormula) return atom;
  return entersBlock(source.slice(at, atom === 'open' ? undefined : atom.end)) ? undefined : atom;
}

/** Of what is open. */
export function mayBeFormula(source: string, at: number): boolean {
  return source[at] === '\\' || source[at] === '$';
}

/** An atom goes on over line breaks, but not into another block. A formula does: its lines may begin with anything. */
function entersBlock(text: string): boolean {
  return text.includes('\n') && /\n[ \t]*(?:[-*+>#|~`•]|\d+[.)])/.test(text);
}
