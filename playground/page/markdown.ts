// Discord's Markdown as HTML, as the desktop client shows it: also what the bot got wrong.
import { highlight } from './highlight.ts';
import { markup, type Html } from './html.ts';
import { nodesOf, parseMarkdown, textOf, type MarkdownNode } from './markdown-tree.ts';
import { spoiler } from './spoiler.ts';

export interface MarkdownOptions {
  areSpoilersOpen: boolean;
  /** Of a user, a role or a channel, by id; undefined when there is none. */
  nameOf(id: string): string | undefined;
}

type Draw = (node: MarkdownNode, options: MarkdownOptions) => Html;

export function drawMarkdown(source: string, options: MarkdownOptions): Html {
  return markup`<div class="markup">${drawAll(parseMarkdown(source), options)}</div>`;
}

const drawAll = (nodes: readonly MarkdownNode[], options: MarkdownOptions): Html[] =>
  nodes.map((node) => drawNode(node, options));

const drawInner: Draw = ({ content }, options) =>
  markup`${typeof content === 'string' ? content : drawAll(nodesOf(content), options)}`;

const styled =
  (open: string, close: string): Draw =>
  (node, options) => ({ html: open + drawInner(node, options).html + close });

/** Any other scheme could run a script. */
const webAddress = /^(?:https?|discord):\/\//i;

const drawLink: Draw = (node, options) => {
  const target = textOf(node['target']);
  const inner = drawInner(node, options);
  return webAddress.test(target)
    ? markup`<a href="${target}">${inner}</a>`
    : markup`<a>${inner}</a>`;
};

const mention = (text: string): Html => markup`<span class="mention">${text}</span>`;

/** By the parser's names. */
const drawings: Readonly<Record<string, Draw>> = {
  strong: styled('<strong>', '</strong>'),
  em: styled('<em>', '</em>'),
  underline: styled('<u>', '</u>'),
  strikethrough: styled('<s>', '</s>'),
  blockQuote: styled('<blockquote>', '</blockquote>'),
  subtext: styled('<small>', '</small>'),
  heading: (node, options) => styled(`<h${levelOf(node)}>`, `</h${levelOf(node)}>`)(node, options),
  inlineCode: styled('<code>', '</code>'),
  codeBlock: ({ content, lang }) =>
    markup`<pre><code>${highlight(textOf(content), textOf(lang))}</code></pre>`,
  spoiler: (node, options) => spoiler(drawInner(node, options), options),
  list: drawList,
  link: drawLink,
  url: drawLink,
  autolink: drawLink,
  br: () => markup`<br>`,
  twemoji: ({ name }) => markup`${textOf(name)}`,
  emoji: ({ name }) => markup`:${textOf(name)}:`,
  user: ({ id }, { nameOf }) => mention(`@${nameOf(textOf(id)) ?? 'unknown-user'}`),
  role: ({ id }, { nameOf }) => mention(`@${nameOf(textOf(id)) ?? 'unknown-role'}`),
  channel: ({ id }, { nameOf }) => mention(`#${nameOf(textOf(id)) ?? 'unknown'}`),
  everyone: () => mention('@everyone'),
  here: () => mention('@here'),
  slashCommand: ({ fullName }) => mention(`/${textOf(fullName)}`),
  guildNavigation: ({ navigation }) => mention(`#${textOf(navigation)}`),
  timestamp: ({ timestamp, format }) => {
    const epochMs = Number(textOf(timestamp)) * 1_000;
    return markup`<span class="time">${dateText(epochMs, textOf(format))}</span>`;
  },
};

const drawNode: Draw = (node, options) => (drawings[node.type] ?? drawInner)(node, options);

const levelOf = ({ level }: MarkdownNode): 1 | 2 | 3 => (level === 1 || level === 2 ? level : 3);

function drawList({ items, isOrdered, start }: MarkdownNode, options: MarkdownOptions): Html {
  const drawn = (Array.isArray(items) ? items : []).map(
    (item) => markup`<li>${drawAll(nodesOf(item), options)}</li>`,
  );
  return isOrdered === true
    ? markup`<ol start="${Number(start)}">${drawn}</ol>`
    : markup`<ul>${drawn}</ul>`;
}

/** By Discord's letters. How long ago or ahead it is (`R`) is written as the moment: the page has no clock. */
const dateFormats: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: 'short' },
  T: { timeStyle: 'medium' },
  d: { dateStyle: 'short' },
  D: { dateStyle: 'long' },
  F: { dateStyle: 'full', timeStyle: 'short' },
};
const usualDateFormat: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short' };

function dateText(epochMs: number, format: string): string {
  const date = new Date(epochMs);
  if (Number.isNaN(date.getTime())) return 'Invalid Date';
  const options = dateFormats[format] ?? usualDateFormat;
  return date.toLocaleString('en-US', { ...options, timeZone: 'UTC' });
}
