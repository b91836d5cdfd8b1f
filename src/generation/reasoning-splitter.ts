// Splits a model's output into reasoning and answer while it streams. Ollama gives the two apart where its parser
// knows the model; else the tags stand in the text, and in any broken form (facts: ollama, 1.2 "stray tags").
import { closingTag, createReasoningContext, openingTag } from './closing-tag.ts';
import { createSplitOutput, type SplitPart } from './split-output.ts';

export type { SplitPart } from './split-output.ts';

/** Fed with one answer's chunks, once. */
export interface ReasoningSplitter {
  /** In one chunk, `thinking` comes before `content`. */
  push(chunk: { thinking?: string; content?: string }): SplitPart[];
  /** `cut`: the stream broke off. The last parts: nothing is held back any more. */
  end(reason: 'stop' | 'length' | 'cut'): SplitPart[];
}

/**
 * - `start`: nothing but white space so far.
 * - `reasoning`: after an opening tag, or in reasoning that Ollama gives apart.
 * - `sealed`: text that a reasoning model began without an opening tag. Reasoning, unless no closing tag ever comes.
 */
type Mode = 'start' | 'reasoning' | 'sealed' | 'answer';

export interface ReasoningSplitterOptions {
  /** The model is known to reason: text without an opening tag may be reasoning whose tag is missing. */
  expectsReasoning: boolean;
}

/**
 * How the output is cut into chunks changes nothing in what is reasoning and what is answer. White space around tags
 * belongs to neither, and a tag is never seen in part.
 */
export function createReasoningSplitter({
  expectsReasoning,
}: ReasoningSplitterOptions): ReasoningSplitter {
  const context = createReasoningContext();
  const output = createSplitOutput();
  let mode: Mode = 'start';
  let held = '';

  /** Takes what can be told from the held text; `true` if the rest can be told in another mode. */
  function step(isLast: boolean): boolean {
    switch (mode) {
      case 'start':
        return stepStart(isLast);
      case 'reasoning':
      case 'sealed':
        return stepReasoning(isLast);
      case 'answer':
        output.answer(take(held.length));
        return false;
      default:
        return mode satisfies never;
    }
  }

  function stepStart(isLast: boolean): boolean {
    held = held.trimStart();
    if (held.startsWith(openingTag)) {
      take(openingTag.length);
      mode = 'reasoning';
      return true;
    }
    if (openingTag.startsWith(held) && !isLast) return false;
    mode = expectsReasoning ? 'sealed' : 'answer';
    return true;
  }

  function stepReasoning(isLast: boolean): boolean {
    const tagAt = held.indexOf(closingTag);
    if (tagAt === -1) {
      takeReasoning(held.length - (isLast ? 0 : pendingTagLength(held)));
      return false;
    }
    takeReasoning(tagAt);
    const meaning = context.meaningBefore(held.slice(closingTag.length), isLast);
    if (meaning === 'unknown') return false;
    if (meaning === 'literal') takeReasoning(closingTag.length);
    else {
      take(closingTag.length);
      mode = 'answer';
    }
    return true;
  }

  function takeReasoning(length: number): void {
    const text = take(length);
    context.read(text);
    output.reasoning(text);
  }

  function take(length: number): string {
    const taken = held.slice(0, length);
    held = held.slice(length);
    return taken;
  }

  return {
    push({ thinking = '', content = '' }) {
      if (thinking !== '') {
        output.reasoning(take(held.length) + thinking);
        mode = 'answer';
      }
      held += content;
      while (step(false));
      return output.takeParts();
    },
    end(reason) {
      while (step(true));
      output.end();
      if (mode === 'sealed' && reason === 'stop') output.promote();
      return output.takeParts();
    },
  };
}

/** How much of the end of `text` may be the beginning of a closing tag. */
function pendingTagLength(text: string): number {
  let length = Math.min(text.length, closingTag.length - 1);
  while (!text.endsWith(closingTag.slice(0, length))) length -= 1;
  return length;
}
