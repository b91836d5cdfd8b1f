// A formula in one line as a row of pieces.
import type { SymbolRole } from './tex-symbols.ts';

/**
 * `half`: a fraction in one character; `prefix`: a sign in front of a value; `root`: with a bare radicand. The rest as in
 * TeX.
 */
export type PieceRole =
  | Exclude<SymbolRole, 'bar'>
  | 'number'
  | 'word'
  | 'text'
  | 'half'
  | 'fraction'
  | 'root'
  | 'prefix';

export interface Piece {
  text: string;
  role: PieceRole;
  /** What stands before it in the source: nothing, a blank that TeX does not show, a command for one, or for more. */
  gap: 'none' | 'blank' | 'space' | 'wide';
  /** It already has an exponent, an index. */
  hasRaised?: boolean;
  hasLowered?: boolean;
  /** What follows is a piece of its own, as after an exponent. */
  isClosed?: boolean;
}

/** Adds a piece; letters become words and digits numbers. */
export function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last === undefined || last.isClosed === true || piece.gap !== 'none') pieces.push(piece);
  else if (last.role === 'number' && piece.role === 'number') last.text += piece.text;
  else if (isLetters(last) && isLetters(piece)) {
    last.text += piece.text;
    last.role = 'word';
  } else pieces.push(piece);
}

function isLetters({ role, isClosed }: Piece): boolean {
  return (role === 'letter' || role === 'word') && isClosed !== true;
}

const values = new Set<PieceRole>(['number', 'letter', 'word', 'text', 'half', 'fraction', 'root']);

/** Values side by side are a product. */
export function areJoined(left: Piece | undefined, right: Piece | undefined): boolean {
  return (
    left !== undefined &&
    right !== undefined &&
    !isSetOff(right) &&
    (values.has(left.role) || left.role === 'close' || left.role === 'function') &&
    (values.has(right.role) || opensValue(right) || right.text === '!')
  );
}

function opensValue({ role }: Piece): boolean {
  return role === 'open' || role === 'function' || role === 'big';
}

/** By a blank that is meant, as before a unit. */
function isSetOff({ text, role, gap }: Piece): boolean {
  if (role === 'text') return gap !== 'none' || text.startsWith(' ');
  return gap === 'wide' || (role === 'word' && gap === 'space');
}
