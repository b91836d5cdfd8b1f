import { expect, it } from 'vitest';
import {
  createCancelWaiting,
  type CancelWaitingOptions,
} from '../../../src/gateway/cancel-waiting.ts';
import { emptyTranscript } from '../../../src/token-log/transcript.ts';
import { askWith } from '../../support/ask.ts';

const ask = askWith();
const viewer = { userId: ask.asker.id, guildId: null, isModerator: false, isOperator: false };

/** Keeps what is stopped, and by whom. */
function openCancel(given: Partial<CancelWaitingOptions> = {}) {
  const stopped: string[][] = [];
  const cancel = createCancelWaiting({
    asks: {
      stop: (...stop) => {
        stopped.push(stop);
        return Promise.resolve(true);
      },
    },
    askStore: { get: () => Promise.resolve(ask) },
    line: { placeOf: () => Promise.resolve(2) },
    tokenLog: { read: () => Promise.resolve(undefined) },
    ...given,
  });
  return { stopped, cancel: () => cancel({ askId: ask.id, viewer, by: 'Ann' }) };
}

const outOfLine = { placeOf: () => Promise.resolve(undefined) };
const logWith = (outcome?: { type: 'stopped'; by: string }) => ({
  read: () => Promise.resolve({ ...emptyTranscript, outcome }),
});

it('stops a question that waits', async () => {
  const { cancel, stopped } = openCancel();
  expect(await cancel()).toBe('cancelled');
  expect(stopped).toEqual([[ask.id, 'Ann']]);
});

it('stops a question that is still on its way into the line', async () => {
  const { cancel, stopped } = openCancel({ line: outOfLine });
  expect(await cancel()).toBe('cancelled');
  expect(stopped).toHaveLength(1);
});

it.each([
  ['taken', { line: outOfLine, tokenLog: logWith() }],
  ['ended', { line: outOfLine, tokenLog: logWith({ type: 'stopped', by: 'Ann' }) }],
  ['unknown', { askStore: { get: () => Promise.resolve(undefined) } }],
  [
    'unknown',
    { askStore: { get: () => Promise.resolve(askWith({ asker: { id: 'x', name: 'X' } })) } },
  ],
])('leaves a question alone that is %s', async (outcome, given) => {
  const { cancel, stopped } = openCancel(given);
  expect(await cancel()).toBe(outcome);
  expect(stopped).toEqual([]);
});

it('says so when another was quicker to end it', async () => {
  const { cancel } = openCancel({ asks: { stop: () => Promise.resolve(false) } });
  expect(await cancel()).toBe('ended');
});

it('says so when Redis does not answer', async () => {
  const askStore = { get: () => Promise.reject(new Error('Redis is away')) };
  const { cancel } = openCancel({ askStore });
  await expect(cancel()).rejects.toMatchObject({ code: 'LINE_UNAVAILABLE' });
});
