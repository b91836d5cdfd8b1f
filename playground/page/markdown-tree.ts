// Discord's Markdown as a tree: by the parser family of Discord's own client, with the rules that its npm port lacks.
import { rulesExtended, SimpleMarkdown } from 'discord-markdown-parser';
import { matchList, parseList, type Capture, type ParserState } from './markdown-list.ts';

/** `content` is a text or a list of nodes, by type; so are the other fields. Read them with `textOf` and `nodesOf`. */
export interface MarkdownNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

type Rule = (typeof rulesExtended)[string];

type Match = (source: string, state: ParserState, previous: string) => Capture | null | undefined;

const { codeBlock, link, heading, subtext, ...otherRules } = rulesExtended;
const { list } = SimpleMarkdown.defaultRules;

/** What stands in these is one line's text: `**1. a**` holds no list. */
const lineTypes = new Set(['strong', 'em', 'underline', 'strikethrough']);

const rules = Object.entries(otherRules).map(
  ([type, rule]) => [type, lineTypes.has(type) ? withinLine(rule) : rule] as const,
);

const parse = SimpleMarkdown.parserFor({
  ...Object.fromEntries(rules),
  list: { order: list.order, match: matchList, parse: parseList },
  ...(codeBlock && { codeBlock: { ...codeBlock, match: withLineEnd(codeBlock.match) } }),
  ...(heading && { heading: atLineStart(withinLine(heading)) }),
  ...(subtext && { subtext: atLineStart(withinLine(subtext)) }),
  ...(link && { link: { ...link, match: onlyRealLinks(link.match) } }),
});

export function parseMarkdown(source: string): readonly MarkdownNode[] {
  return parse(source, { inline: true });
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function nodesOf(value: unknown): readonly MarkdownNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is MarkdownNode {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function withinLine(rule: Rule): Rule {
  return {
    ...rule,
    parse: (capture, nested, state) =>
      rule.parse(capture, nested, { ...state, isWithinLine: true }),
  };
}

/** After a block or a list as well, which have taken the end of their last line. */
function atLineStart(rule: Rule): Rule {
  return {
    ...rule,
    match: (source, state, previous) => {
      const { prevCapture }: ParserState = state;
      const isLineStart = prevCapture?.[0]?.endsWith('\n') === true;
      return rule.match(source, isLineStart ? { ...state, prevCapture: null } : state, previous);
    },
  };
}

/** A block ends its line. */
function withLineEnd(match: Match): Match {
  return (source, state, previous) => {
    const capture = match(source, state, previous);
    if (capture && source.startsWith('\n', capture[0]?.length)) capture[0] += '\n';
    return capture;
  };
}

/** Discord links to the web alone, and keeps a label that is an address literal: it may lie (facts, section 4). */
function onlyRealLinks(match: Match): Match {
  return (source, state, previous) => {
    const capture = match(source, state, previous);
    const [, label = '', target = ''] = capture ?? [];
    return /^(?:https?|discord):\/\//i.test(target) && !/https?:\/\//i.test(label) ? capture : null;
  };
}
