import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { renderReply, type ReplyView } from '../../../src/rendering/reply.ts';
import { openTextsOf } from '../../support/frame-rules.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const thinking: TimedEntry = [2, { type: 'reasoning-delta', text: 'Hmm.', tokens: 2 }];
const answer: TimedEntry = [40, { type: 'answer-delta', text: 'Blue.', tokens: 3 }];
const figures = { tokens: 100, reasoningTokens: 50, promptTokens: 9, generationMs: 10_000 };
const done: TimedEntry = [59, { type: 'ask-done', figures }];
const story = [askStart, thinking, answer, done];

function labelsOf(view: ReplyView): string[] {
  const components = renderReply(view).flatMap((frame) => frame.components);
  return components
    .flatMap((part) => (part.type === ComponentType.ActionRow ? part.components : []))
    .flatMap((part) => ('label' in part && part.label !== undefined ? [part.label] : []));
}

describe('reasoning that is shown on a press', () => {
  const view = (count: number) => viewOf(story.slice(0, count), { reasoningDisplay: 'button' });

  it('has a button from its first word on, which stays', () => {
    expect([1, 2, 3, 4].map((count) => labelsOf(view(count)))).toEqual([
      ['Stop'],
      ['Stop', 'Show reasoning'],
      ['Stop', 'Show reasoning'],
      ['Show reasoning'],
    ]);
  });

  it('is asked for by the id of its question', () => {
    expect(JSON.stringify(renderReply(view(4)))).toContain('"custom_id":"reasoning:1001"');
  });

  it('has no button when it turns out to be the answer', () => {
    const promoted: TimedEntry = [40, { type: 'reasoning-promote' }];
    const entries = [askStart, thinking, promoted];
    expect(labelsOf(viewOf(entries, { reasoningDisplay: 'button' }))).toEqual(['Stop']);
  });
});

describe('reasoning that is never shown', () => {
  it('has no button', () => {
    expect(labelsOf(viewOf(story, { reasoningDisplay: 'never' }))).toEqual([]);
  });
});

describe.each(['button', 'never'] as const)('a reply without the box (%s)', (reasoningDisplay) => {
  it('shows question, answer and status', () => {
    const [frame] = renderReply(viewOf(story, { reasoningDisplay }));
    expect(frame && openTextsOf(frame)).toEqual([
      '> Why is the sky blue?',
      'Blue.',
      '-# deepseek-r1:14b · thought 38 s (50 tokens) · 10 tokens/s · 59 s in all',
    ]);
    expect(frame?.components.map(({ type }) => type)).not.toContain(ComponentType.Container);
  });

  it('tells that the model thinks', () => {
    const view = viewOf([askStart, thinking], { reasoningDisplay, nowSeconds: 10 });
    expect(renderReply(view).flatMap(openTextsOf).at(-1)).toMatch(/^\*\*Thinking\*\*/);
  });

  it('does not speak of text above where there is none', () => {
    const lost: TimedEntry = [40, { type: 'ask-failed', code: 'MODEL_SERVER_LOST' }];
    const statusOf = (given: Partial<ReplyView>) =>
      renderReply(viewOf([askStart, thinking, lost], given))
        .flatMap(openTextsOf)
        .at(-1);
    expect(statusOf({ reasoningDisplay })).not.toContain('stands above');
    expect(statusOf({})).toContain('stands above');
  });
});
