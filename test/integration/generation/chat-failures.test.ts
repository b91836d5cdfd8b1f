import { expect, it, vi } from 'vitest';
import { serverBusy, type Fault } from '../../../playground/stand-in-ollama/faults.ts';
import type { ChatPart } from '../../../src/generation/chat-stream.ts';
import { createGate } from '../../support/gate.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { ask, wideSettings } from './ask-model.ts';

const script = () => ({ reasoning: ['One ', 'two ', 'three'], answer: ['four ', 'five'] });

async function askWith(fault: Fault) {
  const standIn = await startStandIn({ script });
  standIn.fail(fault);
  return ask({ host: standIn.url });
}

it('says that the server cannot be reached when nothing listens', async () => {
  const standIn = await startStandIn();
  await standIn.refuseConnections();
  const { error } = await ask({ host: standIn.url });
  expect(error).toMatchObject({ name: 'BotError', code: 'MODEL_SERVER_UNREACHABLE' });
});

it.each<[string, Fault, string]>([
  ['the server is busy', serverBusy, 'MODEL_SERVER_BUSY'],
  ['a proxy answers with its own page', { type: 'html', status: 502 }, 'MODEL_SERVER_UNREACHABLE'],
  ['a proxy wants another password', { type: 'html', status: 401 }, 'MODEL_SERVER_REFUSED'],
  ['a proxy answers 200 with a page', { type: 'html', status: 200 }, 'MODEL_SERVER_UNREACHABLE'],
  [
    'the server fails before the first token',
    { type: 'error-line', afterTokens: 0 },
    'MODEL_ERROR',
  ],
  ['the server dies before the first token', { type: 'cut', afterTokens: 0 }, 'MODEL_SERVER_LOST'],
])('knows what it means that %s', async (_, fault, code) => {
  const { error, parts } = await askWith(fault);
  expect(error).toMatchObject({ name: 'BotError', code });
  expect(parts).toEqual([]);
});

it.each([
  ['the connection is cut', 'cut', 'MODEL_SERVER_LOST'],
  ['the stream ends without done', 'end-without-done', 'MODEL_LOOPED'],
  ['a line is no JSON', 'garbage-line', 'MODEL_ERROR'],
  ['the server reports an error', 'error-line', 'MODEL_ERROR'],
  ['the answer comes from another host', 'remote-host', 'CLOUD_MODEL'],
] as const)('keeps the text so far when %s', async (_, type, code) => {
  const standIn = await startStandIn({ script });
  const seen = createGate();
  standIn.fail({ type, afterTokens: 4, until: seen.opened });
  const onPart = (part: ChatPart) => part.type === 'answer-delta' && seen.open();
  const { error, reasoning, answer, finish } = await ask({ host: standIn.url, onPart });
  expect(error).toMatchObject({ name: 'BotError', code });
  expect([reasoning, answer]).toEqual(['One two three', 'four ']);
  expect(finish).toBeUndefined();
});

it('sends nothing for a name of the cloud', async () => {
  const standIn = await startStandIn();
  const { error } = await ask({ host: standIn.url, model: 'deepseek-v3.1:671b-cloud' });
  expect(error).toMatchObject({ code: 'CLOUD_MODEL' });
  expect(standIn.requests).toEqual([]);
});

it('names the model that is missing', async () => {
  const { url: host } = await startStandIn();
  const { error } = await ask({ host, model: 'deepseek-r1:70b' });
  expect(error).toMatchObject({ code: 'MODEL_MISSING', detail: 'deepseek-r1:70b' });
});

it('says that the prompt does not fit into the context', async () => {
  const { url: host } = await startStandIn();
  const settings = { ...wideSettings, contextTokens: 100, maxAnswerTokens: 50 };
  const { error } = await ask({
    host,
    settings,
    messages: [{ role: 'user', content: 'word '.repeat(200) }],
  });
  expect(error).toMatchObject({ code: 'PROMPT_TOO_LONG' });
});

it('prints and repeats nothing of a line that is no JSON', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue();
  const { error } = await askWith({ type: 'garbage-line', afterTokens: 4, line: 'secret text' });
  expect(error).toMatchObject({ cause: { message: 'a line of the stream was no JSON' } });
  expect(warn).not.toHaveBeenCalled();
});

it('gives out a possible beginning of a tag when the stream breaks off', async () => {
  const chunks = [{ content: '<think>a' }, { content: '</thi' }];
  const standIn = await startStandIn({ script: () => ({ chunks }) });
  standIn.fail({ type: 'end-without-done', afterTokens: 2 });
  expect((await ask({ host: standIn.url })).reasoning).toBe('a</thi');
});

it('gives up on a model that never begins', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'hang', afterTokens: 0 });
  const watchdogs = { firstTokenMs: 40, tokenGapMs: 10_000, answerMs: 10_000 };
  const { error } = await ask({ host: standIn.url, watchdogs });
  expect(error).toMatchObject({ code: 'MODEL_SILENT' });
  await standIn.waitFor(() => standIn.chats()[0]?.closedByClientAt !== undefined);
});

it('gives up on a model that falls silent in the middle, and keeps the text so far', async () => {
  const standIn = await startStandIn({ script });
  standIn.fail({ type: 'hang', afterTokens: 2 });
  const watchdogs = { firstTokenMs: 10_000, tokenGapMs: 200, answerMs: 10_000 };
  const { error, reasoning } = await ask({ host: standIn.url, watchdogs });
  expect(error).toMatchObject({ code: 'MODEL_SILENT' });
  expect(reasoning).toBe('One two ');
});

it('ends an answer that takes too long as a whole', async () => {
  const standIn = await startStandIn({
    script: () => ({ answer: Array(500).fill('and ') }),
    tokensPerSecond: 100,
  });
  const watchdogs = { firstTokenMs: 10_000, tokenGapMs: 10_000, answerMs: 300 };
  const { error, parts } = await ask({ host: standIn.url, watchdogs });
  expect(error).toMatchObject({ code: 'ANSWER_TIMEOUT' });
  expect(parts.length).toBeGreaterThan(1);
});

it('asks again as if nothing had been once the server is back', async () => {
  const standIn = await startStandIn({ script });
  await standIn.refuseConnections();
  await ask({ host: standIn.url });
  await standIn.acceptConnections();
  expect((await ask({ host: standIn.url })).answer).toBe('four five');
});
