// A line that is being read, and what the lines before it mean for it.
import { readFormula } from '../maths/formula.ts';
import type { BlockState, LineType } from './line.ts';
import type { LinePrefix } from './line-prefix.ts';

export interface LineSoFar {
  source: string;
  at: number;
  prefix: LinePrefix;
  /** Without prefix and line break. */
  content: string;
  /** -1 if the text ends before. */
  lineBreak: number;
  state: BlockState;
}

/** So many columns further in than its item's marker, a line stands inside of the item. */
export const itemIndent = 2;

const textTypes: ReadonlySet<LineType> = new Set(['text', 'item', 'footnote']);

/** A paragraph or an item goes on over line breaks, but not into or out of a quote. */
export function goesOnWithText(
  { quoteDepth }: Pick<LinePrefix, 'quoteDepth'>,
  state: BlockState,
): boolean {
  const isText = state.last !== undefined && textTypes.has(state.last);
  return isText && !state.isAfterBlank && quoteDepth === state.quoteDepth;
}

/** The items that a line of this indentation stands in. */
export function itemsAt(state: BlockState, { indent, quoteDepth }: LinePrefix): readonly number[] {
  if (quoteDepth !== state.quoteDepth) return [];
  return state.items.filter((column) => column + itemIndent <= indent);
}

export function placeOf({ at, prefix, state }: LineSoFar, items: readonly number[]) {
  const { quoteDepth, contentAt } = prefix;
  return { start: at, contentAt, quoteDepth, level: items.length, isOpen: false, after: state };
}

export function stateAfter(line: LineSoFar, last: LineType, items: readonly number[]): BlockState {
  const { quoteDepth } = line.prefix;
  const after = { items, quoteDepth, last, isAfterBlank: false, isInLine: false };
  return goesOnFromFormula(line) || beginsFormula(line) ? { ...after, seemsFormula: true } : after;
}

export function goesOnFromFormula({ state }: LineSoFar): boolean {
  return state.seemsFormula === true && !state.isAfterBlank;
}

/** And does not end it. */
function beginsFormula({ source, prefix: { contentAt }, content }: LineSoFar): boolean {
  const mayBegin = /^(?:\\\[|\$\$|\\begin\{)/.test(content);
  return mayBegin && typeof readFormula(source, contentAt) !== 'object';
}
