import { describe, expect, it } from 'vitest';
import type { FormulaLook } from '../../../src/rendering/formula-picture.ts';
import { createReplyRenderer } from '../../../src/rendering/reply.ts';
import { picturesOf } from '../../support/frame-rules.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const thinking: TimedEntry = [2, { type: 'reasoning-delta', text: 'Hmm.', tokens: 2 }];
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `Paragraph ${index}. `.repeat(30)).join('\n\n');
const answering = (text: string, given: Parameters<typeof viewOf>[1] = {}) =>
  viewOf([askStart, thinking, [40, { type: 'answer-delta', text, tokens: 3 }]], given);

describe('a renderer that goes on', () => {
  it('gives the same frames for pages that are full', () => {
    const renderer = createReplyRenderer();
    const before = renderer.render(answering(paragraphs(37)));
    const after = renderer.render(answering(`${paragraphs(37)}\n\nMore.`));
    expect(before.length).toBeGreaterThan(3);
    expect(after).toHaveLength(before.length);
    for (const [index, frame] of before.slice(0, -1).entries()) expect(after[index]).toBe(frame);
    expect(after.at(-1)).not.toEqual(before.at(-1));
  });

  it('begins anew when the answer does', () => {
    const renderer = createReplyRenderer();
    renderer.render(answering(paragraphs(37)));
    const other = answering('Something else.');
    expect(renderer.render(other)).toEqual(createReplyRenderer().render(other));
  });

  it('shows the picture of a formula on a page that is full as soon as there is one', () => {
    const text = `Before.\n\n\\[ x^2 \\]\n\n${paragraphs(20)}`;
    let look: FormulaLook = 'pending';
    const view = () => answering(text, { lookUpFormula: () => look });
    const renderer = createReplyRenderer();
    const [pending] = renderer.render(view());
    look = { fileName: 'formula-1.png', png: new Uint8Array([1]) };
    const [drawn] = renderer.render(view());
    expect(pending && picturesOf(pending)).toEqual([]);
    expect(drawn && picturesOf(drawn)).toMatchObject([{ description: 'x^2' }]);
    expect(renderer.render(view())[0]).toBe(drawn);
  });

  it('takes files and pictures back when the bot may attach nothing any more', () => {
    const text = `Before.\n\n\\[ x^2 \\]\n\n${paragraphs(20)}`;
    const lookUpFormula = () => ({ fileName: 'formula-1.png', png: new Uint8Array([1]) });
    const renderer = createReplyRenderer();
    renderer.render(answering(text, { lookUpFormula }));
    const frames = renderer.render(answering(text, { lookUpFormula, canAttach: false }));
    expect(frames.flatMap(picturesOf)).toEqual([]);
    expect(frames.flatMap(({ files }) => files)).toEqual([]);
  });
});
