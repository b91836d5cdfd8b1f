// Discord's block Markdown, drawn into lines of a width: headings, fences, quotes, lists, subtext.
import { styleInline } from './inline-markdown.ts';
import { span, withoutControls, withStyle, type Line } from './styled-text.ts';
import { wrap } from './wrap.ts';

const quoteBar: Line = [span('│ ', 'dim')];

export function drawMarkdown(markdown: string, width: number): Line[] {
  const drawn: Line[] = [];
  let isInFence = false;
  let isInQuote = false;
  for (const source of withoutControls(markdown).split('\n')) {
    if (/^\s*```[^`]*$/.test(source)) {
      isInFence = !isInFence;
      drawn.push([span(source.trimStart(), 'dim')]);
      continue;
    }
    if (isInFence) {
      drawn.push(...wrap([span(source, 'code')], { width, first: [span('  ')] }));
      continue;
    }
    isInQuote ||= source.startsWith('>>> ');
    drawn.push(...(isInQuote ? drawQuote(source, width) : drawBlock(source, width)));
  }
  return drawn;
}

function drawQuote(source: string, width: number): Line[] {
  const text = source.replace(/^>>> /, '');
  return drawBlock(text, width - 2).map((line) => [...quoteBar, ...line]);
}

function drawBlock(source: string, width: number): Line[] {
  const [, heading] = /^#{1,3} +(.*)/.exec(source) ?? [];
  if (heading !== undefined) return wrap(withStyle(styleInline(heading), 'bold'), { width });
  const [, subtext] = /^-# +(.*)/.exec(source) ?? [];
  if (subtext !== undefined) return wrap(withStyle(styleInline(subtext), 'dim'), { width });
  if (source.startsWith('> ')) return drawQuote(source.slice(2), width);
  const [, indent, mark, item] = /^( *)([-*+]|\d+\.) +(.*)/.exec(source) ?? [];
  if (item !== undefined) return drawItem({ indent: indent ?? '', mark: mark ?? '', item }, width);
  return wrap(styleInline(source), { width });
}

interface Item {
  indent: string;
  mark: string;
  item: string;
}

function drawItem({ indent, mark, item }: Item, width: number): Line[] {
  const shownMark = `${indent}${/\d/.test(mark) ? mark : '•'} `;
  return wrap(styleInline(item), {
    width,
    first: [span(shownMark)],
    hanging: [span(' '.repeat(shownMark.length))],
  });
}
