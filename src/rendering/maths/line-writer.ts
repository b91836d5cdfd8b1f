// Writes what `tex-reader.ts` has read as one line of Unicode.
import { slashFraction, vulgarFraction } from './fractions.ts';
import { joinPieces } from './join-pieces.ts';
import { lower, raise, styleText } from './letter-styles.ts';
import { addPiece } from './piece.ts';
import type { Piece, PieceRole } from './piece.ts';
import type { TexNode } from './tex-reader.ts';

export interface LineStyle {
  /** ½ instead of 1/2. */
  hasHalves: boolean;
}

export interface Line {
  text: string;
  pieces: readonly Piece[];
}

/** `undefined`: Unicode cannot say it in one line. */
export function writeLine(nodes: readonly TexNode[], style: LineStyle): Line | undefined {
  const pieces = toPieces(nodes, style);
  const text = pieces && joinPieces(pieces);
  return pieces && text !== undefined ? { text, pieces } : undefined;
}

function toPieces(nodes: readonly TexNode[], style: LineStyle): Piece[] | undefined {
  const pieces: Piece[] = [];
  let gap: Piece['gap'] = 'none';
  for (const node of nodes) {
    if (node.type === 'space') gap = node.isWide ? 'wide' : 'space';
    else if (node.type === 'blank') gap = gap === 'none' ? 'blank' : gap;
    else if (node.type === 'script') {
      if (!attachScript(pieces, { node, style })) return undefined;
    } else {
      const piece = writeNode(node, style);
      if (piece === undefined) return undefined;
      addPiece(pieces, { gap, ...piece });
      gap = 'none';
    }
  }
  return pieces;
}

type NewPiece = Omit<Piece, 'gap'>;

type NodeOf<Type extends TexNode['type']> = Extract<TexNode, { type: Type }>;

function writeNode(
  node: NodeOf<'symbol' | 'text' | 'fraction' | 'root' | 'styled'>,
  style: LineStyle,
): NewPiece | undefined {
  switch (node.type) {
    case 'symbol':
      return writeSymbol(node);
    case 'text':
      return { text: node.text, role: 'text' };
    case 'fraction':
      return writeFraction(node, style);
    case 'root':
      return writeRoot(node, style);
    case 'styled':
      return writeStyled(node, style);
    default:
      return node satisfies never;
  }
}

function writeSymbol({ text, role }: NodeOf<'symbol'>): NewPiece | undefined {
  if (role === 'bar' || text === '') return undefined;
  if (role !== 'letter') return { text, role };
  if (/^[\d.]$/.test(text)) return { text, role: 'number' };
  // Words are made of typed letters; `\alpha\beta` is a product.
  const isOfWords = /^\p{L}$/u.test(text) && !/\p{Script=Greek}/u.test(text);
  return { text, role, isClosed: !isOfWords };
}

function writeFraction(
  { top, bottom }: NodeOf<'fraction'>,
  style: LineStyle,
): NewPiece | undefined {
  const half = style.hasHalves ? vulgarFraction(top, bottom) : undefined;
  if (half !== undefined) return { text: half, role: 'half' };
  const [above, below] = [writeLine(top, style), writeLine(bottom, style)];
  const text = above && below && slashFraction(above, below);
  return text === undefined ? undefined : { text, role: 'fraction' };
}

function writeRoot({ sign, body }: NodeOf<'root'>, style: LineStyle): NewPiece | undefined {
  const radicand = writeLine(body, style)?.text;
  if (radicand === undefined || radicand === '') return undefined;
  return /^(?:\d+|\p{L}\p{M}?[₀-₉]*)$/u.test(radicand)
    ? { text: sign + radicand, role: 'root' }
    : { text: `${sign}(${radicand})`, role: 'letter', isClosed: true };
}

function writeStyled({ command, body }: NodeOf<'styled'>, style: LineStyle): NewPiece | undefined {
  const plain = writeLine(body, style)?.text;
  const text = plain === undefined ? undefined : styleText(plain, command);
  return text === undefined ? undefined : { text, role: 'letter', isClosed: true };
}

/** What may carry an exponent or an index as it stands; a root then needs parentheses. */
const bearers = new Set<PieceRole>([
  'number',
  'letter',
  'word',
  'text',
  'close',
  'function',
  'root',
]);

function attachScript(
  pieces: Piece[],
  { node, style }: { node: NodeOf<'script'>; style: LineStyle },
): boolean {
  const script = writeScript(node, style);
  if (script === undefined) return false;
  // As in `{}^{14}C` and `^\circ`.
  if (pieces.length === 0) pieces.push({ text: '', role: 'letter', gap: 'none' });
  const bearer = pieces.at(-1);
  const mark = node.position === 'raised' ? 'hasRaised' : 'hasLowered';
  // Two exponents are an error of TeX, and x²³ something else.
  if (bearer === undefined || !bearers.has(bearer.role) || bearer[mark] === true) return false;
  if (bearer.role === 'root') bearer.text = `(${bearer.text})`;
  bearer.text += script;
  bearer.isClosed = true;
  bearer[mark] = true;
  return true;
}

function writeScript({ position, body }: NodeOf<'script'>, style: LineStyle): string | undefined {
  const text = writeLine(body, style)?.text.replaceAll(/ ?([+−=]) ?/g, '$1');
  if (text === undefined || text === '') return undefined;
  return position === 'raised' ? raise(text) : lower(text);
}
