// Facts of Ollama, 1.4 (a client that leaves) and 2 (loads, slots, queue).
import { expect, it } from 'vitest';
import { startStandIn } from '../../support/stand-in.ts';
import { createGate } from '../../support/gate.ts';
import { clientOf, plainModel, reasoner, streamed } from './client.ts';

const never = new Promise<never>(() => {});
const script = () => ({ answer: ['a', 'b', 'c'] });

it('loads a model for the first request alone', async () => {
  const standIn = await startStandIn({ script, loadMs: 40 });
  const first = await streamed(standIn, { think: false });
  const second = await streamed(standIn, { think: false });
  expect(first.last?.load_duration).toBeGreaterThanOrEqual(39e6);
  expect(second.last?.load_duration).toBe(0);
  expect(standIn.loads).toHaveLength(1);
});

it.each([
  ['num_ctx', { shift: true, options: { num_ctx: 8_192 } }],
  ['shift', { shift: false, options: {} }],
])('loads the model anew when %s changes, and for nothing else', async (_, change) => {
  const standIn = await startStandIn({ script });
  await streamed(standIn, {});
  await streamed(standIn, change);
  const options = { ...change.options, temperature: 0.1, num_predict: 2 };
  await streamed(standIn, { ...change, options });
  expect(standIn.loads).toHaveLength(2);
});

it('loads anew only after the running answer has ended', async () => {
  const standIn = await startStandIn({ script });
  const answered = createGate();
  standIn.fail({ type: 'hang', afterTokens: 1, until: answered.opened });
  const running = streamed(standIn);
  await standIn.waitFor(() => standIn.chats()[0]?.tokensSent === 1);
  const other = streamed(standIn, { shift: false });
  await standIn.waitFor(() => standIn.chats().length === 2);
  expect(standIn.loads).toHaveLength(1);
  answered.open();
  await Promise.all([running, other]);
  expect(standIn.loads[1]?.startedAt).toBeGreaterThanOrEqual(
    standIn.chats()[0]?.endedAt ?? Infinity,
  );
});

it('sends the response headers with the first token, not before', async () => {
  const standIn = await startStandIn({ script });
  const begun = createGate();
  standIn.fail({ type: 'hang', afterTokens: 0, until: begun.opened });
  let hasHeaders = false;
  const chat = {
    model: reasoner,
    messages: [{ role: 'user', content: 'Hi' }],
    stream: true as const,
  };
  const asked = clientOf(standIn)
    .chat(chat)
    .then((stream) => {
      hasHeaders = true;
      return stream;
    });
  await standIn.waitFor(() => standIn.chats()[0]?.slotAt !== undefined);
  expect(hasHeaders).toBe(false);
  begun.open();
  for await (const { done } of await asked) expect(done).toBeTypeOf('boolean');
});

it('answers one request of a model at a time, in the order in which they came', async () => {
  const standIn = await startStandIn({ script, tokensPerSecond: 300 });
  await clientOf(standIn).chat({ model: reasoner, messages: [] });
  const asked = [streamed(standIn), streamed(standIn), streamed(standIn)];
  await Promise.all(asked);
  const [first, second, third] = standIn.chats();
  expect(second?.slotAt).toBeGreaterThanOrEqual(first?.endedAt ?? Infinity);
  expect(third?.slotAt).toBeGreaterThanOrEqual(second?.endedAt ?? Infinity);
});

it('answers as many at a time as it has slots', async () => {
  const standIn = await startStandIn({ script, parallel: 2 });
  const gate = createGate();
  standIn.fail({ type: 'hang', afterTokens: 1, until: gate.opened }, { times: 2 });
  const asked = [streamed(standIn), streamed(standIn)];
  await standIn.waitFor(
    () => standIn.chats().filter(({ tokensSent }) => tokensSent === 1).length === 2,
  );
  gate.open();
  expect(await Promise.all(asked)).toHaveLength(2);
});

it('has no bound for those who wait for a loaded model', async () => {
  const standIn = await startStandIn({ script, maxQueue: 1 });
  await clientOf(standIn).chat({ model: reasoner, messages: [] });
  const answers = await Promise.all(Array.from({ length: 10 }, () => streamed(standIn)));
  expect(answers.map(({ error }) => error)).toEqual(Array(10).fill(undefined));
});

it('refuses what exceeds the queue for loads, in the words with two spaces', async () => {
  const standIn = await startStandIn({ script, maxQueue: 1 });
  const loaded = createGate();
  standIn.fail({ type: 'slow-load', until: loaded.opened });
  const first = streamed(standIn);
  await standIn.waitFor(() => standIn.chats().length === 1);
  expect((await streamed(standIn)).error).toMatchObject({
    status_code: 503,
    message: 'server busy, please try again.  maximum pending requests exceeded',
  });
  loaded.open();
  expect((await first).error).toBeUndefined();
});

it('aborts the load when its client leaves, and loads anew for the next one', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'slow-load', until: never });
  const leaving = new AbortController();
  const left = fetch(`${standIn.url}/api/chat`, {
    method: 'POST',
    body: JSON.stringify({ model: reasoner, messages: [] }),
    signal: leaving.signal,
  }).catch((error: unknown) => error);
  await standIn.waitFor(() => standIn.requests.length === 1);
  const next = streamed(standIn);
  await standIn.waitFor(() => standIn.requests.length === 2);
  leaving.abort();
  await left;
  expect((await next).error).toBeUndefined();
  expect(standIn.loads.map(({ outcome }) => outcome)).toEqual(['aborted', 'loaded']);
});

it('makes room for another model when it may hold only one', async () => {
  const standIn = await startStandIn({ script, maxLoadedModels: 1 });
  await streamed(standIn);
  await streamed(standIn, { model: plainModel });
  expect(standIn.loadedModels()).toEqual([plainModel]);
});

it.each([
  [0, 0],
  ['1ms', 0],
  ['10m', 1],
  [-1, 1],
])('keeps a model loaded for keep_alive %j', async (keepAlive, left) => {
  const standIn = await startStandIn({ script });
  await streamed(standIn, { keep_alive: keepAlive });
  await expect.poll(() => standIn.loadedModels().length).toBe(left);
});

it('fails the request whose load failed, and tries again for the next one', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'load-failure' });
  expect((await streamed(standIn)).error).toMatchObject({ status_code: 500 });
  expect((await streamed(standIn)).error).toBeUndefined();
});

it('takes a new pace from the next token on', async () => {
  const script = () => ({ answer: Array.from({ length: 400 }, () => 'a ') });
  const standIn = await startStandIn({ script, tokensPerSecond: 100 });
  const chat = streamed(standIn);
  await standIn.waitFor(() => (standIn.chats()[0]?.tokensSent ?? 0) > 2);
  standIn.pace.tokensPerSecond = 0;
  await chat;
  const [record] = standIn.chats();
  expect((record?.endedAt ?? 0) - (record?.startedAt ?? 0)).toBeLessThan(2_000);
});
