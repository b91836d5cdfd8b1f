// Blank lines. Those that follow each other are read as one line, so that a page costs no more for any number of them.
import type { Line } from './line.ts';
import type { LineSoFar } from './line-so-far.ts';

/** `undefined`: the line is not blank. */
export function readBlankLines({
  source,
  at,
  prefix,
  content,
  lineBreak,
  state,
}: LineSoFar): Line | undefined {
  if (content.trim() !== '') return undefined;
  const { quoteDepth } = prefix;
  const items = quoteDepth === state.quoteDepth ? state.items : [];
  const { table: _, ...outsideTable } = state;
  const first = source.slice(at, lineBreak + 1);
  return {
    type: 'blank',
    start: at,
    contentAt: lineBreak,
    end: quoteDepth > 0 ? endOfSame(source, at, first) : endOfBlanks(source, lineBreak + 1),
    quoteDepth,
    level: items.length,
    isOpen: false,
    after: { ...outsideTable, quoteDepth, items, isAfterBlank: true },
  };
}

/** Where lines like `first` end. */
function endOfSame(source: string, at: number, first: string): number {
  let end = at + first.length;
  while (source.startsWith(first, end)) end += first.length;
  return end;
}

const ink = /\S/g;

/** Behind the last line break before a line that is not blank. */
function endOfBlanks(source: string, at: number): number {
  ink.lastIndex = at;
  const next = ink.exec(source)?.index ?? source.length;
  return next === at ? at : source.lastIndexOf('\n', next - 1) + 1;
}
