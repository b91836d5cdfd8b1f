// A code block as a file: what it is called and what is in it.
import type { Fence } from './line.ts';
import { extensionOf } from './code-languages.ts';
import { behindQuotes, outdent } from './line-prefix.ts';

const maxNameChars = 60;
const maxLineChars = 200;

/** A name with an extension, maybe with the folders it stands in. */
const fileName = String.raw`[\w.@+-]*(?:[\\/][\w.@+-]+)*\.[A-Za-z][A-Za-z0-9]{0,9}`;
const nameAlone = new RegExp(
  String.raw`^[#>\s\d.)*_\x60-]*(?:file(?:name)?\s*:\s*)?[*_\x60]*(${fileName})[*_\x60:：\s]*$`,
  'i',
);
const nameInMarks = new RegExp(String.raw`[\x60*]{1,2}(${fileName})[\x60*]{1,2}`, 'gi');
const nameInComment = new RegExp(
  String.raw`^\s*(?:#|//|--|;|%|<!--|/\*)\s*(?:file(?:name)?\s*[:=]\s*)?(${fileName})\s*(?:-->|\*/)?\s*$`,
  'i',
);
const nameInNote = new RegExp(
  String.raw`^(?:(?:file(?:name)?|title)\s*[=:]\s*)?["':]?(${fileName})["']?$`,
  'i',
);

/** The name that the answer gives the block, or one by its language. Not in `taken`. */
export function nameCodeFile(source: string, fence: Fence, taken: readonly string[]): string {
  const named = findName(source, fence);
  return freeName(named ?? `code.${extensionOf(fence.language)}`, taken);
}

function findName(source: string, fence: Fence): string | undefined {
  const firstLine = lineAt(source, fence.openedAt).slice(fence.marks.length).trim();
  const note = firstLine.startsWith(fence.language)
    ? firstLine.slice(fence.language.length)
    : firstLine;
  const found =
    nameInNote.exec(firstLine)?.[1] ??
    nameInNote.exec(note.trim())?.[1] ??
    nameInComment.exec(lineAt(source, fence.codeAt))?.[1] ??
    nameBefore(source, fence.openedAt);
  return found === undefined ? undefined : sanitise(found);
}

function lineAt(source: string, at: number): string {
  const line = source.slice(at, at + maxLineChars);
  const end = line.indexOf('\n');
  return end === -1 ? line : line.slice(0, end);
}

/** In the line above: the name alone, or the only name in a line that leads on. */
function nameBefore(source: string, openedAt: number): string | undefined {
  const above = source.slice(Math.max(0, openedAt - maxLineChars), openedAt).trimEnd();
  const line = above.slice(above.lastIndexOf('\n') + 1);
  const alone = nameAlone.exec(line)?.[1];
  if (alone !== undefined || !/[:：]\**$/.test(line)) return alone;
  const names = [...line.matchAll(nameInMarks)];
  return names.length === 1 ? names[0]?.[1] : undefined;
}

function sanitise(path: string): string | undefined {
  const base = path.split(/[\\/]/).at(-1) ?? '';
  const name = base.replaceAll(/[^A-Za-z0-9._-]/g, '').replace(/^[.-]+/, '');
  return name.includes('.') && name.length <= maxNameChars ? name : undefined;
}

function freeName(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.');
  let free = name;
  for (let count = 2; taken.includes(free); count += 1) {
    free = `${name.slice(0, dot)}-${count}${name.slice(dot)}`;
  }
  return free;
}

/** The block's code, as it would stand in a file of its own. */
export function codeOf(source: string, fence: Fence, codeEnd: number): string {
  const lines = source.slice(fence.codeAt, codeEnd).split('\n');
  return lines
    .map((line) => outdent(line.slice(behindQuotes(line, 0, fence.quoteDepth)), fence.indent))
    .join('\n');
}
