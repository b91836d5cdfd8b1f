// Tells a `</think>` that ends the reasoning from one that the model only talks about: reasoning about tags must not
// spill into the answer. Recorded R1 outputs end their reasoning on a line of its own, or glued between a sentence and
// the answer; neither looks like any of the literal forms below.

export const openingTag = '<think>';
export const closingTag = '</think>';

/** `unknown`: it takes more of the text behind the tag to tell. */
export type TagMeaning = 'end' | 'literal' | 'unknown';

/** The reasoning so far, given piece by piece. */
export interface ReasoningContext {
  read(text: string): void;
  /** What a closing tag means that stands here, with `behind` after it. `isLast`: and nothing after that. */
  meaningBefore(behind: string, isLast: boolean): TagMeaning;
}

/** A code fence that is open. `hasOpenTag`: the code in it has an opening tag that waits for its closing one. */
interface Fence {
  hasOpenTag: boolean;
}

export function createReasoningContext(): ReasoningContext {
  let line = '';
  let fence: Fence | undefined;

  return {
    read(text) {
      const [rest = '', ...nextLines] = text.split('\n');
      line += rest;
      for (const nextLine of nextLines) {
        fence = fenceAfter(line, fence);
        line = nextLine;
      }
    },
    meaningBefore(behind, isLast) {
      if (behind === '' && !isLast) return 'unknown';
      if (isQuoted(line, behind) || isMentioned(line, behind)) return 'literal';
      if (fence === undefined || line.includes('```')) return 'end';
      if (endsBetweenTags(line, fence.hasOpenTag)) return 'literal';
      return line.trim() === '' ? 'end' : meaningInCodeLine(behind, isLast);
    },
  };
}

function fenceAfter(line: string, fence: Fence | undefined): Fence | undefined {
  if (fence === undefined) return /^\s*```[^`]*$/.test(line) ? { hasOpenTag: false } : undefined;
  if (/^\s*```|```\s*$/.test(line)) return undefined;
  return { hasOpenTag: endsBetweenTags(line, fence.hasOpenTag) };
}

function endsBetweenTags(text: string, wasBetween: boolean): boolean {
  const opened = text.lastIndexOf(openingTag);
  const closed = text.lastIndexOf(closingTag);
  return opened === closed ? wasBetween : opened > closed;
}

/** `"</think>"`, `'</think>'`, 「</think>」, `f"<think>{text}</think>"`, `split("</think>\n")`. */
function isQuoted(line: string, behind: string): boolean {
  const pair = line.slice(-1) + behind.slice(0, 1);
  if (['“”', '‘’', '«»', '「」', '『』'].includes(pair)) return true;
  if (pair === "''" && opensQuote(line)) return true;
  const withoutFences = line.replaceAll(/`{3,}/g, '');
  return ['`', '"'].some((quote) => {
    const isOpen = withoutFences.split(quote).length % 2 === 0;
    return isOpen && (behind.startsWith(quote) || (line.endsWith(quote) && opensQuote(line)));
  });
}

/** The quote that ends the line opens one: no word ends before it. */
function opensQuote(line: string): boolean {
  return (
    !/[\p{L}\p{N}.,;!?)\]]$/u.test(line.slice(0, -1)) || /\p{Script=Han}$/u.test(line.slice(0, -1))
  );
}

/** Named like a word, along with its opening tag: "between <think> and </think> tags". */
function isMentioned(line: string, behind: string): boolean {
  return /\s$/.test(line) && /^[ \t,.;:!?)]/.test(behind) && endsBetweenTags(line, false);
}

/** In the middle of a line of code the tag is part of the code; at its end the code was never closed. */
function meaningInCodeLine(behind: string, isLast: boolean): TagMeaning {
  const next = /[^ \t\r]/.exec(behind)?.[0];
  if (next === undefined) return isLast ? 'end' : 'unknown';
  return next === '\n' ? 'end' : 'literal';
}
