// Facts of Ollama, 1.1 (chunk shapes) and 1.5 (options and context).
import { describe, expect, it } from 'vitest';
import { defaultModels } from '../../../playground/stand-in-ollama/models.ts';
import { startStandIn } from '../../support/stand-in.ts';
import {
  anyText,
  clientOf,
  inlineReasoner,
  plainModel,
  question,
  raw,
  reasoner,
  streamed,
} from './client.ts';

const script = () => ({ reasoning: ['Okay'], answer: ['Hello', ' there'] });

it('streams one JSON object a line, and the content field always', async () => {
  const standIn = await startStandIn({ script });
  const { status, type, text, lines } = await raw(standIn, '/api/chat', {
    model: reasoner,
    messages: question,
  });
  expect([status, type]).toEqual([200, 'application/x-ndjson']);
  expect(text.endsWith('}\n')).toBe(true);
  expect(lines.slice(0, 2)).toEqual([
    {
      model: reasoner,
      created_at: anyText,
      message: { role: 'assistant', content: '', thinking: 'Okay' },
      done: false,
    },
    {
      model: reasoner,
      created_at: anyText,
      message: { role: 'assistant', content: 'Hello' },
      done: false,
    },
  ]);
});

it('closes with the reason and figures in nanoseconds, reasoning counted in', async () => {
  const standIn = await startStandIn({ script, tokensPerSecond: 100, promptMs: 20, loadMs: 30 });
  const { lines } = await raw(standIn, '/api/chat', { model: reasoner, messages: question });
  const last = lines.at(-1) ?? {};
  expect(last).toMatchObject({ done: true, done_reason: 'stop', eval_count: 3 });
  expect(last['message']).toEqual({ role: 'assistant', content: '' });
  const { total_duration: total, load_duration: load, eval_duration: generation } = last;
  expect(Number(load)).toBeGreaterThanOrEqual(29e6);
  expect(Number(generation)).toBeGreaterThan(1e6);
  expect(Number(total)).toBeGreaterThan(Number(load) + Number(generation));
  expect(last['prompt_eval_count']).toBeGreaterThan(0);
  expect(Number(last['prompt_eval_duration'])).toBeGreaterThanOrEqual(19e6);
});

it('answers in one object when it is asked not to stream', async () => {
  const standIn = await startStandIn({ script });
  const answer = await clientOf(standIn).chat({ model: reasoner, messages: question });
  expect(answer.message).toEqual({ role: 'assistant', content: 'Hello there', thinking: 'Okay' });
  expect(answer).toMatchObject({ done: true, done_reason: 'stop', eval_count: 3 });
});

it('answers a chat without messages when the model is loaded', async () => {
  const standIn = await startStandIn({ loadMs: 20 });
  const answer = await clientOf(standIn).chat({ model: reasoner, messages: [] });
  expect(answer).toEqual({
    model: reasoner,
    created_at: anyText,
    message: { role: 'assistant', content: '' },
    done: true,
    done_reason: 'load',
  });
  expect(standIn.loadedModels()).toEqual([reasoner]);
});

it('unloads for a chat without messages and keep_alive 0', async () => {
  const standIn = await startStandIn();
  const client = clientOf(standIn);
  await client.chat({ model: reasoner, messages: [] });
  const answer = await client.chat({ model: reasoner, messages: [], keep_alive: 0 });
  expect(answer.done_reason).toBe('unload');
  expect(standIn.loadedModels()).toEqual([]);
});

it('ends at num_predict with the reason length, also when all went into reasoning', async () => {
  const standIn = await startStandIn({ script: () => ({ reasoning: Array(20).fill('hm ') }) });
  const { last, thinking, content } = await streamed(standIn, { options: { num_predict: 5 } });
  expect(last).toMatchObject({ done_reason: 'length', eval_count: 5 });
  expect([thinking, content]).toEqual(['hm '.repeat(5), '']);
});

it('ends where the context is full, without shifting', async () => {
  const standIn = await startStandIn({ script: () => ({ answer: Array(200).fill('a ') }) });
  const { last } = await streamed(standIn, { shift: false, options: { num_ctx: 64 } });
  expect(last?.done_reason).toBe('length');
  expect((last?.prompt_eval_count ?? 0) + (last?.eval_count ?? 0)).toBe(64);
});

it('refuses a last message that does not fit, without shifting', async () => {
  const standIn = await startStandIn();
  const messages = [{ role: 'user', content: 'word '.repeat(100) }];
  const request = { messages, shift: false, options: { num_ctx: 64 } };
  const { error } = await streamed(standIn, request);
  expect(error).toMatchObject({ status_code: 400 });
  expect(String(error)).toContain(
    'the prompt is longer than the context length currently available',
  );
});

