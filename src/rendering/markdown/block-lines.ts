// Lines that are no text: of tables, rules, the first of a code block, and code that is marked by its indentation.
import { readFenceOpening } from './fence-lines.ts';
import type { Line } from './line.ts';
import {
  goesOnFromFormula,
  goesOnWithText,
  itemIndent,
  itemsAt,
  type LineSoFar,
  placeOf,
  stateAfter,
} from './line-so-far.ts';
import { findTableBody, isRow } from './table-lines.ts';
import { itemMark } from './text-lines.ts';

const codeIndent = 4;
const maxIndentedCodeChars = 200;
const maxRuleChars = 80;
const rule = /^([-*_])[ \t]*(?:\1[ \t]*){2,}$/;
const underline = /^={3,}[ \t]*$/;

export function readTableLine(line: LineSoFar): Line | 'open' | undefined {
  const { source, at, prefix, content, lineBreak, state } = line;
  const { table } = state;
  const place = placeOf(line, state.items);
  if (table !== undefined && prefix.quoteDepth === state.quoteDepth && isRow(content, table)) {
    const after = { ...stateAfter(line, 'table-row', state.items), table };
    return { ...place, type: 'table-row', end: lineBreak + 1, after };
  }
  if (goesOnFromFormula(line)) return undefined;
  const { quoteDepth } = prefix;
  const rowsAt = findTableBody(source, { content, lineBreak, quoteDepth });
  if (rowsAt === undefined || rowsAt === 'open') return rowsAt;
  const head = { headAt: at, rowsAt, hasOuterPipes: content.startsWith('|') };
  const after = { ...stateAfter(line, 'table-head', state.items), table: head };
  return { ...place, type: 'table-head', end: rowsAt, after };
}

export function readIndentedCode(line: LineSoFar): Line | undefined {
  const { at, content, lineBreak } = line;
  if (!mayBeIndentedCode(line)) return undefined;
  if (itemMark.test(content) || /^(?:\\[[(]|\$|`{3}|~{3})/.test(content)) return undefined;
  const after = stateAfter(line, 'indented-code', []);
  return { ...placeOf(line, []), type: 'indented-code', contentAt: at, end: lineBreak + 1, after };
}

export function readFence(line: LineSoFar): Line | undefined {
  const { source, at, prefix, content, lineBreak, state } = line;
  const opening = readFenceOpening(content);
  if (opening === undefined) return undefined;
  const { note, ...named } = opening;
  const isWithinLine = at > 0 && source[at - 1] !== '\n';
  const fence = {
    ...named,
    indent: isWithinLine ? (state.items.at(-1) ?? -itemIndent) + itemIndent : prefix.indent,
    quoteDepth: isWithinLine ? state.quoteDepth : prefix.quoteDepth,
    openedAt: at,
    codeAt: lineBreak + 1,
    depth: 0,
    isAltered: false,
  };
  const after = {
    ...stateAfter(line, 'fence-open', state.items),
    quoteDepth: fence.quoteDepth,
    fence,
  };
  return { ...placeOf(line, state.items), type: 'fence-open', end: lineBreak + 1, note, after };
}

export function readRule(line: LineSoFar): Line | undefined {
  const { content, prefix, lineBreak, state } = line;
  if (content.length > maxRuleChars) return undefined;
  const end = lineBreak + 1;
  const canUnderline = state.last === 'text' && goesOnWithText(prefix, state);
  if (canUnderline && underline.test(content)) {
    const after = stateAfter(line, 'underline', state.items);
    return { ...placeOf(line, state.items), type: 'underline', end, after };
  }
  if (!rule.test(content)) return undefined;
  const items = itemsAt(state, prefix);
  return { ...placeOf(line, items), type: 'rule', end, after: stateAfter(line, 'rule', items) };
}

export function mayBeIndentedCode({ prefix, content, state }: LineSoFar): boolean {
  const isIndented = prefix.indent >= codeIndent && content.length <= maxIndentedCodeChars;
  return isIndented && state.items.length === 0 && !goesOnWithText(prefix, state);
}
