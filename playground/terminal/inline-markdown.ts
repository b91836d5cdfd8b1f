// Discord's inline Markdown as styles. A likeness for the eye, not a parser to rely on.
import { span, type Line, type Style } from './styled-text.ts';

const inline = new RegExp(
  [
    String.raw`\\(?<escaped>[^\w\s])`,
    '(?<ticks>`+)(?<code>.+?)(?<!`)\\k<ticks>(?!`)',
    String.raw`\*\*(?<bold>.+?)\*\*(?!\*)`,
    String.raw`__(?<underline>.+?)__`,
    String.raw`~~(?<strike>.+?)~~`,
    String.raw`\|\|(?<spoiler>.+?)\|\|`,
    String.raw`\*(?<italic>(?!\s)[^*]+?(?<!\s))\*`,
    String.raw`(?<!\w)_(?<slanted>[^_]+?)_(?!\w)`,
    String.raw`\[(?<label>[^\]]+)\]\(<?(?<target>https?:[^)>\s]+)>?\)`,
  ].join('|'),
  'gs',
);

/** What a group of the pattern looks like; the text in it may hold further Markdown. */
const nested: Readonly<Record<string, readonly Style[]>> = {
  bold: ['bold'],
  underline: ['underline'],
  strike: ['strike'],
  spoiler: ['dim', 'strike'],
  italic: ['italic'],
  slanted: ['italic'],
};

export function styleInline(text: string, styles: readonly Style[] = []): Line {
  const line: Line[number][] = [];
  let end = 0;
  for (const match of text.matchAll(inline)) {
    if (match.index > end) line.push({ text: text.slice(end, match.index), styles });
    line.push(...styleMatch(match.groups ?? {}, styles));
    end = match.index + match[0].length;
  }
  if (end < text.length) line.push({ text: text.slice(end), styles });
  return line;
}

function styleMatch(groups: Record<string, string | undefined>, styles: readonly Style[]): Line {
  if (groups['escaped'] !== undefined) return [span(groups['escaped'], ...styles)];
  if (groups['code'] !== undefined) return [span(groups['code'], ...styles, 'code')];
  if (groups['label'] !== undefined) {
    return [
      span(groups['label'], ...styles, 'link', 'underline'),
      span(` (${groups['target'] ?? ''})`, ...styles, 'dim'),
    ];
  }
  return Object.entries(nested).flatMap(([name, added]) => {
    const inner = groups[name];
    return inner === undefined ? [] : styleInline(inner, [...styles, ...added]);
  });
}
