import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RedisTurnStore } from '../../../src/conversations/redis-turn-store.ts';
import { createTurnOrder, type TurnOrder } from '../../../src/conversations/turn-order.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { openTestRedis } from '../../support/redis.ts';
import { answerDelta, openTokenLog } from '../../support/token-log.ts';
import { newTurnWith, openTurns } from '../../support/turns.ts';

const channelId = '200000000000000009';
const figures = { tokens: 2, reasoningTokens: 0, promptTokens: 3, generationMs: 4 };

let turns: RedisTurnStore;
let tokenLog: TokenLog;
let openAsks: Set<string>;
let order: TurnOrder;

beforeEach(async () => {
  const redis = await openTestRedis();
  turns = openTurns(redis);
  tokenLog = openTokenLog(redis);
  openAsks = new Set(['1', '2', '3']);
  order = createTurnOrder({
    turns: { ...turns, ageMs: () => Promise.resolve(60_000) },
    tokenLog,
    isOpen: async (askId) => openAsks.has(askId),
    lookEveryMs: 20,
  });
  for (const id of ['1', '2', '3']) await turns.begin(newTurnWith({ id }), { channelId });
});

async function answer(askId: string, text: string): Promise<void> {
  const entries = [{ type: 'attempt-start', model: 'x' } as const, answerDelta(text)];
  await tokenLog.append({ askId, attempt: 1, run: 'x', batch: 1, entries });
}

/** Whether it has resolved, or what it rejected with. */
function started(turnId: string, signal = new AbortController().signal, of = order) {
  const state = { isOver: false, error: undefined as unknown };
  of.untilPreviousEnded(turnId, signal).then(
    () => Object.assign(state, { isOver: true }),
    (error: unknown) => Object.assign(state, { error }),
  );
  return state;
}

async function expectOver(state: { isOver: boolean }): Promise<void> {
  await expect.poll(() => state.isOver, { interval: 5 }).toBe(true);
}

async function expectWaiting(state: { isOver: boolean }): Promise<void> {
  await tokenLog.now();
  await sleep(0);
  await tokenLog.now();
  expect(state.isOver).toBe(false);
}

describe('a turn', () => {
  it('that begins a conversation waits for nothing', async () => {
    await expectOver(started('1'));
  });

  it('waits until the turn before it has ended, and finds its answer settled', async () => {
    const state = started('2');
    await answer('1', 'Because.');
    await expectWaiting(state);
    await tokenLog.end('1', { type: 'ask-done', figures });
    await expectOver(state);
    expect((await turns.get('1'))?.answer).toBe('Because.');
  });

  it('goes on from what came of an answer that was stopped', async () => {
    await answer('1', 'Beca');
    await tokenLog.end('1', { type: 'ask-stopped', by: 'Ann' });
    await expectOver(started('2'));
    expect((await turns.get('1'))?.answer).toBe('Beca');
  });

  it('does not wait for a turn that was removed, but for the one before that', async () => {
    await turns.remove('2');
    const state = started('3');
    await expectWaiting(state);
    await tokenLog.end('1', { type: 'ask-done', figures });
    await expectOver(state);
  });

  it('stops waiting when the turn before it is removed', async () => {
    const state = started('2');
    await expectWaiting(state);
    await turns.remove('1');
    await expectOver(state);
  });

  it('does not wait for an ask that is closed or gone', async () => {
    openAsks.delete('1');
    await expectOver(started('2'));
    const state = started('3');
    await expectWaiting(state);
    openAsks.delete('2');
    await expectOver(state);
  });

  it('waits a moment for an ask that is about to be stored', async () => {
    openAsks.delete('1');
    const young = createTurnOrder({
      turns,
      tokenLog,
      isOpen: async (askId) => openAsks.has(askId),
      lookEveryMs: 20,
    });
    const state = started('2', undefined, young);
    await expectWaiting(state);
    await tokenLog.end('1', { type: 'ask-done', figures });
    await expectOver(state);
  });

  it('waits for the ask that answers the turn before it anew', async () => {
    await tokenLog.end('1', { type: 'ask-done', figures });
    await order.settleFromLog('1');
    await turns.beginAgain('1', { from: '1', to: '9' });
    openAsks.add('9');
    const state = started('2');
    await expectWaiting(state);
    await answer('9', 'Anew.');
    await tokenLog.end('9', { type: 'ask-done', figures });
    await expectOver(state);
    expect((await turns.get('1'))?.answer).toBe('Anew.');
  });

  it('ends its waiting with the signal', async () => {
    const controller = new AbortController();
    const state = started('2', controller.signal);
    await expectWaiting(state);
    controller.abort(new Error('shutdown'));
    await expect.poll(() => state.error).toEqual(new Error('shutdown'));
  });
});

describe('settleFromLog', () => {
  it('keeps nothing of an ask that has not ended', async () => {
    await answer('1', 'Beca');
    await order.settleFromLog('1');
    expect(await turns.get('1')).not.toHaveProperty('answer');
  });

  it('keeps nothing with a turn that was removed', async () => {
    await tokenLog.end('1', { type: 'ask-done', figures });
    await turns.remove('1');
    await order.settleFromLog('1');
    expect(await turns.get('1')).not.toHaveProperty('answer');
  });
});
