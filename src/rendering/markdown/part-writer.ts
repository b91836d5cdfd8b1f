// Joins what blocks show to the parts of a page: texts with the right line breaks between them, and what is no text.
import { hasInk } from '../characters.ts';
import type { PagePart } from '../pages/page.ts';
import { partMasks } from './mask-ends.ts';

interface TextOptions {
  /** No blank line around it: it keeps a distance of its own. */
  isApart?: boolean;
  isQuote?: boolean;
  /** No blank line before it: in Discord one would end the list that it belongs to. */
  isInItem?: boolean;
}

export interface PartWriter {
  text(text: string, options?: TextOptions): void;
  /** A blank line between two texts. */
  blank(options: { isQuote: boolean }): void;
  /** No blank line between what stands here and what follows. */
  keepTogether(): void;
  part(part: Exclude<PagePart, { type: 'text' }>): void;
  parts(): PagePart[];
}

/** In a quote, between two of its paragraphs: Discord ends a quote at a line without a mark. */
const quotedBlank = '\n> \n';

export function createPartWriter(): PartWriter {
  const parts: PagePart[] = [];
  let text = '';
  let last: TextOptions = {};
  let gap: 'none' | 'blank' | 'quote' = 'none';
  const endText = (): void => {
    if (hasInk(text)) parts.push({ type: 'text', text: partMasks(text.trimEnd()) });
    text = '';
    gap = 'none';
  };
  const separator = (next: TextOptions): string => {
    if (text === '') return '';
    const staysQuoted = next.isQuote === true && last.isQuote === true;
    if (gap === 'quote' && staysQuoted && next.isInItem !== true) return quotedBlank;
    const leavesQuote = last.isQuote === true && !staysQuoted;
    const isTight = next.isApart === true || last.isApart === true || next.isInItem === true;
    return gap === 'none' || (isTight && !leavesQuote) ? '\n' : '\n\n';
  };
  return {
    text: (more, options = {}) => {
      if (!hasInk(more)) return;
      text += separator(options) + more;
      last = options;
      gap = 'none';
    },
    blank: ({ isQuote }) => {
      gap = isQuote && gap !== 'blank' ? 'quote' : 'blank';
    },
    keepTogether: () => {
      last = { ...last, isApart: true };
    },
    part: (part) => {
      endText();
      parts.push(part);
    },
    parts: () => {
      endText();
      return withoutIdleRules(parts);
    },
  };
}

/** A rule parts two things: it is neither first nor last, nor twice. */
function withoutIdleRules(parts: readonly PagePart[]): PagePart[] {
  const kept = parts.filter(
    (part, index) => part.type !== 'rule' || (index > 0 && parts[index - 1]?.type !== 'rule'),
  );
  if (kept.at(-1)?.type === 'rule') kept.pop();
  return kept;
}
