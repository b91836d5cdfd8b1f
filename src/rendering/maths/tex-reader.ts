// Reads short TeX into a tree, by recursive descent. It knows what `line-writer.ts` can write, and gives up on all else.
import { isAlphabet, markOf } from './letter-styles.ts';
import { readText } from './tex-text.ts';
import type { TexSource } from './tex-source.ts';
import { createTexSource } from './tex-source.ts';
import type { TexSymbol } from './tex-symbols.ts';
import { characterSymbol, commandSymbol, negated } from './tex-symbols.ts';

export type TexNode =
  | ({ type: 'symbol' } & TexSymbol)
  /** Words, as they stand. */
  | { type: 'text'; text: string }
  | { type: 'script'; position: 'raised' | 'lowered'; body: TexNode[] }
  | { type: 'fraction'; top: TexNode[]; bottom: TexNode[] }
  | { type: 'root'; sign: string; body: TexNode[] }
  /** `\mathbb{R}`, `\hat{v}`: the command says how. */
  | { type: 'styled'; command: string; body: TexNode[] }
  /** In the source only; TeX itself shows none. */
  | { type: 'blank' }
  /** A command for one. */
  | { type: 'space'; isWide: boolean };

const spaces = new Set([',', ';', ':', '>', ' ', '\n', 'quad', 'qquad', 'thinspace', 'enspace']);

const wideSpaces = new Set(['quad', 'qquad']);

const sizes = ['big', 'Big', 'bigg', 'Bigg'];

/** They change how large or tight things are, not what they say. */
const ignored = new Set([
  ...sizes.flatMap((size) => [size, `${size}l`, `${size}r`, `${size}m`]),
  '!',
  'displaystyle',
  'textstyle',
  'scriptstyle',
  'middle',
]);

const fractions = new Set(['frac', 'dfrac', 'tfrac', 'cfrac']);

const texts = new Set(
  'text textrm textbf textit textsf texttt textnormal mbox mathsf mathtt'.split(' '),
);

/** Shown as what they hold. */
const transparent = new Set(['mathrm', 'mathit', 'boxed', 'fbox', 'ensuremath']);

const rootSigns = new Map([
  ['2', '√'],
  ['3', '∛'],
  ['4', '∜'],
]);

/** `undefined`: there is something in it that is not known here, or it is broken. */
export function readTex(tex: string): TexNode[] | undefined {
  const source = createTexSource(tex);
  const nodes = readList(source);
  // A brace that nothing opened stops the list before the end.
  return source.isGivenUp() || !source.isAtEnd() ? undefined : nodes;
}

/** Up to a closing brace or the end. */
function readList(source: TexSource): TexNode[] {
  const nodes: TexNode[] = [];
  while (!source.isAtEnd() && source.peek() !== '}') nodes.push(...readNodes(source));
  return resolveBars(nodes);
}

/** Braces only group: what they hold may be several nodes. */
function readNodes(source: TexSource): TexNode[] {
  const char = source.take();
  switch (char) {
    case '\\':
      return readCommand(source);
    case '{':
      return readGroup(source);
    case '^':
      return [{ type: 'script', position: 'raised', body: readArgument(source) }];
    case '_':
      return [{ type: 'script', position: 'lowered', body: readArgument(source) }];
    case '~':
      return [{ type: 'space', isWide: false }];
    default:
      return /\s/.test(char) ? [{ type: 'blank' }] : toNode(characterSymbol(char), source);
  }
}

function toNode(symbol: TexSymbol | undefined, source: TexSource): TexNode[] {
  return symbol === undefined ? source.giveUp() : [{ type: 'symbol', ...symbol }];
}

/** After its opening brace. */
function readGroup(source: TexSource): TexNode[] {
  const nodes = source.nest(() => readList(source));
  return source.take() === '}' ? nodes : source.giveUp();
}

/** What stands in braces, or one sign: `\frac12`. */
function readArgument(source: TexSource): TexNode[] {
  source.skipBlanks();
  if (source.isAtEnd() || source.peek() === '}') return source.giveUp();
  return source.nest(() => readNodes(source));
}

/** After its backslash. */
function readCommand(source: TexSource): TexNode[] {
  const name = source.takeMatch(/[A-Za-z]+/y)?.[0] ?? source.take();
  if (/^[A-Za-z]/.test(name)) source.skipBlanks();
  if (spaces.has(name)) return [{ type: 'space', isWide: wideSpaces.has(name) }];
  if (ignored.has(name)) return [];
  if (transparent.has(name)) return readArgument(source);
  if (texts.has(name)) return [{ type: 'text', text: readText(source) }];
  if (fractions.has(name)) return readFraction(source);
  if (isAlphabet(name) || markOf(name) !== undefined) {
    return [{ type: 'styled', command: name, body: readArgument(source) }];
  }
  return readSpecialCommand(name, source);
}

function readSpecialCommand(name: string, source: TexSource): TexNode[] {
  switch (name) {
    case 'left':
      return readDelimiter('open', source);
    case 'right':
      return readDelimiter('close', source);
    case 'sqrt':
      return readRoot(source);
    case 'operatorname':
      return [{ type: 'symbol', text: readText(source).trim(), role: 'function' }];
    case 'pmod':
      return readModulus(source);
    case 'not':
      return readNegation(source);
    default:
      return toNode(commandSymbol(name), source);
  }
}

function readFraction(source: TexSource): TexNode[] {
  const top = readArgument(source);
  return [{ type: 'fraction', top, bottom: readArgument(source) }];
}

function readDelimiter(role: 'open' | 'close', source: TexSource): TexNode[] {
  const [node] = readArgument(source);
  if (node?.type !== 'symbol' || node.text === '.') return source.giveUp();
  const isFence = ['open', 'close', 'bar'].includes(node.role);
  return isFence ? [{ ...node, role }] : source.giveUp();
}

function readRoot(source: TexSource): TexNode[] {
  const degree = source.takeMatch(/\[\s*(\d)\s*\]/y)?.[1] ?? '2';
  const sign = source.peek() === '[' ? undefined : rootSigns.get(degree);
  return sign === undefined
    ? source.giveUp()
    : [{ type: 'root', sign, body: readArgument(source) }];
}

/** `\pmod{8}`: (mod 8). */
function readModulus(source: TexSource): TexNode[] {
  return [
    { type: 'space', isWide: false },
    { type: 'symbol', text: '(', role: 'open' },
    { type: 'symbol', text: 'mod', role: 'function' },
    ...readArgument(source),
    { type: 'symbol', text: ')', role: 'close' },
  ];
}

/** `\not=` is ≠. */
function readNegation(source: TexSource): TexNode[] {
  const [node] = readArgument(source);
  const text = node?.type === 'symbol' ? negated(node.text) : undefined;
  return toNode(text === undefined ? undefined : { text, role: 'relation' }, source);
}

/** A pair of bars opens and closes; a single one parts. */
function resolveBars(nodes: readonly TexNode[]): TexNode[] {
  const bars = nodes.filter((node) => node.type === 'symbol' && node.role === 'bar');
  let isOpen = false;
  return nodes.map((node, index) => {
    if (node.type !== 'symbol' || node.role !== 'bar') return node;
    isOpen = !isOpen;
    if (bars.length % 2 === 0) return { ...node, role: isOpen ? 'open' : 'close' };
    const isApart = nodes[index - 1]?.type === 'blank' && nodes[index + 1]?.type === 'blank';
    return { ...node, role: isApart ? 'relation' : 'letter' };
  });
}
