// Breaks styled lines at words, as a chat client does.
import { span, widthOf, type Line, type Span } from './styled-text.ts';

interface Cell extends Span {
  width: number;
}

export interface WrapOptions {
  /** In cells. */
  width: number;
  /** Before the first line. */
  first?: Line;
  /** Before each further line. */
  hanging?: Line;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** One line as lines that fit. A word that is longer than a line is cut; nothing else is lost but the space at a break. */
export function wrap(line: Line, { width, first = [], hanging = first }: WrapOptions): Line[] {
  const room = Math.max(2, width - Math.max(widthOf(first), widthOf(hanging)));
  return breakCells(toCells(line), room).map((cells, index) => [
    ...(index === 0 ? first : hanging),
    ...cells.map(({ text, styles }) => ({ text, styles })),
  ]);
}

function toCells(line: Line): Cell[] {
  return line.flatMap((part) =>
    [...graphemes.segment(part.text)].map(({ segment }) => ({
      text: segment,
      styles: part.styles,
      width: widthOf([span(segment)]),
    })),
  );
}

function breakCells(cells: readonly Cell[], room: number): Cell[][] {
  const lines: Cell[][] = [];
  let rest = cells;
  for (;;) {
    const end = endOfLine(rest, room);
    lines.push(rest.slice(0, end));
    if (end >= rest.length) return lines;
    rest = rest.slice(rest[end]?.text === ' ' ? end + 1 : end);
  }
}

/** Where the line ends: all of it, else the last space that fits, else where it is full. */
function endOfLine(cells: readonly Cell[], room: number): number {
  let used = 0;
  let lastSpace = 0;
  for (const [index, cell] of cells.entries()) {
    if (cell.text === ' ') lastSpace = index;
    used += cell.width;
    if (used > room) return lastSpace > 0 ? lastSpace : Math.max(1, index);
  }
  return cells.length;
}
