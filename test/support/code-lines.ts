// The code blocks of a text, read in the simplest way that may be right: a line of backticks opens one, the like closes it.
const fence = /^([ \t>]*)(`{3,})/;

interface OpenFence {
  indent: string;
  mark: string;
}

interface Parted {
  code: string[];
  text: string[];
}

function part(source: string): Parted {
  const parted: Parted = { code: [], text: [] };
  let open: OpenFence | undefined;
  for (const line of source.split('\n')) {
    const [, indent = '', mark] = fence.exec(line) ?? [];
    if (mark !== undefined && open === undefined) open = { indent, mark };
    else if (open !== undefined && line.trim() === open.mark) open = undefined;
    else if (open === undefined) parted.text.push(line);
    else parted.code.push(withoutIndent(line, open.indent));
  }
  return parted;
}

/** A block may be indented as a whole. */
function withoutIndent(line: string, indent: string): string {
  return line.startsWith(indent) ? line.slice(indent.length) : line.trimStart();
}

/** Those that are not blank, without blanks at their ends. */
export function inkLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trimEnd());
  return lines.filter((line) => line !== '');
}

/** The lines in code blocks, with the indentation that is their own. */
export function codeLines(source: string): string[] {
  return inkLines(part(source).code.join('\n'));
}

export function withoutCode(source: string): string {
  return part(source).text.join('\n');
}
