import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { renderReasoning } from '../../../src/rendering/render-reasoning.ts';
import { expectValid, sealedTextsOf } from '../../support/frame-rules.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const thinking = (text: string): TimedEntry => [2, { type: 'reasoning-delta', text, tokens: 2 }];
const answer: TimedEntry = [40, { type: 'answer-delta', text: 'Blue.', tokens: 3 }];
const sentences = (count: number) =>
  Array.from({ length: count }, (_, index) => `Sentence number ${index}.`).join(' ');

describe('the reasoning that somebody asked for', () => {
  it('stands open in a box, and nothing else does', () => {
    const { components, files } = renderReasoning(viewOf([askStart, thinking('Hmm.'), answer]));
    expect(components).toMatchObject([
      {
        type: ComponentType.Container,
        spoiler: false,
        components: [{ content: '-# Thought for 38 s' }, { content: 'Hmm.' }],
      },
    ]);
    expect(files).toEqual([]);
  });

  it('is all that there is while the model still thinks', () => {
    const frame = renderReasoning(viewOf([askStart, thinking(sentences(50))]));
    expect(sealedTextsOf(frame)).toEqual([
      '-# Still thinking: this is the reasoning so far',
      sentences(50),
    ]);
  });

  it('is its end and a file where one message cannot hold it', () => {
    const frame = renderReasoning(viewOf([askStart, thinking(sentences(1_000)), answer]));
    expectValid(frame);
    expect(sealedTextsOf(frame)[1]).toMatch(/^… Sentence number \d+\. .* Sentence number 999\.$/);
    expect(frame.files).toEqual([{ name: 'reasoning.md', content: sentences(1_000) }]);
  });

  it('is its end alone where the bot may attach nothing', () => {
    const view = viewOf([askStart, thinking(sentences(1_000)), answer], { canAttach: false });
    expect(renderReasoning(view).files).toEqual([]);
  });

  it('is told of in words where there is none', () => {
    const wordsOf = (entries: TimedEntry[]) => renderReasoning(viewOf(entries)).components;
    const done: TimedEntry = [41, { type: 'ask-stopped', by: 'Ann' }];
    expect(wordsOf([askStart])).toMatchObject([
      { content: 'The model has written no reasoning yet.' },
    ]);
    expect(wordsOf([askStart, answer, done])).toMatchObject([
      { content: 'The model wrote no reasoning for this answer.' },
    ]);
  });
});
