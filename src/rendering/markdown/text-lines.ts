// Lines of inline Markdown: headings, items, footnotes, and text.
import type { Line } from './line.ts';
import { goesOnWithText, itemsAt, type LineSoFar, placeOf, stateAfter } from './line-so-far.ts';

const maxLevels = 8;
const heading = /^(#{1,6})(?:[ \t]+|$)|^(#{2,6})(?=[^#\s!])/;
const footnote = /^\[\^[^\]\s]{1,40}\](?=:)/;
export const itemMark = /^([-+*•]|\d{1,9}[.)])[ \t]+(?=\S)/;

/** What a mark at the beginning of a line tells, whatever follows it. */
export function readMarkedText(line: LineSoFar): Line | undefined {
  return readHeading(line) ?? readItem(line) ?? readFootnote(line);
}

function readHeading(line: LineSoFar): Line | undefined {
  const { content, prefix, state } = line;
  const match = heading.exec(content);
  if (match === null || match[0].length === content.length) return undefined;
  const depth = (match[1] ?? match[2] ?? '').length;
  const items = itemsAt(state, prefix);
  const contentAt = prefix.contentAt + match[0].length;
  const after = stateAfter(line, 'heading', items);
  return { ...placeOf(line, items), type: 'heading', depth, contentAt, after };
}

function readItem(line: LineSoFar): Line | undefined {
  const { content, prefix, state } = line;
  const match = itemMark.exec(content);
  const mark = match?.[1];
  if (match === null || mark === undefined) return undefined;
  const isNumber = /^\d/.test(mark);
  const isInProse = goesOnWithText(prefix, state) && state.items.length === 0;
  if (isNumber && isInProse && Number.parseInt(mark, 10) !== 1) return undefined;
  const items = itemsAt(state, prefix);
  const after = stateAfter(line, 'item', [...items, prefix.indent].slice(0, maxLevels));
  return {
    ...placeOf(line, items),
    type: 'item',
    marker: isNumber ? `${mark.slice(0, -1)}.` : '-',
    contentAt: prefix.contentAt + match[0].length,
    after,
  };
}

function readFootnote(line: LineSoFar): Line | undefined {
  if (!footnote.test(line.content)) return undefined;
  return { ...placeOf(line, []), type: 'footnote', after: stateAfter(line, 'footnote', []) };
}

export function textLine(line: LineSoFar, isOpen: boolean): Line {
  const { prefix, state } = line;
  const isContinuation = goesOnWithText(prefix, state);
  const items = isContinuation ? state.items : itemsAt(state, prefix);
  const after = stateAfter(line, 'text', items);
  return { ...placeOf(line, items), type: 'text', isContinuation, isOpen, after };
}
