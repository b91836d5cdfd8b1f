import { expect, it } from 'vitest';
import type { ReplyToken } from '../../../src/asks/reply-tokens.ts';
import type { TurnSnapshot } from '../../../src/conversations/turn-snapshots.ts';
import { holdReply } from '../../../src/delivery/held-reply.ts';
import type { ReplyState } from '../../../src/delivery/reply-state.ts';
import { replyTokenWith } from '../../support/ask.ts';

const stateOf = (...messageIds: string[]): ReplyState => ({
  pages: messageIds.map((messageId) => ({ channelId: '1', messageId })),
  isFollowUpPending: false,
});

/** Stores that can be emptied, and what is held of the reply `1`. */
function openHeld() {
  const states = new Map<string, ReplyState>();
  const tokens = new Map<string, ReplyToken>();
  const turns = new Map<string, TurnSnapshot>();
  const held = holdReply({
    askId: '1',
    turnId: '0',
    turns: {
      snapshot: (id) => Promise.resolve(turns.get(id)),
      restore: (turn) => Promise.resolve(void turns.set(turn.turnId, turn)),
    },
    replyStates: {
      load: (id) => Promise.resolve(states.get(id)),
      save: (id, state) => Promise.resolve(void states.set(id, state)),
    },
    replyTokens: {
      get: (id) => Promise.resolve(tokens.get(id)),
      put: (id, token) => Promise.resolve(void tokens.set(id, token)),
      drop: (id) => Promise.resolve(void tokens.delete(id)),
    },
  });
  const forget = (): void => [states, tokens, turns].forEach((store) => store.clear());
  return { held, states, tokens, turns, forget };
}

it('writes again what was read', async () => {
  const { held, states, tokens, forget } = openHeld();
  states.set('1', stateOf('10', '11'));
  tokens.set('1', replyTokenWith());
  await held.replyStates.load('1');
  await held.replyTokens.get('1');
  forget();
  await held.writeAgain();
  expect([states.get('1'), tokens.get('1')]).toEqual([stateOf('10', '11'), replyTokenWith()]);
});

it('writes again what was saved last', async () => {
  const { held, states, forget } = openHeld();
  await held.replyStates.load('1');
  await held.replyStates.save('1', stateOf('10'));
  await held.replyStates.save('1', stateOf('10', '11'));
  forget();
  await held.writeAgain();
  expect(states.get('1')).toEqual(stateOf('10', '11'));
});

it('holds the freshest token, also after it was forgotten', async () => {
  const { held, tokens, forget } = openHeld();
  tokens.set('1', replyTokenWith());
  await held.replyTokens.get('1');
  tokens.set('1', replyTokenWith({ token: 'fresh' }));
  await held.replyTokens.get('1');
  forget();
  expect(await held.replyTokens.get('1')).toBeUndefined();
  await held.writeAgain();
  expect(tokens.get('1')).toEqual(replyTokenWith({ token: 'fresh' }));
});

it('writes nothing when nothing was known', async () => {
  const { held, states, tokens } = openHeld();
  await held.writeAgain();
  expect([states.size, tokens.size]).toEqual([0, 0]);
});

const turnWith = (...pictures: Buffer[]): TurnSnapshot => ({
  turnId: '0',
  fields: {},
  owner: {},
  pictures,
});

it('writes the question again', async () => {
  const { held, turns, forget } = openHeld();
  const question = turnWith(Buffer.alloc(10));
  turns.set('0', question);
  await held.holdTurn();
  forget();
  await held.writeAgain();
  expect(turns.get('0')).toBe(question);
});

it('holds no question whose pictures would fill the memory', async () => {
  const { held, turns, forget } = openHeld();
  turns.set('0', turnWith(Buffer.alloc(3_000_000), Buffer.alloc(3_000_000)));
  await held.holdTurn();
  forget();
  await held.writeAgain();
  expect(turns.get('0')).toBeUndefined();
});
