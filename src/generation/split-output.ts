// What the splitter gives out: whole parts, without the white space between reasoning and answer.

export type SplitPart =
  | { type: 'reasoning-delta' | 'answer-delta'; text: string }
  /** All that was sent as reasoning was the answer. */
  | { type: 'reasoning-promote' };

export interface SplitOutput {
  reasoning(text: string): void;
  answer(text: string): void;
  /** Nothing comes any more. */
  end(): void;
  promote(): void;
  /** What has come since the last time, neighbours of one kind joined. */
  takeParts(): SplitPart[];
}

export function createSplitOutput(): SplitOutput {
  let parts: SplitPart[] = [];
  /** White space at the end of the reasoning so far: part of it only if more reasoning comes. */
  let blank = '';
  let hasReasoning = false;
  let hasAnswer = false;

  function add(type: 'reasoning-delta' | 'answer-delta', text: string): void {
    const last = parts.at(-1);
    if (last?.type === type) last.text += text;
    else parts.push({ type, text });
  }

  return {
    reasoning(text) {
      const unsent = hasReasoning ? blank + text : text.trimStart();
      const inked = unsent.trimEnd();
      blank = unsent.slice(inked.length);
      if (inked === '') return;
      hasReasoning = true;
      add('reasoning-delta', inked);
    },
    answer(text) {
      const inked = hasAnswer ? text : text.trimStart();
      if (inked === '') return;
      hasAnswer = true;
      blank = '';
      add('answer-delta', inked);
    },
    end() {
      if (!hasAnswer && blank !== '') add('reasoning-delta', blank);
      blank = '';
    },
    promote() {
      if (hasReasoning) parts.push({ type: 'reasoning-promote' });
    },
    takeParts() {
      const taken = parts;
      parts = [];
      return taken;
    },
  };
}
