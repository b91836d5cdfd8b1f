// Lists of Discord's Markdown: an item begins at a line start with `-`, `*`, `+` or `1.`; indented lines go on with it; a
// blank line or one without indentation ends the list.

export type Capture = string[] & { index?: number };

export interface ParserState {
  prevCapture?: Capture | null;
  /** A list needs lines of its own. */
  isWithinLine?: boolean;
  [key: string]: unknown;
}

export type ParseNested = (source: string, state: ParserState) => unknown[];

interface Item {
  lines: string[];
}

const marker = /^( *)([-*+]|\d+\.) +(?=\S)/;

export function matchList(source: string, state: ParserState): Capture | null {
  const { prevCapture, isWithinLine = false } = state;
  const isAtLineStart = !prevCapture || (prevCapture[0] ?? '').endsWith('\n');
  if (isWithinLine || !isAtLineStart || !marker.test(source)) return null;
  let end = 0;
  do {
    const lineEnd = source.indexOf('\n', end);
    end = lineEnd === -1 ? source.length : lineEnd + 1;
  } while (end < source.length && goesOn(source, end));
  return [source.slice(0, end)];
}

function goesOn(source: string, at: number): boolean {
  const lineEnd = source.indexOf('\n', at);
  const line = source.slice(at, lineEnd === -1 ? source.length : lineEnd);
  return marker.test(line) || (line.startsWith(' ') && line.trim() !== '');
}

export function parseList(capture: Capture, parse: ParseNested, state: ParserState) {
  const lines = (capture[0] ?? '').replace(/\n$/, '').split('\n');
  const [, indent = '', bullet = ''] = marker.exec(lines[0] ?? '') ?? [];
  const start = Number.parseInt(bullet, 10);
  const items = itemsOf(lines, indent.length).map((item) =>
    parse(item.lines.join('\n'), { ...state, prevCapture: null }),
  );
  return Number.isNaN(start)
    ? { type: 'list', isOrdered: false, items }
    : { type: 'list', isOrdered: true, start, items };
}

/** Deeper items belong to the one above them, without its indentation. */
function itemsOf(lines: readonly string[], indent: number): Item[] {
  const items: Item[] = [];
  let markerWidth = 0;
  for (const line of lines) {
    const found = marker.exec(line);
    if (found && (found[1] ?? '').length <= indent) {
      markerWidth = found[0].length;
      items.push({ lines: [line.slice(markerWidth)] });
    } else {
      items.at(-1)?.lines.push(line.slice(Math.min(markerWidth, line.search(/\S/))));
    }
  }
  return items;
}
