import { expect, it } from 'vitest';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';
import { createGate } from '../../support/gate.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { ask } from './ask-model.ts';

const never = new Promise<never>(() => {});
const reason = new Error('stopped by the asker');

interface Phase {
  /** What the server shows when it is in the phase. */
  isReached?: () => boolean;
  /** The client has seen text. */
  hasText?: boolean;
}

/** Asks, aborts in the phase, and returns how long the connection then stayed, in ms. */
async function abortIn(standIn: StandInOllama, { isReached = () => true, hasText }: Phase) {
  const stop = new AbortController();
  const seen = createGate();
  const index = standIn.chats().length;
  const asked = ask({ host: standIn.url, signal: stop.signal, onPart: seen.open });
  await standIn.waitFor(() => standIn.chats().length > index && isReached());
  if (hasText) await seen.opened;
  const abortedAt = performance.timeOrigin + performance.now();
  stop.abort(reason);
  const { error, reasoning } = await asked;
  await standIn.waitFor(() => standIn.chats()[index]?.closedByClientAt !== undefined);
  const closedAt = standIn.chats()[index]?.closedByClientAt ?? Infinity;
  return { closedAfterMs: closedAt - abortedAt, error, reasoning };
}

it('closes the connection within 100 ms while the model is loaded', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'slow-load', until: never });
  const { closedAfterMs, error } = await abortIn(standIn, {});
  expect(closedAfterMs).toBeLessThan(100);
  expect(error).toBe(reason);
});

it('closes the connection within 100 ms while it waits for the slot', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'hang', afterTokens: 1 });
  const first = new AbortController();
  const holder = ask({ host: standIn.url, signal: first.signal });
  await standIn.waitFor(() => standIn.chats()[0]?.tokensSent === 1);
  const { closedAfterMs } = await abortIn(standIn, {});
  expect(closedAfterMs).toBeLessThan(100);
  first.abort();
  await holder;
});

it('closes the connection within 100 ms before the first token', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'hang', afterTokens: 0 });
  const { closedAfterMs } = await abortIn(standIn, {
    isReached: () => standIn.chats()[0]?.slotAt !== undefined,
  });
  expect(closedAfterMs).toBeLessThan(100);
});

it('closes the connection within 100 ms while tokens stream, and keeps the text so far', async () => {
  const standIn = await startStandIn({ tokensPerSecond: 100 });
  const { closedAfterMs, reasoning, error } = await abortIn(standIn, { hasText: true });
  expect(closedAfterMs).toBeLessThan(100);
  expect(error).toBe(reason);
  expect(reasoning).not.toBe('');
});

it('stops the model, so that the next ask has the slot at once', async () => {
  const standIn = await startStandIn({ tokensPerSecond: 200 });
  await abortIn(standIn, { hasText: true });
  const sent = standIn.chats()[0]?.tokensSent;
  standIn.setScript(() => ({ reasoning: 'Hm.', answer: 'Next.' }));
  expect((await ask({ host: standIn.url })).answer).toBe('Next.');
  expect(standIn.chats()[0]?.tokensSent).toBe(sent);
});

it('asks nothing when it is aborted before it begins', async () => {
  const standIn = await startStandIn();
  const { error } = await ask({ host: standIn.url, signal: AbortSignal.abort(reason) });
  expect(error).toBe(reason);
  expect(standIn.requests).toEqual([]);
});
