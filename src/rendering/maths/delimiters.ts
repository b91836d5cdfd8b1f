// Formulas that begin with a backslash: `\( … \)`, `\[ … \]`, bare environments and a bare `\boxed{…}`.

/** `end` counts from where the formula begins. */
export interface Span {
  end: number;
  tex: string;
  isDisplay: boolean;
}

export type Reading = Span | 'open' | undefined;

/** Environments of maths; others (`itemize`, `tabular`, `document`) are no formulas. */
const environments = new Set(
  `equation align aligned alignat alignedat eqnarray flalign split gather gathered multline cases dcases rcases array
  subarray matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix`
    .split(/\s+/)
    .flatMap((name) => [name, `${name}*`]),
);

const maxNested = 8;

/** `\( … \)` and `\[ … \]`. */
export function readDelimited(text: string): Reading {
  const opening = text[1];
  if (opening !== '(' && opening !== '[') return undefined;
  const closing = opening === '(' ? ')' : ']';
  let nested = 0;
  let openNested = 0;
  const judge = ({ at, depth }: Place): Verdict => {
    const next = text[at + 1];
    // With a brace too few the formula is bad, and ends here all the same.
    if (next === closing && (depth === 0 || openNested === 0)) return 'ends';
    if (next === ')' || next === ']') openNested -= 1;
    if (next !== '(' && next !== '[') return 'goes-on';
    // `\text{if \( x \)}`; many of them are no formula, and each would be read to its end.
    nested += 1;
    openNested += 1;
    return depth === 0 || nested > maxNested ? 'fails' : 'goes-on';
  };
  const end = scanTex(text, { from: 2, judge });
  if (typeof end !== 'number') return end;
  const tex = text.slice(2, end);
  if (isEscapedBracket(tex, opening)) return undefined;
  return { end: end + 2, tex, isDisplay: opening === '[' };
}

/** Markdown's escapes: `\[optional\]`, `\[1\]`, `\(see below\)`. R1's formulas hold a sign of maths, or blanks around. */
function isEscapedBracket(content: string, opening: string): boolean {
  if (/^\s/.test(content)) return false;
  if (opening === '[' && /^\d+$/.test(content)) return true;
  return !/[\\^_=<>+*/|{}\d]/.test(content) && /[a-z]{4}|\p{Script=Han}/u.test(content);
}

/** `\begin{aligned} … \end{aligned}` outside of delimiters. */
export function readEnvironment(text: string): Reading {
  const name = readEnvironmentName(text, '\\begin{');
  if (typeof name !== 'object') return name;
  if (!environments.has(name.name)) return undefined;
  const last = scanEnvironment(text, name.end);
  if (typeof last !== 'number') return last;
  const closing = readEnvironmentName(text.slice(last), '\\end{');
  if (typeof closing !== 'object') return closing;
  const end = last + closing.end;
  return { end, tex: text.slice(0, end), isDisplay: true };
}

function readEnvironmentName(
  text: string,
  head: string,
): { name: string; end: number } | 'open' | undefined {
  if (text.length <= head.length && head.startsWith(text)) return 'open';
  if (!text.startsWith(head)) return undefined;
  const name = /^[A-Za-z]{0,12}\*?/.exec(text.slice(head.length))?.[0] ?? '';
  const end = head.length + name.length;
  if (end === text.length) return 'open';
  return text[end] === '}' ? { name, end: end + 1 } : undefined;
}

/** Where the `\end` stands that belongs to a `\begin` before `from`. */
function scanEnvironment(text: string, from: number): number | 'open' | undefined {
  let level = 1;
  const judge = ({ at }: Place): Verdict => {
    if (text.startsWith('\\begin{', at)) level += 1;
    if (text.startsWith('\\end{', at)) level -= 1;
    return level === 0 ? 'ends' : 'goes-on';
  };
  return scanTex(text, { from, judge });
}

/** `\boxed{42}` outside of delimiters: display if it is all that its line holds. */
export function readBoxedCommand(text: string, place: { isLineStart: boolean }): Reading {
  const head = '\\boxed{';
  if (text.length < head.length && head.startsWith(text)) return 'open';
  if (!text.startsWith(head)) return undefined;
  const brace = scanTex(text, { from: head.length, endsAtBrace: true });
  if (typeof brace !== 'number') return brace;
  const end = brace + 1;
  const span = { end, tex: text.slice(0, end) };
  if (text.slice(head.length, brace).trim() === '') return undefined;
  if (!place.isLineStart) return { ...span, isDisplay: false };
  const next = /[^ \t]/.exec(text.slice(end))?.[0];
  return next === undefined ? 'open' : { ...span, isDisplay: next === '\n' };
}

type Verdict = 'goes-on' | 'ends' | 'fails';

interface Place {
  at: number;
  /** Of braces. */
  depth: number;
}

interface Scan {
  from: number;
  /** Asked at each backslash. */
  judge?: (place: Place) => Verdict;
  /** At the one that closes more than was opened. */
  endsAtBrace?: boolean;
}

/** Where TeX ends; `open` at the end of the text; `undefined` where it fails: at a blank line or a brace too many. */
function scanTex(
  text: string,
  { from, judge = () => 'goes-on', endsAtBrace = false }: Scan,
): number | 'open' | undefined {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const char = text[at];
    if (char === '\\') {
      const verdict = judge({ at, depth });
      if (verdict !== 'goes-on') return verdict === 'ends' ? at : undefined;
      if (text[at + 1] !== '\n') at += 1;
    } else if (char === '{') depth += 1;
    else if (char === '}') {
      if (depth === 0) return endsAtBrace ? at : undefined;
      depth -= 1;
    } else if (char === '\n' && isBlankLineAfter(text, at)) return undefined;
  }
  return 'open';
}

/** False as long as the text ends in blanks: then nothing is decided yet. */
export function isBlankLineAfter(text: string, newline: number): boolean {
  let at = newline + 1;
  while (text[at] === ' ' || text[at] === '\t' || text[at] === '\r') at += 1;
  return text[at] === '\n';
}
