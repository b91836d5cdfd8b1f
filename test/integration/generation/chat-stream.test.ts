import { expect, it } from 'vitest';
import { streamChat } from '../../../src/generation/chat-stream.ts';
import { words } from '../../support/model-words.ts';
import { startStandIn } from '../../support/stand-in.ts';
import {
  ask,
  askOptions,
  inlineReasoner,
  plainModel,
  reasoner,
  wideSettings,
} from './ask-model.ts';

const script = () => ({
  reasoning: 'Let me see. It is short.',
  answer: 'Light scatters. Blue most.',
});

it('tells native reasoning from the answer', async () => {
  const { url: host } = await startStandIn({ script });
  const { reasoning, answer, finish } = await ask({ host });
  expect(reasoning).toBe('Let me see. It is short.');
  expect(answer).toBe('Light scatters. Blue most.');
  expect(finish?.doneReason).toBe('stop');
});

it('tells inline reasoning of an old pull from the answer', async () => {
  const { url: host } = await startStandIn({ script });
  const { reasoning, answer } = await ask({ host, model: inlineReasoner });
  expect(reasoning).toBe('Let me see. It is short.');
  expect(answer).toBe('Light scatters. Blue most.');
});

it('closes with the figures that the server measured', async () => {
  const { url: host } = await startStandIn({
    script: () => ({ reasoning: ['a', 'b', 'c'], answer: ['d', 'e'] }),
  });
  const { finish, parts } = await ask({ host });
  expect(finish?.figures).toMatchObject({ tokens: 5, reasoningTokens: 3 });
  expect(finish?.figures.promptTokens).toBeGreaterThan(0);
  expect(parts.map((part) => ('tokens' in part ? part.tokens : 0))).toEqual([1, 1, 1, 1, 1, 0]);
});

it('sends the same memory settings, the sampling that is wanted and an explicit think, and lets nothing be cut', async () => {
  const standIn = await startStandIn({ script });
  await ask({ host: standIn.url, settings: { ...wideSettings, temperature: 0.6, topP: 0.95 } });
  expect(standIn.chats()[0]?.body).toEqual({
    model: reasoner,
    messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    stream: true,
    think: true,
    shift: false,
    truncate: false,
    keep_alive: '30m',
    options: { num_ctx: 16_384, num_predict: 8_192, temperature: 0.6, top_p: 0.95 },
  });
});

it('asks a model without thinking again with think: false', async () => {
  const standIn = await startStandIn({ script });
  const { answer, error } = await ask({
    host: standIn.url,
    model: plainModel,
    expectsReasoning: false,
  });
  expect(error).toBeUndefined();
  expect(answer).toBe('Light scatters. Blue most.');
  expect(standIn.chats().map(({ body }) => body['think'])).toEqual([true, false]);
});

it('leaves think out for a server that refuses even false', async () => {
  const standIn = await startStandIn({ script, version: '0.11.0' });
  const { answer } = await ask({ host: standIn.url, model: plainModel, expectsReasoning: false });
  expect(answer).toBe('Light scatters. Blue most.');
  expect(standIn.chats().map(({ body }) => body['think'])).toEqual([true, false, undefined]);
});

it('takes both fields of a chunk that crosses the closing tag', async () => {
  const { url: host } = await startStandIn({
    script: () => ({
      chunks: [{ thinking: 'Hm' }, { thinking: '.', content: 'Yes' }, { content: '!' }],
    }),
  });
  const { reasoning, answer } = await ask({ host });
  expect([reasoning, answer]).toEqual(['Hm.', 'Yes!']);
});

it('says that what was sealed was the answer when no closing tag ever came', async () => {
  const { url: host } = await startStandIn({ script: () => ({ answer: 'Hello.', mode: 'none' }) });
  const { parts } = await ask({ host });
  expect(parts.map(({ type }) => type).slice(-2)).toEqual(['reasoning-promote', 'finish']);
});

it('reports the limit of tokens, also when all of them went into reasoning', async () => {
  const { url: host } = await startStandIn({
    script: () => ({ reasoning: Array(50).fill('hm ') }),
  });
  const settings = { ...wideSettings, contextTokens: 1_024, maxAnswerTokens: 20 };
  const { answer, finish } = await ask({ host, settings });
  expect(answer).toBe('');
  expect(finish?.doneReason).toBe('length');
  expect(finish?.figures).toMatchObject({ tokens: 20, reasoningTokens: 20 });
});

it('ends a model that repeats itself, and leaves the server', async () => {
  const script = { reasoning: Array(2_000).fill('I am stuck. ') };
  const standIn = await startStandIn({ script: () => script, tokensPerSecond: 5_000 });
  const { finish, reasoning } = await ask({ host: standIn.url });
  expect(finish).toMatchObject({ doneReason: 'repetition', figures: { promptTokens: 0 } });
  expect(reasoning).toMatch(/^(I am stuck\. ){200,400}$/);
  await standIn.waitFor(() => standIn.chats().at(-1)?.closedByClientAt !== undefined);
  expect(standIn.chats().at(-1)?.tokensSent).toBeLessThan(1_000);
});

it('ends a model that thinks for too long, and keeps its reasoning sealed', async () => {
  const reasoning = words(500);
  const standIn = await startStandIn({ script: () => ({ reasoning }), tokensPerSecond: 5_000 });
  const settings = { ...wideSettings, maxReasoningTokens: 100 };
  for (const model of [reasoner, inlineReasoner]) {
    const { finish, parts, answer } = await ask({ host: standIn.url, model, settings });
    expect(finish?.doneReason).toBe('reasoning-length');
    expect(finish?.figures).toMatchObject({ tokens: 100, reasoningTokens: 100 });
    expect(answer).toBe('');
    expect(parts.map(({ type }) => type)).not.toContain('reasoning-promote');
  }
});

it('lets an answer that has begun go on, however much was thought before', async () => {
  const script = { chunks: [{ thinking: 'a' }, { thinking: 'b', content: 'c' }, { content: 'd' }] };
  const { url: host } = await startStandIn({ script: () => script });
  const { finish, answer } = await ask({
    host,
    settings: { ...wideSettings, maxReasoningTokens: 2 },
  });
  expect([finish?.doneReason, answer]).toEqual(['stop', 'cd']);
});

it('keeps characters whole that arrive in two packets', async () => {
  const answer = 'Голубой 蓝 🏳️‍🌈 ✓';
  const { url: host } = await startStandIn({
    script: () => ({ answer, splitsCharacters: true, reasoning: 'ы' }),
  });
  expect((await ask({ host })).answer).toBe(answer);
});

it('closes the connection when the reader stops early', async () => {
  const reasoning = Array(500).fill('hm ');
  const standIn = await startStandIn({ script: () => ({ reasoning }), tokensPerSecond: 100 });
  for await (const part of streamChat(askOptions({ host: standIn.url }))) {
    if (part.type === 'reasoning-delta') break;
  }
  await standIn.waitFor(() => standIn.chats()[0]?.closedByClientAt !== undefined);
  expect(standIn.chats()[0]?.tokensSent).toBeLessThan(250);
});
