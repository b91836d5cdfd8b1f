// Fractions in one line: ½ where there is such a character, else a/b with the parentheses that keep its meaning.
import type { Line } from './line-writer.ts';
import type { Piece, PieceRole } from './piece.ts';
import type { TexNode } from './tex-reader.ts';

const vulgar = new Map(
  [...'½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞'].map((char) => [char.normalize('NFKD').replace('\u2044', '/'), char]),
);

/** ½, if there is a character for it. */
export function vulgarFraction(
  top: readonly TexNode[],
  bottom: readonly TexNode[],
): string | undefined {
  return vulgar.get(`${digitsOf(top)}/${digitsOf(bottom)}`);
}

function digitsOf(nodes: readonly TexNode[]): string {
  return nodes.map((node) => (node.type === 'symbol' ? node.text : ' ')).join('');
}

/** False if any fraction of numbers has none: "4/3 × ⅔" would be two ways of writing in one line. */
export function haveOwnCharacters(nodes: readonly TexNode[]): boolean {
  return nodes.every((node) => {
    switch (node.type) {
      case 'fraction':
        return !isOfNumbers(node) || vulgarFraction(node.top, node.bottom) !== undefined;
      case 'script':
      case 'root':
      case 'styled':
        return haveOwnCharacters(node.body);
      default:
        return true;
    }
  });
}

function isOfNumbers({
  top,
  bottom,
}: {
  top: readonly TexNode[];
  bottom: readonly TexNode[];
}): boolean {
  return /^\d+$/.test(digitsOf(top)) && /^\d+$/.test(digitsOf(bottom));
}

/** A fraction in a fraction is not readable in one line. */
export function slashFraction(top: Line, bottom: Line): string | undefined {
  if (top.text === '' || bottom.text === '') return undefined;
  if ([...top.pieces, ...bottom.pieces].some(({ role }) => role === 'fraction')) return undefined;
  const above = isOneFactor(top) ? top.text : `(${top.text})`;
  const below = isOneThing(bottom) ? bottom.text : `(${bottom.text})`;
  return `${above}/${below}`;
}

const factors = new Set<PieceRole>([
  'number',
  'letter',
  'word',
  'text',
  'half',
  'root',
  'open',
  'close',
]);

/** "2ab/c" is (2ab)/c and "n(n + 1)/2" its like; "√3/5" might be √(3/5). */
function isOneFactor({ pieces }: Line): boolean {
  const outside = outsideOfBrackets(pieces);
  const isSimple = outside.every(({ role, text }, index) => {
    if (role === 'sign') return index === 0;
    if (role === 'function') return outside[index + 1]?.role === 'open';
    return factors.has(role) && !text.includes(' ');
  });
  return isSimple && outside.at(-1)?.role !== 'root';
}

const things = new Set<PieceRole>(['number', 'letter', 'text', 'half', 'root']);

/** A value that needs no parentheses after a slash: a name, a number, "(a + b)²", "sin(x)", "n!", "dx". */
function isOneThing({ text, pieces }: Line): boolean {
  if (/^[d∂]\p{L}[²³ⁿ]?$/u.test(text)) return true;
  const [first, ...rest] = pieces.at(-1)?.text === '!' ? pieces.slice(0, -1) : pieces;
  if (first === undefined || first.text.includes(' ')) return false;
  if (first.text === '(') return isOneBracket([first, ...rest]);
  if (first.role === 'function') return isOneBracket(rest);
  return rest.length === 0 && things.has(first.role);
}

function isOneBracket(pieces: readonly Piece[]): boolean {
  const [opening, closing] = outsideOfBrackets(pieces);
  return opening?.role === 'open' && closing?.role === 'close' && closing === pieces.at(-1);
}

/** The brackets themselves belong to it. */
function outsideOfBrackets(pieces: readonly Piece[]): Piece[] {
  let depth = 0;
  return pieces.filter(({ role, text }) => {
    if (role === 'close' && text !== '!') depth -= 1;
    const isOutside = depth <= 0;
    if (role === 'open') depth += 1;
    return isOutside;
  });
}
