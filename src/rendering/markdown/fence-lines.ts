// The first and last lines of code blocks, as R1 writes them: nested, glued to text, forgotten.
import { isKnownLanguage } from './code-languages.ts';
import type { Fence } from './line.ts';

/** Languages whose texts show code blocks of their own. */
const proseLanguages = new Set([
  '',
  'markdown',
  'md',
  'mdx',
  'text',
  'txt',
  'plaintext',
  'plain',
  'none',
  'rst',
]);

const opening = /^(`{3,}(?=[^`]*$)|~{3,}(?=[^~]*$))[ \t]*([^\n]*)$/;
const languageWord = /^\{?\.?([\w+#.-]{1,24})\}?(?=$|[\s:{,])/;
const maxFirstLineChars = 120;

export interface FenceOpening {
  marks: string;
  language: string;
  note: string;
}

/** `content` is a line without its indentation and line break. */
export function readFenceOpening(content: string): FenceOpening | undefined {
  if (content.length > maxFirstLineChars) return undefined;
  const [, marks, info = ''] = opening.exec(content) ?? [];
  if (marks === undefined) return undefined;
  const language = languageOf(info.trim());
  const note = info.trim().slice(language.length).trim();
  return { marks, language, note };
}

/** What stands from `at` to the end of the line is the first line of a block. */
export function opensFence(source: string, at: number): boolean {
  const content = source.slice(at, at + maxFirstLineChars + 1);
  const lineBreak = content.indexOf('\n');
  return lineBreak !== -1 && readFenceOpening(content.slice(0, lineBreak)) !== undefined;
}

function languageOf(info: string): string {
  const word = languageWord.exec(info)?.[1] ?? '';
  const isAlone = word.length === info.length;
  return info.startsWith(word) && (isAlone || isKnownLanguage(word)) ? word : '';
}

/** The line may still become the first of a block, or its beginning. */
export function mayOpenFence(content: string): boolean {
  return (
    content.length <= maxFirstLineChars && /^(?:`{1,2}|`{3,}[^`]*|~{1,2}|~{3,}[^~]*)$/.test(content)
  );
}

/** In the middle of a line, up to its end. */
const openingWithin = /`{3,20}(?!`)[\w+#.-]{0,24}[ \t]{0,8}(?:\n|$)/y;

/** `open`: the text ends before it is told. */
export function opensFenceWithin(source: string, at: number): boolean | 'open' {
  if (source[at] !== '`' || source[at - 1] === '`') return false;
  openingWithin.lastIndex = at;
  if (!openingWithin.test(source)) return false;
  return source[openingWithin.lastIndex - 1] === '\n' ? true : 'open';
}

export type FenceTurn =
  | { type: 'code' }
  /** A block inside of the code begins or ends. */
  | { type: 'nested'; depth: number }
  /** Its end, `length` code units long. What follows on the line is text. */
  | { type: 'end'; length: number }
  /** The end was forgotten: another block begins. */
  | { type: 'other-begins' }
  /** Code, and the end glued to it. */
  | { type: 'code-and-end'; codeLength: number };

const markLine = /^([ \t]*)(`{3,}|~{3,})[ \t]*(.*)$/;
const gluedEnd = /[^`~\s]([ \t]*)(`{3,}|~{3,})[ \t]*$/;
const code: FenceTurn = { type: 'code' };

/** What a line of a block means to it. `line` has its indentation, but neither quote marks nor a line break. */
export function readFenceTurn(line: string, fence: Fence): FenceTurn {
  const [, indentation, run, info = ''] = markLine.exec(line) ?? [];
  if (indentation === undefined || run === undefined) return readGluedEnd(line, fence);
  if (run[0] !== fence.marks[0] || run.length < fence.marks.length) return code;
  const isProse = proseLanguages.has(fence.language.toLowerCase());
  if (info === '') return readBareMarks(line, indentation.length, { fence, isProse });
  if (info.includes('`')) return code;
  const isLanguage = languageOf(info) !== '';
  if (isProse) return isLanguage ? { type: 'nested', depth: fence.depth + 1 } : code;
  if (indentation.length > fence.indent) return code;
  return isLanguage
    ? { type: 'other-begins' }
    : { type: 'end', length: indentation.length + run.length };
}

function readBareMarks(
  line: string,
  indent: number,
  { fence, isProse }: { fence: Fence; isProse: boolean },
): FenceTurn {
  if (fence.depth > 0) return { type: 'nested', depth: fence.depth - 1 };
  const isDeeper = indent >= fence.indent + 4;
  return isDeeper && !isProse ? code : { type: 'end', length: line.length };
}

function readGluedEnd(line: string, fence: Fence): FenceTurn {
  if (fence.depth > 0 || !/[`~][ \t]*$/.test(line)) return code;
  const [, blanks = '', run] = gluedEnd.exec(line) ?? [];
  const isEnd =
    run !== undefined &&
    run[0] === fence.marks[0] &&
    run.length >= fence.marks.length &&
    line.indexOf(run) === line.trimEnd().length - run.length;
  if (!isEnd) return code;
  return { type: 'code-and-end', codeLength: line.trimEnd().length - run.length - blanks.length };
}
