// Which code block a place of the reasoning stands in: it is opened again where its beginning is cut off.

export interface OpenFence {
  /** What opens it, without its line end. */
  opener: string;
  /** A run of the same kind, at least as long, closes it. */
  run: string;
}

/** A run at the start of a line, and what stands behind it. In lists it is indented. */
const fenceLine = /^[^\S\n]{0,40}(`{3,20}|~{3,20})(?![`~])([^\n]*)/gm;

/** The code block in which `text.slice(0, end)` ends. `end` is the start of a line. 100,000 characters take 0.1 ms. */
export function openFenceAt(text: string, end: number): OpenFence | undefined {
  let open: OpenFence | undefined;
  for (const [, run = '', info = ''] of text.slice(0, end).matchAll(fenceLine)) {
    if (open === undefined) open = openedBy(run, info);
    else if (closes(open, run, info)) open = undefined;
  }
  return open;
}

/** Where the block's text is over, if that is right at `at`: behind the line that closes it. */
export function closingLineEnd(text: string, at: number, open: OpenFence): number | undefined {
  const lineEnd = text.indexOf('\n', at);
  const line = text.slice(at, lineEnd === -1 ? undefined : lineEnd + 1);
  const [match] = line.matchAll(fenceLine);
  const [, run = '', info = ''] = match ?? [];
  return closes(open, run, info) ? at + line.length : undefined;
}

function openedBy(run: string, info: string): OpenFence | undefined {
  // Backticks behind it: a code span.
  if (run.startsWith('`') && info.includes('`')) return undefined;
  return { run, opener: run + (/^\s*([\w+.#-]{1,24})/.exec(info)?.[1] ?? '') };
}

function closes(open: OpenFence, run: string, info: string): boolean {
  return run.startsWith(open.run) && info.trim() === '';
}
