// The code blocks of a text, read in the simplest way that may be right: a line of backticks opens, the like closes.
const fence = /^[ \t>]*(`{3,})/;

interface Parted {
  code: string[];
  text: string[];
}

function part(source: string): Parted {
  const parted: Parted = { code: [], text: [] };
  let open: string | undefined;
  for (const line of source.split('\n')) {
    const [, mark] = fence.exec(line) ?? [];
    if (mark !== undefined && open === undefined) open = mark;
    else if (open !== undefined && line.trim() === open) open = undefined;
    else parted[open === undefined ? 'text' : 'code'].push(line);
  }
  return parted;
}

/** The lines in code blocks, but for blank ones, without their indentation. */
export function codeLines(source: string): string[] {
  return part(source)
    .code.map((line) => line.trim())
    .filter((line) => line !== '');
}

export function withoutFences(source: string): string {
  return part(source).text.join('\n');
}
