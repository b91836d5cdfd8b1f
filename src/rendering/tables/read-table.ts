// Reads the lines of a table as R1 writes it (GitHub's tables). Which lines are a table is for the caller to tell.
import { createEndFinder, unescapePipesInCode } from './cell-syntax.ts';
import type { Alignment } from './table.ts';

/**
 * The cells of a table's line, trimmed, without the outer pipes. A pipe that is escaped (`\|`), in a code span or in a
 * formula parts no cells.
 */
export function readRow(line: string): string[] {
  const cells = splitAtPipes(line.trim());
  if (cells.length > 1 && cells.at(0) === '') cells.shift();
  if (cells.length > 0 && line.includes('|') && cells.at(-1) === '') cells.pop();
  return cells.map(unescapePipesInCode);
}

function splitAtPipes(line: string): string[] {
  const findEnd = createEndFinder(line);
  const cells: string[] = [];
  let from = 0;
  for (let at = 0; at < line.length;) {
    if (line[at] === '|') {
      cells.push(line.slice(from, at).trim());
      from = at + 1;
    }
    at = findEnd(at) ?? at + 1;
  }
  return [...cells, line.slice(from).trim()];
}

const delimiter = /^(:?)-+(:?)$/;

/** Of a delimiter row (`| --- | :-: |`); `undefined` if the line is none. */
export function readAlignments(line: string): Alignment[] | undefined {
  if (!line.includes('|')) return undefined;
  const cells = readRow(line).map((cell) => delimiter.exec(cell));
  const isDelimiterRow = cells.length > 0 && cells.every((match) => match !== null);
  return isDelimiterRow ? cells.map(alignmentOf) : undefined;
}

function alignmentOf([, left, right]: RegExpExecArray): Alignment {
  if (left !== '' && right !== '') return 'center';
  if (right !== '') return 'right';
  return left === '' ? undefined : 'left';
}
