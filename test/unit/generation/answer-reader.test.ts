import { expect, it } from 'vitest';
import { createAnswerReader } from '../../../src/generation/answer-reader.ts';
import { chatChunk } from '../../../src/generation/chat-chunk.ts';

const chunk = (fields: Record<string, unknown>) =>
  chatChunk.parse({ message: {}, done: false, ...fields });
const content = (text: string) => chunk({ message: { content: text } });
const read = (expectsReasoning = true) =>
  createAnswerReader({ expectsReasoning, maxReasoningTokens: 100, now: () => 1_000 });

it('gives the tokens of held-back text to the piece that follows', () => {
  const reader = read();
  const parts = ['<think>', '\n', 'a', '</think>', '\n\n', 'b'].flatMap((text) =>
    reader.read(content(text)),
  );
  expect(parts).toEqual([
    { type: 'reasoning-delta', text: 'a', tokens: 3 },
    { type: 'answer-delta', text: 'b', tokens: 3 },
  ]);
});

it('closes with counted figures when the server left them out', () => {
  const reader = read();
  reader.read(chunk({ message: { thinking: 'a' } }));
  reader.read(content('b'));
  expect(reader.read(chunk({ done: true }))).toEqual([
    {
      type: 'finish',
      doneReason: 'stop',
      figures: { tokens: 2, reasoningTokens: 1, promptTokens: 0, generationMs: 0 },
    },
  ]);
});

it('reads nanoseconds as ms, and text in the closing chunk as text', () => {
  const last = { done: true, done_reason: 'length', eval_count: 9, eval_duration: 2_500_000_000 };
  const parts = read(false).read(
    chunk({ ...last, message: { content: 'end' }, prompt_eval_count: 4 }),
  );
  expect(parts).toEqual([
    { type: 'answer-delta', text: 'end', tokens: 1 },
    {
      type: 'finish',
      doneReason: 'length',
      figures: { tokens: 9, reasoningTokens: 0, promptTokens: 4, generationMs: 2_500 },
    },
  ]);
});

it('counts no reasoning when what was sealed was the answer', () => {
  const reader = read();
  reader.read(content('Hello.'));
  expect(reader.read(chunk({ done: true, eval_count: 1 }))).toMatchObject([
    { type: 'reasoning-promote' },
    { type: 'finish', figures: { tokens: 1, reasoningTokens: 0 } },
  ]);
});

it('closes by itself at a bound, with what it counted, and gives out what it held back', () => {
  const reader = read();
  const thoughts = Array.from({ length: 99 }, (_, index) =>
    chunk({ message: { content: `${index} ` } }),
  );
  expect(thoughts.flatMap(reader.read).map(({ type }) => type)).not.toContain('finish');
  expect(reader.read(content('so</thi'))).toMatchObject([
    { type: 'reasoning-delta', text: ' so', tokens: 1 },
    { type: 'reasoning-delta', text: '</thi', tokens: 0 },
    {
      type: 'finish',
      doneReason: 'reasoning-length',
      figures: { tokens: 100, reasoningTokens: 100, promptTokens: 0 },
    },
  ]);
});
