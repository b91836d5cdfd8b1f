// Puts pieces side by side, with the blanks of a well set line and the parentheses that keep its meaning.
import { areJoined } from './piece.ts';
import type { Piece, PieceRole } from './piece.ts';

/** The whole line. `undefined`: in one line it would say something else. */
export function joinPieces(pieces: readonly Piece[]): string | undefined {
  const shown = withBrackets(withPrefixes(pieces));
  return shown
    ?.map((piece, index) => {
      const left = shown[index - 1];
      return (left === undefined ? '' : separator(left, piece)) + piece.text;
    })
    .join('')
    .replaceAll(/ {2,}/g, ' ');
}

const beforePrefix = new Set<PieceRole | undefined>([
  undefined,
  'open',
  'operator',
  'sign',
  'relation',
  'comma',
  'colon',
  'slash',
  'function',
  'big',
]);

/** The minus of "−x" belongs to the x; that of "a − x" stands between. */
function withPrefixes(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece, index) =>
    piece.role === 'sign' && beforePrefix.has(pieces[index - 1]?.role)
      ? { ...piece, role: 'prefix' }
      : piece,
  );
}

/** Parentheses where a slash or a root would seem to reach farther than it does. */
function withBrackets(pieces: readonly Piece[]): Piece[] | undefined {
  if (pieces.some((piece, index) => isMixedNumber(pieces[index - 1], piece))) return undefined;
  return pieces.map((piece, index) => {
    const [left, right] = [pieces[index - 1], pieces[index + 1]];
    const isFollowed = areJoined(piece, right) || isDivision(right);
    if (piece.role === 'fraction' && (isFollowed || areJoined(left, piece) || isDivision(left))) {
      return { ...piece, text: `(${piece.text})` };
    }
    if (piece.role === 'root' && isFollowed && right?.role !== 'root') {
      return { ...piece, text: `${piece.text.slice(0, 1)}(${piece.text.slice(1)})` };
    }
    return piece;
  });
}

function isDivision(piece: Piece | undefined): boolean {
  return piece?.role === 'slash' || piece?.text === '÷';
}

/** "2 3/7" is a sum for most and a product for some. */
function isMixedNumber(left: Piece | undefined, right: Piece): boolean {
  return left?.role === 'number' && right.role === 'fraction' && areJoined(left, right);
}

/** An em space parts two formulas in one. */
function separator(left: Piece, right: Piece): string {
  if (!isBlankBetween(left, right)) return '';
  return right.gap === 'wide' && left.role !== 'comma' && !isSetApart(left) ? '\u2003' : ' ';
}

function isBlankBetween(left: Piece, right: Piece): boolean {
  if (isTight(left, right)) return false;
  if (isSetApart(left) || isSetApart(right)) return true;
  if (left.role === 'slash' || right.role === 'slash') return false;
  if (right.gap === 'space' || right.gap === 'wide') return true;
  if (isName(left)) return right.role !== 'open' && !right.text.startsWith('(');
  if (isName(right)) return areJoined(left, right);
  return right.gap === 'blank' && (keepsBlanks(left) || keepsBlanks(right));
}

function isTight(left: Piece, right: Piece): boolean {
  if (left.role === 'prefix' || left.role === 'open') return true;
  return right.role === 'close' || right.role === 'comma';
}

function isSetApart({ role }: Piece): boolean {
  return role === 'relation' || role === 'operator' || role === 'sign';
}

function isName({ role }: Piece): boolean {
  return role === 'function' || role === 'big';
}

const blankKeepers = new Set<PieceRole>(['word', 'text', 'number', 'colon', 'comma']);

/** TeX drops blanks between letters, but who writes "if x" means two words. */
function keepsBlanks({ role }: Piece): boolean {
  return blankKeepers.has(role);
}
