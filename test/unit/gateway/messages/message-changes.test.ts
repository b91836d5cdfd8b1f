import { expect, it } from 'vitest';
import type { Turn } from '../../../../src/conversations/turn.ts';
import { createMessageChanges } from '../../../../src/gateway/messages/message-changes.ts';
import { createLogLines } from '../../../support/log-lines.ts';

/** Its question is the messages q1 and q2, its reply the page p1, and once also p2. */
function openChanges(fields: Partial<Turn> = {}) {
  const done: string[] = [];
  const turn: Turn = {
    id: 'q1',
    asker: { id: 'ann', name: 'Ann' },
    parts: [
      { id: 'q1', text: 'One' },
      { id: 'q2', text: 'two?' },
    ],
    pictures: 0,
    askId: 'ask',
    ...fields,
  };
  const parts = new Set(turn.parts.map(({ id }) => id));
  const note = (line: string) => {
    done.push(line);
    return Promise.resolve();
  };
  const changes = createMessageChanges({
    turns: {
      turnOf: (id) => Promise.resolve(/^[qp]\d$/.test(id) ? 'q1' : undefined),
      get: () => Promise.resolve(turn),
      editPart: (_turnId, { id, text }) => note(`edit ${id}: ${text}`),
      removePart: (_turnId, id) => {
        parts.delete(id);
        const left = parts.size;
        return note(`remove ${id}`).then(() => left);
      },
      remove: (id) => note(`remove turn ${id}`).then(() => true),
    },
    refuseBySettings: async (_guildId, { question }) =>
      question.length > 12 ? { type: 'refused', code: 'QUESTION_TOO_LONG' } : undefined,
    asks: { end: (id, { type }) => note(`${type} ${id}`).then(() => true) },
    forgetQuestion: (id) => note(`forget ${id}`),
    isPageOf: (askId, id) => Promise.resolve(askId === 'ask' && id === 'p1'),
    log: createLogLines().logger,
  });
  return { changes, done };
}

const editOf = (id: string, text: string) => ({
  id,
  text,
  guildId: null,
  askerId: 'ann',
  roleIds: [],
  channelIds: [],
});

const onePart = { parts: [{ id: 'q1', text: 'One?' }] };

it('takes one of several messages out of its question', async () => {
  const { changes, done } = openChanges();
  await changes.deleted('q2');
  expect(done).toEqual(['remove q2']);
});

it('stops the ask whose whole question was deleted, and removes the turn', async () => {
  const { changes, done } = openChanges(onePart);
  await changes.deleted('q1');
  expect(done).toEqual(['remove q1', 'ask-stopped ask', 'remove turn q1', 'forget ask']);
});

it('stops the ask all of whose messages are deleted at once, and removes the turn once', async () => {
  const { changes, done } = openChanges();
  await Promise.all([changes.deleted('q1'), changes.deleted('q2')]);
  expect(done.slice(2)).toEqual(['ask-stopped ask', 'remove turn q1', 'forget ask']);
});

it('stops the "Try again" of a question that is deleted', async () => {
  const { changes, done } = openChanges({ ...onePart, answer: '42', isAnsweredAgain: true });
  await changes.deleted('p1');
  expect(done).toEqual([]);
  await changes.deleted('q1');
  expect(done).toEqual(['remove q1', 'ask-stopped ask', 'remove turn q1', 'forget ask']);
});

it('removes the answered turn whose question or page was deleted', async () => {
  for (const id of ['q1', 'p1']) {
    const { changes, done } = openChanges({ ...onePart, answer: '42' });
    await changes.deleted(id);
    expect(done.slice(-2)).toEqual(['remove turn q1', 'forget ask']);
    expect(done).not.toContain('ask-stopped ask');
  }
});

it('leaves alone what the bot took away itself, what is being answered, and what is none of its business', async () => {
  const answered = openChanges({ answer: '42' });
  await answered.changes.deleted('p2');
  await answered.changes.deleted('other');
  const running = openChanges();
  await running.changes.deleted('p1');
  const removed = openChanges({ ...onePart, isRemoved: true });
  await removed.changes.deleted('q1');
  expect([...answered.done, ...running.done, ...removed.done]).toEqual([]);
});

it('takes over the words of a message that was edited', async () => {
  const { changes, done } = openChanges();
  await changes.edited(editOf('q1', 'Uno'));
  await changes.edited(editOf('other', 'nothing'));
  expect(done).toEqual(['edit q1: Uno']);
});

it('does not take over words that could not have been asked, with the other parts of the question', async () => {
  const { changes, done } = openChanges();
  await changes.edited(editOf('q1', 'Uno, dos'));
  expect(done).toEqual([]);
});
