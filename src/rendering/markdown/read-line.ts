// Reads one line of R1's Markdown. Online: what a line is depends on the lines before it, on its own beginning and, for
// a table, on the line below it. Where the text ends too early to tell, the line is `isOpen`.
import { readBlankLines } from './blank-lines.ts';
import {
  mayBeIndentedCode,
  readFence,
  readIndentedCode,
  readRule,
  readTableLine,
} from './block-lines.ts';
import { mayOpenFence } from './fence-lines.ts';
import type { BlockState, Line } from './line.ts';
import { readPrefix } from './line-prefix.ts';
import { goesOnFromFormula, type LineSoFar } from './line-so-far.ts';
import { readLongOpening } from './long-code.ts';
import { readCodeLine } from './read-code-line.ts';
import { mayBeRow, mayBeTableHead } from './table-lines.ts';
import { readMarkedText, textLine } from './text-lines.ts';

/** A line that is not whole: what more it may become than text. */
const mayBecomeMore =
  /^(?:[ \t]*|#{1,6}[ \t]*|[-+*•]|[-*_][-*_ \t]{0,80}|={1,80}[ \t]*|\d{1,9}[.)]?[ \t]*|[-+*•][ \t]+|\[|\[\^[^\]\s]{0,40}\]?)$/;

/** `at` is the start of a line, or where `state` says that reading goes on. */
export function readLine(source: string, at: number, state: BlockState): Line {
  if (state.fence !== undefined) return readCodeLine(source, at, { state, fence: state.fence });
  if (state.isInLine) return goOn(at, state);
  const prefix = readPrefix(source, at);
  const lineBreak = source.indexOf('\n', prefix.contentAt);
  const isWhole = lineBreak !== -1;
  const content = source.slice(prefix.contentAt, isWhole ? lineBreak : source.length);
  const line: LineSoFar = { source, at, prefix, content, lineBreak, state };
  const long = readLongOpening(line);
  if (long !== undefined) return long;
  return isWhole ? readWholeLine(line) : readLineSoFar(line);
}

function goOn(at: number, state: BlockState): Line {
  return {
    type: 'text',
    start: at,
    contentAt: at,
    quoteDepth: state.quoteDepth,
    level: state.items.length,
    isContinuation: true,
    isOpen: false,
    after: { ...state, isInLine: false },
  };
}

function readWholeLine(line: LineSoFar): Line {
  const blank = readBlankLines(line);
  if (blank !== undefined) return blank;
  const table = readTableLine(line);
  if (table === 'open') return textLine(line, true);
  return (
    table ?? readIndentedCode(line) ?? readFence(line) ?? readRule(line) ?? readInlineLine(line)
  );
}

function readLineSoFar(line: LineSoFar): Line {
  const { content, state } = line;
  const isOpen =
    mayBecomeMore.test(content) ||
    mayOpenFence(content) ||
    (mayBeTableHead(content) && !goesOnFromFormula(line)) ||
    (state.table !== undefined && mayBeRow(content, state.table)) ||
    mayBeIndentedCode(line);
  return isOpen ? textLine(line, true) : readInlineLine(line);
}

/** What it is does not depend on where it ends. */
function readInlineLine(line: LineSoFar): Line {
  return readMarkedText(line) ?? textLine(line, false);
}
