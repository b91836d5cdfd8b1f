// What a short answer shows on its one page.
import type { PagePart } from '../../src/rendering/pages/page.ts';
import { createPageSplitter } from '../../src/rendering/pages/page-splitter.ts';

const wideRoom = { text: 3_500, files: 9, components: 24 };

/** Of an answer that is whole. */
export function partsOf(answer: string): readonly PagePart[] {
  const pages = createPageSplitter({ first: wideRoom, later: wideRoom }).split(answer, {
    isComplete: true,
  });
  return pages.flatMap(({ parts }) => parts);
}

/** Its texts, with a line of its own for what is no text: `[formula x]`, `[rule]`, `[file code.py]`. */
export function shownIn(answer: string): string {
  return partsOf(answer).map(lineOf).join('\n');
}

function lineOf(part: PagePart): string {
  switch (part.type) {
    case 'text':
      return part.text;
    case 'formula':
      return `[formula ${part.tex}]`;
    case 'rule':
      return '[rule]';
    case 'file':
      return `[file ${part.name}]`;
    default:
      return part satisfies never;
  }
}
