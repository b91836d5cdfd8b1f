// What stands between `<` and `>`: HTML, addresses, and what Discord would make a mention of.
import { isBlankLineAt, maxAtomChars } from './atom-limits.ts';
import type { Stretch } from './atom-limits.ts';

/** `<@1>`, `<#1>`, `</ask:1>`, `<t:1:R>`, `<:name:1>`, `@everyone`. */
export interface Mention extends Stretch {
  type: 'mention';
}

export interface Tag extends Stretch {
  type: 'tag';
  /** In lower case. */
  name: string;
  isClosing: boolean;
}

/** A tag with all up to its closing tag, where only its text matters: `<sub>2</sub>`. */
export interface Element extends Stretch {
  type: 'element';
  name: string;
  content: string;
}

export interface Comment extends Stretch {
  type: 'comment';
}

export interface Autolink extends Stretch {
  type: 'link';
  label: '';
  url: string;
}

export type AngleAtom = Mention | Tag | Element | Comment | Autolink;

const mention =
  /^(?:@[!&]?\d+|#\d+|\/[^:]+:\d+|t:-?\d+(?::[A-Za-z])?|a?:\w+:\d+|id:[a-z-]+(?::\d+)?)$/;
const address = /^(?:https?:\/\/|ftp:\/\/|mailto:)\S+$/i;
const email = /^[\w.+-]+@[\dA-Za-z-]+(?:\.[\dA-Za-z-]+)+$/;
const tagBody = /^(\/?)([A-Za-z][\dA-Za-z-]*)(?:[\s/].*)?$/;
const elementNames = new Set(['code', 'kbd', 'samp', 'tt', 'sub', 'sup']);

export function readAngleAtom(source: string, at: number): AngleAtom | 'open' | undefined {
  const next = source[at + 1];
  if (next === undefined) return 'open';
  if (next === '!') return readComment(source, at);
  if (!/[\dA-Za-z/@#:]/.test(next)) return undefined;
  const end = angleEnd(source, at);
  if (typeof end !== 'number') return end;
  return parse(source, { start: at, end });
}

/** After the `>`. What stands between is on one line, without another `<`. */
function angleEnd(source: string, at: number): number | 'open' | undefined {
  for (let index = at + 1; index < at + maxAtomChars; index += 1) {
    const character = source[index];
    if (character === undefined) return 'open';
    if (character === '>') return index + 1;
    if (character === '<' || character === '\n') return undefined;
  }
  return undefined;
}

function parse(source: string, { start, end }: Stretch): AngleAtom | 'open' | undefined {
  const body = source.slice(start + 1, end - 1);
  if (mention.test(body)) return { type: 'mention', start, end };
  if (address.test(body)) return { type: 'link', start, end, label: '', url: body };
  if (email.test(body)) return { type: 'link', start, end, label: '', url: `mailto:${body}` };
  const [, slash, name] = tagBody.exec(body) ?? [];
  if (name === undefined) return undefined;
  const opening: Tag = {
    type: 'tag',
    start,
    end,
    name: name.toLowerCase(),
    isClosing: slash === '/',
  };
  const isElement = elementNames.has(opening.name) && !opening.isClosing && !body.endsWith('/');
  return isElement ? readElement(source, opening) : opening;
}

/** The opening tag alone if the element is not closed in its paragraph. */
function readElement(source: string, tag: Tag): Element | Tag | 'open' {
  const { start, end, name } = tag;
  const closing = `</${name}>`;
  const reach = source.slice(end, start + maxAtomChars).toLowerCase();
  const length = reach.indexOf(closing);
  const stop = blankLineIn(reach);
  if (length !== -1 && (stop === -1 || length < stop)) {
    const content = source.slice(end, end + length);
    return { type: 'element', start, end: end + length + closing.length, name, content };
  }
  const isOver = stop !== -1 || source.length - start >= maxAtomChars;
  return isOver ? tag : 'open';
}

function blankLineIn(text: string): number {
  let at = text.indexOf('\n');
  while (at !== -1 && !isBlankLineAt(text, at)) at = text.indexOf('\n', at + 1);
  return at;
}

/** Closed in its paragraph. */
function readComment(source: string, at: number): Comment | 'open' | undefined {
  const reach = source.slice(at, at + maxAtomChars);
  if ('<!--'.startsWith(reach)) return 'open';
  if (!reach.startsWith('<!--')) return undefined;
  const length = reach.indexOf('-->', 4);
  const stop = blankLineIn(reach);
  if (length !== -1 && (stop === -1 || length < stop)) {
    return { type: 'comment', start: at, end: at + length + 3 };
  }
  return stop === -1 && reach.length < maxAtomChars ? 'open' : undefined;
}
