// Facts of Ollama, 1.3: what the real ollama-js makes of each failure. src/models/model-errors.ts rests on these.
import { expect, it, vi } from 'vitest';
import type { Fault } from '../../../playground/stand-in-ollama/faults.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { createGate } from '../../support/gate.ts';
import { clientOf, question, reasoner, streamed } from './client.ts';

const script = () => ({ answer: ['a', 'b', 'c'] });

async function failed(fault: Fault) {
  const standIn = await startStandIn({ script });
  standIn.fail(fault);
  return streamed(standIn);
}

it('shows an error before the first token as a ResponseError with its status', async () => {
  const { error } = await failed({ type: 'error-line', afterTokens: 0, error: 'out of memory' });
  expect(error).toMatchObject({
    name: 'ResponseError',
    status_code: 500,
    message: 'out of memory',
  });
});

it('shows an error in the stream as a plain Error, after the text so far', async () => {
  const { error, content } = await failed({ type: 'error-line', afterTokens: 2 });
  expect(error).toMatchObject({ name: 'Error' });
  expect(String(error)).toContain('model runner has unexpectedly stopped');
  expect(error).not.toHaveProperty('status_code');
  expect(content).toBe('ab');
});

it('shows an end without done as an Error of its own words', async () => {
  const { error, content } = await failed({ type: 'end-without-done', afterTokens: 2 });
  expect(error).toMatchObject({
    name: 'Error',
    message: 'Did not receive done or success response in stream.',
  });
  expect(content).toBe('ab');
});

it('shows a cut connection as a TypeError with a cause', async () => {
  const { error } = await failed({ type: 'cut', afterTokens: 2 });
  expect(error).toMatchObject({ name: 'TypeError', message: 'terminated' });
  expect(error).toHaveProperty('cause.code', 'UND_ERR_SOCKET');
});

it('shows a server that is not there as a failed fetch', async () => {
  const standIn = await startStandIn();
  await standIn.refuseConnections();
  const { error } = await streamed(standIn);
  expect(error).toMatchObject({ name: 'TypeError', message: 'fetch failed' });
  expect(error).toHaveProperty('cause.code', 'ECONNREFUSED');
});

it('listens on the same port again after it was away, with nothing loaded', async () => {
  const standIn = await startStandIn({ script });
  await streamed(standIn);
  await standIn.refuseConnections();
  await standIn.acceptConnections();
  expect(standIn.loadedModels()).toEqual([]);
  expect((await streamed(standIn)).content).toBe('abc');
});

it('tells a client that left from a server that died', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'hang', afterTokens: 1 });
  const asked = streamed(standIn);
  await standIn.waitFor(() => standIn.chats()[0]?.tokensSent === 1);
  await standIn.refuseConnections();
  await asked;
  expect(standIn.chats()[0]?.closedByClientAt).toBeUndefined();
});

it('prints a line that is not JSON, and goes on', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const { error, content } = await failed({
    type: 'garbage-line',
    afterTokens: 1,
    line: 'garbage',
  });
  expect(error).toBeUndefined();
  expect(content).toBe('abc');
  expect(warn).toHaveBeenCalledWith('invalid json: ', 'garbage');
});

it('names the model that is missing', async () => {
  const { error } = await streamed(await startStandIn(), { model: 'deepseek-r1:70b' });
  expect(error).toMatchObject({ status_code: 404, message: "model 'deepseek-r1:70b' not found" });
});

it('makes the page of a proxy the whole message', async () => {
  vi.spyOn(console, 'log').mockReturnValue();
  const { error } = await failed({ type: 'html', status: 502 });
  expect(error).toMatchObject({ status_code: 502 });
  expect(String(error)).toContain('<html>');
});

it('strikes as often as it was told to', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'status', status: 503, error: 'busy' }, { times: 2 });
  const errors = [await streamed(standIn), await streamed(standIn), await streamed(standIn)];
  expect(errors.map(({ error }) => error === undefined)).toEqual([false, false, true]);
});

it('sends nothing while it hangs, and goes on when it may', async () => {
  const standIn = await startStandIn({ script });
  const gate = createGate();
  standIn.fail({ type: 'hang', afterTokens: 1, until: gate.opened });
  const asked = streamed(standIn);
  await standIn.waitFor(() => standIn.chats()[0]?.tokensSent === 1);
  gate.open();
  expect((await asked).content).toBe('abc');
});

it('cannot be cancelled through ollama-js before the headers', async () => {
  const standIn = await startStandIn({ script });
  const gate = createGate();
  standIn.fail({ type: 'hang', afterTokens: 0, until: gate.opened });
  const client = clientOf(standIn);
  const asked = client.chat({ model: reasoner, messages: question, stream: true });
  await standIn.waitFor(() => standIn.chats()[0]?.slotAt !== undefined);
  client.abort();
  gate.open();
  let content = '';
  for await (const { message } of await asked) content += message.content;
  expect(content).toBe('abc');
});
