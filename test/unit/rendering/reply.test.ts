import fc from 'fast-check';
import { ButtonStyle, ComponentType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import { renderReply, type ReplyView } from '../../../src/rendering/reply.ts';
import { roomOf } from '../../../src/rendering/room.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { expectAcceptable, openTextsOf, sealedTextsOf } from '../../support/frame-rules.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const figures = { tokens: 100, reasoningTokens: 50, promptTokens: 9, generationMs: 10_000 };
const thinking: TimedEntry = [2, { type: 'reasoning-delta', text: 'Hmm.', tokens: 2 }];
const answer = (text: string): TimedEntry => [40, { type: 'answer-delta', text, tokens: 3 }];
const done: TimedEntry = [59, { type: 'ask-done', figures }];
const paragraphs = (count: number) =>
  Array.from({ length: count }, (_, index) => `Paragraph ${index}. `.repeat(30)).join('\n\n');

const kindsOf = (view: ReplyView) =>
  renderReply(view).map((frame) => frame.components.map(({ type }) => ComponentType[type]));

describe('a reply', () => {
  it('has the same skeleton in every phase', () => {
    const entries: TimedEntry[] = [askStart, thinking, answer('Blue.'), done];
    const seen = [0, 1, 2, 3, 4].map((count) => kindsOf(viewOf(entries.slice(0, count)))[0]);
    expect(seen).toEqual([
      ['TextDisplay', 'TextDisplay', 'ActionRow'],
      ['TextDisplay', 'TextDisplay', 'ActionRow'],
      ['TextDisplay', 'Container', 'TextDisplay', 'ActionRow'],
      ['TextDisplay', 'Container', 'TextDisplay', 'TextDisplay', 'ActionRow'],
      ['TextDisplay', 'Container', 'TextDisplay', 'TextDisplay'],
    ]);
  });

  it('shows question, reasoning, answer and figures when it is done', () => {
    const [frame] = renderReply(viewOf([askStart, thinking, answer('**Blue.**'), done]));
    expect(frame && openTextsOf(frame)).toEqual([
      '> Why is the sky blue?',
      '**Blue.**',
      '-# deepseek-r1:14b · thought 38 s (50 tokens) · 10 tokens/s · 59 s in all',
    ]);
    expect(frame && sealedTextsOf(frame)).toEqual(['-# Thought for 38 s', 'Hmm.']);
  });

  it('keeps the reasoning sealed when the ask ends while the model thinks', () => {
    const ends: LogEntry[] = [
      { type: 'ask-stopped', by: 'Ann' },
      { type: 'ask-failed', code: 'MODEL_SERVER_LOST' },
    ];
    for (const end of ends) {
      const [frame] = renderReply(viewOf([askStart, thinking, [40, end]]));
      expect(frame && sealedTextsOf(frame)).toEqual(['-# Thought for 38 s', 'Hmm.']);
    }
  });

  it('shows in the open what turns out to be the answer', () => {
    const [frame] = renderReply(viewOf([askStart, thinking, [40, { type: 'reasoning-promote' }]]));
    expect(frame && sealedTextsOf(frame)).toEqual([]);
    expect(frame && openTextsOf(frame)).toContain('Hmm.');
  });

  it('looks the same until something changes', () => {
    const loading: TimedEntry = [0, { type: 'load-start' }];
    const at = (nowSeconds: number) => renderReply(viewOf([askStart, loading], { nowSeconds }));
    expect(at(9)).toEqual(at(5));
    expect(at(10)).not.toEqual(at(9));
  });
});

describe('the buttons', () => {
  const buttonsOf = (view: ReplyView) =>
    renderReply(view)
      .at(-1)
      ?.components.filter(({ type }) => type === ComponentType.ActionRow);
  const stop = {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    label: 'Stop',
    custom_id: 'stop:1001',
  };

  it('offer to stop until the ask has ended', () => {
    const row = [{ type: ComponentType.ActionRow, components: [stop] }];
    expect(buttonsOf(viewOf([]))).toEqual(row);
    expect(buttonsOf(viewOf([askStart, thinking, answer('Blue.')]))).toEqual(row);
    expect(buttonsOf(viewOf([askStart, answer('Blue.'), done]))).toEqual([]);
  });

  it('offer to keep following when the reply cannot go on by itself', () => {
    const follow = { ...stop, label: 'Keep following', custom_id: 'follow:1001' };
    expect(buttonsOf(viewOf([askStart, thinking], { notice: 'keep-following' }))).toEqual([
      { type: ComponentType.ActionRow, components: [follow, stop] },
    ]);
    const other = viewOf([askStart, thinking], { notice: 'direct-message-follows' });
    expect(buttonsOf(other)).toEqual([{ type: ComponentType.ActionRow, components: [stop] }]);
  });
});

describe('a reply of several pages', () => {
  const long = viewOf([askStart, thinking, answer(paragraphs(20))]);

  it('has the question on the first, and status and buttons on the last', () => {
    expect(kindsOf(long)).toEqual([
      ['TextDisplay', 'Container', 'TextDisplay'],
      ['TextDisplay'],
      ['TextDisplay', 'TextDisplay', 'ActionRow'],
    ]);
  });

  it('ends its first page at the same place in every phase', () => {
    const bodyOf = (view: ReplyView) => renderReply(view)[0]?.components.at(2);
    expect(bodyOf(viewOf([askStart, thinking, answer(paragraphs(8))]))).toEqual(bodyOf(long));
    expect(bodyOf(viewOf([askStart, thinking, answer(paragraphs(20)), done]))).toEqual(
      bodyOf(long),
    );
  });

  it('settles the reasoning when the first page is full', () => {
    const reasoning = 'I think. '.repeat(60).trim();
    const thought: TimedEntry = [2, { type: 'reasoning-delta', text: reasoning, tokens: 2 }];
    const boxOf = (text: string) => {
      const [frame] = renderReply(viewOf([askStart, thought, answer(text)]));
      return frame && sealedTextsOf(frame)[1];
    };
    expect(boxOf(paragraphs(1))?.length).toBeLessThanOrEqual(300);
    expect(boxOf(paragraphs(20))).toBe(reasoning);
  });
});

describe('an answer of more pages than can be posted', () => {
  const entries: TimedEntry[] = [askStart, thinking, answer(paragraphs(20))];
  const posted = renderReply(viewOf([...entries, done])).slice(0, 2);

  it('promises the rest while it comes', () => {
    const frames = renderReply(viewOf(entries, { maxPages: 2 }));
    expect(frames).toHaveLength(2);
    expect(frames[0]).toEqual(posted[0]);
    expect(frames.slice(1).flatMap(openTextsOf)[1]).toMatch(/^-# The rest comes as a file/);
    expect(frames[1]?.files).toEqual([]);
  });

  it('brings the rest as a file when it is done', () => {
    const [first, last] = renderReply(viewOf([...entries, done], { maxPages: 2 }));
    expect(first).toEqual(posted[0]);
    expect(last?.components.at(0)).toEqual(posted[1]?.components.at(0));
    expect(last?.files.map(({ name }) => name)).toEqual(['answer.md']);
    const bodies = [first?.components.at(2), last?.components.at(0)].map((component) =>
      component?.type === ComponentType.TextDisplay ? component.content : '',
    );
    const shown = [...bodies, last?.files[0]?.content].join('\n\n');
    expect(shown.replaceAll(/\s+/g, ' ')).toBe(paragraphs(20).replaceAll(/\s+/g, ' '));
  });

  it('opens in the file the code block that the last page closes', () => {
    const code = `\`\`\`js\n${'call();\n'.repeat(600)}\`\`\``;
    const [only, ...others] = renderReply(viewOf([askStart, answer(code), done], { maxPages: 1 }));
    expect(others).toEqual([]);
    expect(only?.files[0]?.content).toMatch(/^```js\ncall\(\);\n[^`]*\n```$/);
  });
});

describe('a reply in any script', () => {
  it.each([
    ['Latin', 'The sky is blue. '],
    ['Cyrillic', 'Небо голубое. '],
    ['Chinese', '天空是蓝色的。'],
    ['Japanese', '空は青い。'],
    ['emoji', '😀👩‍👩‍👧‍👦🇯🇵'],
    ['mixed', 'The sky (空) → 天空是蓝色的。😀 '],
  ])('fills its pages with as much as Discord accepts: %s', (_script, text) => {
    const long = text.repeat(12_000 / text.length);
    const thought: TimedEntry = [2, { type: 'reasoning-delta', text: long, tokens: 2 }];
    const given = { question: long, isPrivate: true };
    const frames = renderReply(viewOf([askStart, thought, answer(long), done], given));
    for (const frame of frames) expectAcceptable(frame);
    for (const frame of frames.slice(1, -1)) {
      expect(roomOf(openTextsOf(frame).join(''))).toBeGreaterThan(2_700);
    }
  });

  it.each(['天', '😀', 'я'])(
    'has room for all its parts at any length of them: %s',
    (character) => {
      const length = fc.integer({ min: 1, max: 4_000 });
      const parts = fc.record({ question: length, reasoning: length, answer: length });
      fc.assert(
        fc.property(parts, (lengths) => {
          const text = (part: keyof typeof lengths) => character.repeat(lengths[part]);
          const reasoning: LogEntry = {
            type: 'reasoning-delta',
            text: text('reasoning'),
            tokens: 1,
          };
          const entries: TimedEntry[] = [askStart, [2, reasoning], answer(text('answer')), done];
          for (const shown of [entries.slice(0, 2), entries.slice(0, 3), entries]) {
            const frames = renderReply(viewOf(shown, { question: text('question') }));
            for (const frame of frames) expectAcceptable(frame);
          }
        }),
        { numRuns: 30 },
      );
    },
  );
});
