import { expect, it } from 'vitest';
import { renderReply } from '../../../src/rendering/reply.ts';
import { expectAcceptable, openTextsOf, sealedTextsOf } from '../../support/frame-rules.ts';
import { askStart, type TimedEntry, viewOf } from '../../support/reply-view.ts';

const figures = { tokens: 100, reasoningTokens: 50, promptTokens: 0, generationMs: 10_000 };
const ended: TimedEntry = [59, { type: 'ask-done', figures, shortfall: 'repetition' }];

/** The one message of a reply that was ended where the text stands. */
function endedAt(type: 'answer-delta' | 'reasoning-delta', text: string) {
  const [frame] = renderReply(viewOf([askStart, [2, { type, text, tokens: 9 }], ended]));
  if (!frame) throw new Error('a reply has at least one frame');
  expectAcceptable(frame);
  return frame;
}

const openCode = 'So:\n\n```python\nwhile True:\n    print("aga';
const closedCode = 'So:\n```python\nwhile True:\n    print("aga\n```';

it('closes the code block in which an answer was ended', () => {
  expect(openTextsOf(endedAt('answer-delta', openCode))).toContain(closedCode);
});

it('closes the code block in which a reasoning was ended, and keeps it sealed', () => {
  const frame = endedAt('reasoning-delta', openCode);
  expect(sealedTextsOf(frame)).toEqual(['-# Thought for 57 s', closedCode]);
  expect(openTextsOf(frame).join('\n')).not.toContain('print');
});

it.each([
  ['a formula', String.raw`So \[ x = 1 + 1 +`, 'x = 1 + 1 +'],
  ['a formula within a line', 'So $x = 1 + 1 +', '$x = 1 + 1 +'],
  ['bold text', 'So **again and again', String.raw`\*\*again and again`],
  ['code within a line', 'So `again', String.raw`\`again`],
])('shows as it was written what was ended within %s', (_what, text, shown) => {
  expect(openTextsOf(endedAt('answer-delta', text))[1]).toContain(shown);
});
