// What has a meaning of its own inside a table's line, so that a pipe or a tag in there is none.
import { readFormula } from '../maths/formula.ts';

/** Where the code span, formula or escape ends that begins at `at`; `undefined` if none does. */
type FindEnd = (at: number) => number | undefined;

/** Finds them in one line; asked for each place at most once, it takes linear time. */
export function createEndFinder(line: string): FindEnd {
  const codeEnds = codeSpanEnds(line);
  return (at) => {
    const character = line[at];
    if (character === '`') return codeEnds.get(at);
    if (character === '\\') return formulaEnd(line, at) ?? Math.min(at + 2, line.length);
    return character === '$' ? formulaEnd(line, at) : undefined;
  };
}

/** Where each code span ends, by where it begins: at the next run of as many backticks. */
function codeSpanEnds(line: string): Map<number, number> {
  const ends = new Map<number, number>();
  const nextRuns = new Map<number, number>();
  for (const run of [...line.matchAll(/`+/g)].toReversed()) {
    const length = run[0].length;
    const closesAt = nextRuns.get(length);
    if (closesAt !== undefined) ends.set(run.index, closesAt + length);
    nextRuns.set(length, run.index);
  }
  return ends;
}

/** `$5 | $10` are two cells: a dollar sign that parts cells has a blank on its inner side. */
function formulaEnd(line: string, at: number): number | undefined {
  const formula = readFormula(line, at);
  if (formula === undefined || formula === 'open') return undefined;
  const isMoney = line[at] === '$' && /^\$\s|\s\$$/.test(line.slice(at, formula.end));
  return isMoney ? undefined : formula.end;
}

const lineBreak = /<br\s{0,9}\/?>/iy;

/** The lines of a cell, which are parted by `<br>`; a blank cell has none. */
export function cellLines(cell: string): string[] {
  const lines: string[] = [];
  const findEnd = createEndFinder(cell);
  let from = 0;
  for (let at = 0; at < cell.length;) {
    lineBreak.lastIndex = at;
    if (cell[at] === '<' && lineBreak.test(cell)) {
      lines.push(cell.slice(from, at));
      from = lineBreak.lastIndex;
      at = from;
    } else at = findEnd(at) ?? at + 1;
  }
  lines.push(cell.slice(from));
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

/** `\|` is how a table writes a pipe. In a code span the backslash would show; elsewhere Markdown takes it away. */
export function unescapePipesInCode(cell: string): string {
  if (!cell.includes(String.raw`\|`) || !cell.includes('`')) return cell;
  const findEnd = createEndFinder(cell);
  let unescaped = '';
  for (let at = 0; at < cell.length;) {
    const end = findEnd(at) ?? at + 1;
    const piece = cell.slice(at, end);
    unescaped += piece.startsWith('`') ? piece.replaceAll(String.raw`\|`, '|') : piece;
    at = end;
  }
  return unescaped;
}
