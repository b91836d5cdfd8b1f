import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReasoning } from '../../../src/rendering/render-reasoning.ts';
import { createReplyRenderer, renderReply } from '../../../src/rendering/reply.ts';
import {
  expectAcceptable,
  expectValid,
  openContentOf,
  sealedTextsOf,
} from '../../support/frame-rules.ts';
import { randomGrowth, randomView } from '../../support/random-view.ts';
import { reasoningMark } from '../../support/reasoning-mark.ts';

const numRuns = 25;

describe('any reply', () => {
  it('is made of frames that Discord accepts', () => {
    fc.assert(
      fc.property(randomView, (view) => {
        for (const frame of renderReply(view)) expectAcceptable(frame);
      }),
      { numRuns },
    );
  });

  it('shows no reasoning in the open', () => {
    fc.assert(
      fc.property(randomView, (view) => {
        const shown = renderReply(view).flatMap(openContentOf);
        expect(shown.filter((text) => text.includes(reasoningMark))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it('holds no reasoning at all where the server does not show it', () => {
    fc.assert(
      fc.property(
        randomView,
        fc.constantFrom('button' as const, 'never' as const),
        (view, reasoningDisplay) => {
          const frames = renderReply({ ...view, reasoningDisplay });
          expect(frames.flatMap(sealedTextsOf)).toEqual([]);
          expect(JSON.stringify(frames)).not.toContain(reasoningMark);
        },
      ),
      { numRuns },
    );
  });

  it('looks the same whether it was rendered before or not', () => {
    fc.assert(
      fc.property(randomGrowth, (views) => {
        const renderer = createReplyRenderer();
        for (const view of views) expect(renderer.render(view)).toEqual(renderReply(view));
      }),
      { numRuns: 15 },
    );
  });

  it('shows its reasoning to who asks for it in a message that Discord accepts', () => {
    fc.assert(
      fc.property(randomView, (view) => {
        expectValid(renderReasoning(view));
      }),
      { numRuns },
    );
  });
});
