import { ComponentType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { maxButtons, renderButtons } from '../../../src/rendering/buttons.ts';
import type { ReplyView } from '../../../src/rendering/view.ts';
import type { LogEntry } from '../../../src/token-log/entries.ts';
import { askStart, viewOf } from '../../support/reply-view.ts';

const figures = { tokens: 1, reasoningTokens: 0, promptTokens: 1, generationMs: 1 };
const done: LogEntry = { type: 'ask-done', figures };
const stopped: LogEntry = { type: 'ask-stopped', by: 'Ann' };
const failed: LogEntry = { type: 'ask-failed', code: 'MODEL_SILENT' };

const everything: Partial<ReplyView> = { maxPagesAgain: 2, canOpenThread: true };

function idsOf(ending: LogEntry | undefined, given: Partial<ReplyView>, pageCount = 1): string[] {
  const { transcript: _, askedAt: __, now: ___, ...values } = given;
  const thought: LogEntry = { type: 'reasoning-delta', text: 'hm', tokens: 1 };
  const view = viewOf([askStart, [1, thought], ...(ending ? [[2, ending] as const] : [])], values);
  return renderButtons(view, pageCount).flatMap((row) =>
    row.type === ComponentType.ActionRow
      ? row.components.flatMap((button) => ('custom_id' in button ? [button.custom_id] : []))
      : [],
  );
}

it('offers to go on in a thread and to try again below an answer', () => {
  expect(idsOf(done, everything)).toEqual(['thread:1001', 'again:1001']);
});

it.each([stopped, failed])('offers only to try again below what came to no answer', (ending) => {
  expect(idsOf(ending, everything)).toEqual(['again:1001']);
});

it('offers neither while the answer is on its way', () => {
  expect(idsOf(undefined, everything)).toEqual(['stop:1001']);
});

it('offers no second try where not all pages could be made anew', () => {
  expect(idsOf(stopped, everything, 2)).toEqual(['again:1001']);
  expect(idsOf(stopped, everything, 3)).toEqual([]);
});

it('offers nothing where nothing is said of it', () => {
  expect(idsOf(done, {})).toEqual([]);
});

it('leaves room on a page for all that can be pressed', () => {
  const most = [
    idsOf(done, { ...everything, reasoningDisplay: 'button' }),
    idsOf(undefined, { notice: 'keep-following', reasoningDisplay: 'button' }),
  ];
  for (const ids of most) expect(ids).toHaveLength(maxButtons);
});
