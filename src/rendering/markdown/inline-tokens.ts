// The inline source of a block as a row of tokens: words, atoms, and runs of emphasis marks.
import { type Atom, atomStart } from './atoms.ts';
import { dunderAt, flanking } from './flanking.ts';
import { readInlineAtom } from './inline-atom.ts';

/** A run of `*`, `_` or `~~` that may open or close emphasis. */
export interface MarkRun {
  type: 'run';
  mark: '*' | '_' | '~';
  count: number;
  canOpen: boolean;
  canClose: boolean;
  /** Where it stands in the source; before it if it was opened in an earlier stretch. */
  start: number;
  /** In the middle of a word: an operator rather than a mark, as long as nothing closes it. */
  isInsideWord: boolean;
}

export type InlineToken =
  | { type: 'text'; text: string }
  | { type: 'atom'; atom: Atom; source: string }
  /** Code or a formula whose end has not come yet. */
  | { type: 'unfinished'; source: string }
  | MarkRun;

/** What ends a paragraph: with it behind the source, every atom is decided. */
const paragraphEnd = '\n\n';

/** `isWhole: false`: what is open at the end of the source may be closed later. */
export function readInline(source: string, isWhole: boolean): InlineToken[] {
  const decided = source + paragraphEnd;
  const tokens: InlineToken[] = [];
  let text = '';
  const flush = (): void => {
    if (text !== '') tokens.push({ type: 'text', text });
    text = '';
  };
  for (let at = 0; at < source.length;) {
    const next = nextStart(source, at);
    text += source.slice(at, next);
    if (next === source.length) break;
    const token =
      (isWhole ? undefined : readUnfinished({ source, decided }, next)) ?? readToken(decided, next);
    if (token !== undefined) {
      flush();
      tokens.push(token);
    }
    at = next + (token === undefined ? plainLength(source, next) : tokenLength(token));
    if (token === undefined) text += source.slice(next, at);
  }
  flush();
  return tokens;
}

function nextStart(source: string, at: number): number {
  atomStart.lastIndex = at;
  return atomStart.exec(source)?.index ?? source.length;
}

function readToken(source: string, at: number): InlineToken | undefined {
  const atom = readInlineAtom(source, at);
  if (typeof atom === 'object') {
    return { type: 'atom', atom, source: source.slice(atom.start, atom.end) };
  }
  return readRun(source, at);
}

function readRun(source: string, at: number): InlineToken | undefined {
  const mark = source[at];
  if (mark !== '*' && mark !== '_' && mark !== '~') return undefined;
  const dunder = mark === '_' ? dunderAt(source, at) : undefined;
  if (dunder !== undefined) return { type: 'text', text: dunder };
  const count = runLength(source, at);
  if (mark === '~' && count !== 2) return { type: 'text', text: mark.repeat(count) };
  return { type: 'run', mark, count, start: at, ...flanking(source, at, at + count) };
}

/** What begins here is open, and would be no code and no formula if the source ended here. */
function readUnfinished(
  { source, decided }: { source: string; decided: string },
  at: number,
): InlineToken | undefined {
  if (!isUnfinishedStart(source.slice(at, at + maxStartChars))) return undefined;
  if (readInlineAtom(source, at) !== 'open') return undefined;
  const atom = readInlineAtom(decided, at);
  const isFound = typeof atom === 'object' && atom.type !== 'escape';
  return isFound ? undefined : { type: 'unfinished', source: source.slice(at) };
}

const maxStartChars = 7;

/** Of code or of a formula. A single `$` is more often money, as long as neither a command follows nor its end. */
function isUnfinishedStart(start: string): boolean {
  const mayGoOn = ['\\begin{', '\\boxed{'].some((command) => command.startsWith(start));
  return mayGoOn || /^(?:`|\\[([]|\\begin\{|\\boxed\{|\$\$|\$\\[A-Za-z])/.test(start);
}

/** A run of backticks is one thing, also if it is none that marks code. */
function plainLength(source: string, at: number): number {
  return source[at] === '`' ? runLength(source, at) : 1;
}

function tokenLength(token: InlineToken): number {
  if (token.type === 'run') return token.count;
  return token.type === 'text' ? token.text.length : token.source.length;
}

function runLength(source: string, at: number): number {
  let end = at + 1;
  while (source[end] === source[at]) end += 1;
  return end - at;
}
