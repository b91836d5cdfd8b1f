import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplyRenderer, renderReply } from '../../../src/rendering/reply.ts';
import { readDiscord } from '../../support/discord-reader.ts';
import { markdownPieces } from '../../support/markdown-pieces.ts';
import { drawnLook, mixedLook } from '../../support/recorded-reply.ts';
import { askStart, viewOf } from '../../support/reply-view.ts';
import { bodiesOf, readBody, textsOf } from '../../support/shown-answer.ts';

const figures = { tokens: 9, reasoningTokens: 0, promptTokens: 9, generationMs: 1_000 };

const given = fc.record({
  lookUpFormula: fc.constantFrom(drawnLook, mixedLook, () => 'refused' as const),
  canAttach: fc.boolean(),
});

type Given = Parameters<typeof viewOf>[1];

function answering(text: string, chosen: Given) {
  return viewOf([askStart, [1, { type: 'answer-delta', text, tokens: 1 }]], chosen);
}

function answered(text: string, chosen: Given) {
  const entries = [askStart, [1, { type: 'answer-delta', text, tokens: 1 }]] as const;
  return viewOf([...entries, [2, { type: 'ask-done', figures }]], chosen);
}

/** Unique words stand between the pieces; none of them can be the name of a language. */
const answers = markdownPieces({ maxPieces: 120, between: (index) => ` «q${index}q» ` });

const wordsOf = (text: string) => text.match(/q\d+q/g) ?? [];

describe('any answer', () => {
  it('is shown with every word once, in its order', () => {
    fc.assert(
      fc.property(answers, given, (answer, chosen) => {
        const shown = bodiesOf(renderReply(answered(answer, chosen))).map(readBody);
        // A page may end within a word of code.
        expect(wordsOf(shown.join(''))).toEqual(wordsOf(answer));
      }),
    );
  });

  it('keeps its words in the message that they came in', () => {
    const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 });
    fc.assert(
      fc.property(answers, shares, given, (answer, cuts, chosen) => {
        const renderer = createReplyRenderer();
        const whole = bodiesOf(renderReply(answered(answer, chosen)));
        for (const share of cuts.toSorted((one, other) => one - other)) {
          const part = answer.slice(0, Math.floor(share * answer.length));
          for (const [index, body] of bodiesOf(
            renderer.render(answering(part, chosen)),
          ).entries()) {
            const later = wordsOf(readBody(whole[index] ?? []));
            expect(later.slice(0, wordsOf(readBody(body)).length)).toEqual(wordsOf(readBody(body)));
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  it('is shown alone, whatever its renderer has shown before', () => {
    const before = 'One sentence of another attempt. '.repeat(300);
    const behind = ' And one of this attempt, which is longer.'.repeat(300);
    fc.assert(
      fc.property(answers, (answer) => {
        const renderer = createReplyRenderer();
        renderer.render(answering(before, {}));
        const view = answering(answer + behind, {});
        expect(renderer.render(view)).toEqual(renderReply(view));
      }),
      { numRuns: 5 },
    );
  });

  it('seals nothing and mentions nobody', () => {
    fc.assert(
      fc.property(answers, given, (answer, chosen) => {
        const texts = bodiesOf(renderReply(answered(answer, chosen))).flatMap(textsOf);
        const spans = texts.flatMap(readDiscord);
        expect(spans.filter(({ isMention }) => isMention)).toEqual([]);
        expect(spans.filter(({ styles }) => styles.includes('spoiler'))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});
