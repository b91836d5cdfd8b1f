// What a reader of Discord sees: the text without its marks, in spans of one style.
//   readDiscord(markdown): Span[]     every visible character once, in order, with its styles, link and mention
//   visibleText(markdown): string     the spans' text alone
//   textIn(markdown, style): string[] what is shown in a style: textIn('a **b**', 'bold') is ['b']
// A second opinion, not Discord: the parser is a well-used clone of the desktop client's. Where it differs from what we
// know of Discord, this file mends it. Lists are no construct of it: their markers count as text.
import { parse } from 'discord-markdown-parser';

export type SpanStyle =
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strike'
  | 'spoiler'
  | 'heading'
  | 'small'
  | 'quote'
  | 'code'
  | 'block';

export interface Span {
  text: string;
  styles: readonly SpanStyle[];
  /** Where a click leads. */
  link?: string;
  /** It pings, or shows something else than its source: a user, a channel, a time, a custom emoji. */
  isMention?: true;
}

interface Node {
  type: string;
  content?: unknown;
  target?: unknown;
  name?: unknown;
}

interface Around {
  styles: readonly SpanStyle[];
  link?: string;
}

const styleOfType: Readonly<Record<string, SpanStyle>> = {
  strong: 'bold',
  em: 'italic',
  underline: 'underline',
  strikethrough: 'strike',
  spoiler: 'spoiler',
  heading: 'heading',
  subtext: 'small',
  blockQuote: 'quote',
  inlineCode: 'code',
  codeBlock: 'block',
};

const linkTypes = new Set(['link', 'autolink', 'url']);

/** These eat the line break at their end, which a reader sees. */
const lineTypes = new Set(['heading', 'subtext']);

export function readDiscord(markdown: string): Span[] {
  return joinAlike(readNodes(parse(markdown, 'extended'), { styles: [] }));
}

export function visibleText(markdown: string): string {
  return readDiscord(markdown)
    .map(({ text }) => text)
    .join('');
}

export function textIn(markdown: string, style: SpanStyle): string[] {
  return readDiscord(markdown)
    .filter(({ styles }) => styles.includes(style))
    .map(({ text }) => text);
}

function readNodes(nodes: unknown, around: Around): Span[] {
  return Array.isArray(nodes) ? nodes.flatMap((node: Node) => readNode(node, around)) : [];
}

function readNode(node: Node, around: Around): Span[] {
  const style = styleOfType[node.type];
  if (style !== undefined) return readStyled(node, { ...around, styles: add(style, around) });
  if (linkTypes.has(node.type)) return readLink(node, around);
  if (node.type === 'text') return [{ ...around, text: String(node.content) }];
  if (node.type === 'br') return [{ ...around, text: '\n' }];
  if (node.type === 'twemoji') return [{ ...around, text: String(node.name) }];
  return [{ ...around, text: `<${node.type}>`, isMention: true }];
}

function readStyled(node: Node, around: Around): Span[] {
  const { content } = node;
  const spans =
    typeof content === 'string' ? [{ ...around, text: content }] : readNodes(content, around);
  return lineTypes.has(node.type) ? [...spans, { ...around, text: '\n' }] : spans;
}

/** Discord makes links of web addresses only, and none whose words are an address themselves (facts, section 4). */
function readLink(node: Node, around: Around): Span[] {
  const target = String(node.target);
  const label = readNodes(node.content, { ...around, link: target });
  const words = label.map(({ text }) => text).join('');
  const isMask = words !== target;
  if (/^https?:\/\//i.test(target) && !(isMask && words.includes('://'))) return label;
  const literal = readNodes(node.content, around);
  return isMask
    ? [{ ...around, text: '[' }, ...literal, { ...around, text: `](${target})` }]
    : literal;
}

function add(style: SpanStyle, { styles }: Around): readonly SpanStyle[] {
  return styles.includes(style) ? styles : [...styles, style].toSorted();
}

function joinAlike(spans: readonly Span[]): Span[] {
  const joined: Span[] = [];
  for (const span of spans) {
    const last = joined.at(-1);
    if (last !== undefined && isAlike(last, span)) last.text += span.text;
    else if (span.text !== '') joined.push({ ...span });
  }
  return joined;
}

function isAlike(one: Span, other: Span): boolean {
  return (
    one.styles.join() === other.styles.join() &&
    one.link === other.link &&
    one.isMention === undefined &&
    other.isMention === undefined
  );
}