describe('a conversation that does not fit', () => {
  const messages = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'word '.repeat(50) },
    { role: 'assistant', content: 'So.' },
    { role: 'user', content: 'And now?' },
  ];
  const request = { messages, shift: false, options: { num_ctx: 64 } };

  it('loses its oldest messages without a word', async () => {
    const read: unknown[] = [];
    const standIn = await startStandIn({
      script: (asked) => {
        read.push(...asked.messages.map(({ content }) => content));
        return { answer: 'Yes.' };
      },
    });
    const { error, last } = await streamed(standIn, request);
    expect(error).toBeUndefined();
    expect(read).toEqual(['Be brief.', 'So.', 'And now?']);
    expect(last?.prompt_eval_count).toBeLessThan(64);
  });

  it('is refused where nothing may be left out', async () => {
    const { error } = await streamed(await startStandIn(), { ...request, truncate: false });
    expect(error).toMatchObject({ status_code: 400 });
    expect(String(error)).toContain('the prompt is longer than the context length');
  });
});

describe('a picture', () => {
  const images = [new Uint8Array([0, 255, 13, 10])];
  const messages = [{ role: 'user', content: 'What is it?', images }];

  it('arrives as base64 at a model that sees', async () => {
    const [blind] = defaultModels;
    const models = blind ? [{ ...blind, name: 'gemma3:4b', sees: true }] : [];
    const standIn = await startStandIn({ models });
    const { error } = await streamed(standIn, { messages, model: 'gemma3:4b' });
    expect(error).toBeUndefined();
    expect(standIn.chats()[0]?.body['messages']).toMatchObject([{ images: ['AP8NCg=='] }]);
  });

  it('is refused by a model that does not', async () => {
    const { error } = await streamed(await startStandIn(), { messages });
    expect(error).toMatchObject({ status_code: 400 });
  });
});

it.each([
  [{ num_ctx: 'big' }, 'option "num_ctx" must be of type integer'],
  [{ temperature: 'hot' }, 'option "temperature" must be of type float32'],
])('refuses options of the wrong type: %j', async (options, message) => {
  const { error } = await streamed(await startStandIn(), { options });
  expect(error).toMatchObject({ status_code: 400, message });
});

it('refuses a request without a model, and one that is no JSON', async () => {
  const standIn = await startStandIn();
  expect(await raw(standIn, '/api/chat', { messages: question })).toMatchObject({
    status: 400,
    lines: [{ error: 'model is required' }],
  });
  expect((await raw(standIn, '/api/chat', '{not json')).status).toBe(400);
});

it('sends both fields in one chunk when the model crosses the closing tag', async () => {
  const chunks = [{ thinking: '.', content: 'Yes' }];
  const { chunks: seen } = await streamed(await startStandIn({ script: () => ({ chunks }) }));
  expect(seen[0]?.message).toEqual({ role: 'assistant', thinking: '.', content: 'Yes' });
});

it('lets the client read characters whose bytes arrive apart', async () => {
  const answer = 'Синее небо 蓝天 🏳️‍🌈';
  const standIn = await startStandIn({ script: () => ({ answer, splitsCharacters: true }) });
  expect((await streamed(standIn, { model: plainModel })).content).toBe(answer);
});

it('keeps its pace, counted from the slot', async () => {
  const standIn = await startStandIn({
    script: () => ({ answer: Array(20).fill('a ') }),
    tokensPerSecond: 100,
  });
  await streamed(standIn, { model: plainModel });
  const { slotAt = 0, endedAt = 0 } = standIn.chats()[0] ?? {};
  expect(endedAt - slotAt).toBeGreaterThan(195);
  expect(endedAt - slotAt).toBeLessThan(1_000);
});

it('says plainly that it is a stand-in, and quotes the question', async () => {
  const { content, thinking } = await streamed(await startStandIn());
  expect(content).toContain('stand-in');
  expect(content).toContain('Why is the sky blue?');
  expect(content).toContain('```sh\n');
  expect(thinking).not.toBe('');
});

it('puts the reasoning of an old pull between tags, each a chunk of its own', async () => {
  const { chunks } = await streamed(await startStandIn({ script }), { model: inlineReasoner });
  expect(chunks.map(({ message }) => message.content)).toEqual([
    '<think>',
    '\n',
    'Okay',
    '\n',
    '</think>',
    '\n\n',
    'Hello',
    ' there',
    '',
  ]);
});
