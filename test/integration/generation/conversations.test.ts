import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { defaultModels } from '../../../playground/stand-in-ollama/models.ts';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';
import { readConfig } from '../../../src/config.ts';
import type { RedisTurnStore } from '../../../src/conversations/redis-turn-store.ts';
import { runGeneration } from '../../../src/generation/run-generation.ts';
import { createCatalogue } from '../../../src/models/catalogue.ts';
import { createLoader } from '../../../src/models/loader.ts';
import type { RecordedRun } from '../../../src/models/recorded-runs.ts';
import { learnTokenRatio, type TokenRatio } from '../../../src/models/token-ratio.ts';
import type { TokenLog } from '../../../src/token-log/token-log.ts';
import { openTestRedis } from '../../support/redis.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { openTokenLog, silentLog } from '../../support/token-log.ts';
import { ann, bob, newTurnWith, openTurns } from '../../support/turns.ts';

const channelId = '200000000000000009';
const [reasoner] = defaultModels;
const models = reasoner
  ? [...defaultModels, { ...reasoner, name: 'gemma3:4b', reasoning: 'none' as const, sees: true }]
  : [];

let turns: RedisTurnStore;
let tokenLog: TokenLog;
let ollama: StandInOllama;

beforeEach(async () => {
  const redis = await openTestRedis();
  turns = openTurns(redis);
  tokenLog = openTokenLog(redis);
  ollama = await startStandIn({ models, script: () => ({ reasoning: 'Hm.', answer: 'Yes.' }) });
});

/** A turn of the channel that has its answer. */
async function talked(id: string, text: string, answer = `Answer ${id}.`): Promise<void> {
  await turns.begin(newTurnWith({ id, text }), { channelId });
  await turns.settle(id, { askId: id, answer });
}

interface AnswerOptions {
  model?: string;
  ratio?: TokenRatio;
  contextTokens?: string;
}

/** Answers the turn, and gives what came of it. */
async function answer(turnId: string, options: AnswerOptions = {}) {
  const { model = 'deepseek-r1:8b', ratio = learnTokenRatio([]), contextTokens } = options;
  const settings =
    contextTokens === undefined ? {} : { CONTEXT_TOKENS: contextTokens, MAX_ANSWER_TOKENS: '512' };
  const config = readConfig({ OLLAMA_HOST: ollama.url, ...settings }, ['worker']);
  const loader = createLoader({
    host: ollama.url,
    memory: config,
    loadMs: 10_000,
    isWantedByOthers: () => Promise.resolve(false),
  });
  onTestFinished(() => loader.close());
  const runs: RecordedRun[] = [];
  const { signal } = new AbortController();
  await runGeneration({
    job: { data: { askId: turnId, turnId, model }, attempt: 1, signal },
    config,
    catalogue: createCatalogue({ host: ollama.url }),
    loader,
    tokenLog,
    turns,
    tokenRatioOf: () => Promise.resolve(ratio),
    onRun: (run) => runs.push(run),
    log: silentLog,
  });
  const transcript = await tokenLog.read(turnId);
  return { transcript, run: runs[0] };
}

const sent = () =>
  ollama.chats().map(({ body }) => body['messages'] as { role: string; content: string }[]);

const contents = (messages: readonly { content: string }[] | undefined) =>
  messages?.map(({ content }) => content);

it('tells the model the conversation, without its reasoning', async () => {
  await talked('1', 'Why?');
  await turns.begin(newTurnWith({ id: '2', text: 'And how?' }), { channelId });
  const { transcript } = await answer('2');
  expect(sent()).toEqual([
    [
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'Answer 1.' },
      { role: 'user', content: 'And how?' },
    ],
  ]);
  expect(transcript).toMatchObject({ droppedMessages: 0, outcome: { type: 'done' } });
});

it('tells the model who says what where several people take part', async () => {
  await talked('1', 'Why?');
  await turns.begin({ ...newTurnWith({ id: '2', text: 'How?' }), asker: bob }, { channelId });
  await answer('2');
  expect(contents(sent()[0])?.at(-1)).toBe(`[from ${bob.name}]: How?`);
  expect(contents(sent()[0])).toContain(`[from ${ann.name}]: Why?`);
});

it('has nothing cut without a word, and asks each model as it wants to be asked', async () => {
  await turns.begin(newTurnWith({ persona: 'Be brief.' }));
  await answer('1');
  const [r1] = ollama.chats();
  expect(r1?.body).toMatchObject({
    truncate: false,
    shift: false,
    options: { temperature: 0.6, top_p: 0.95 },
    messages: [{ role: 'system' }, { role: 'user' }],
  });
  await turns.begin(newTurnWith({ id: '2', persona: 'Be brief.' }));
  await answer('2', { model: 'deepseek-r1:7b' });
  expect(contents(sent()[1])).toEqual(['Be brief.\n\nWhy?']);
  await turns.begin(newTurnWith({ id: '3' }));
  await answer('3', { model: 'llama3.2:3b' });
  expect(ollama.chats()[2]?.body['options']).not.toHaveProperty('temperature');
});

it('leaves the oldest messages out that do not fit, and says how many', async () => {
  for (const id of ['1', '2', '3', '4']) await talked(id, 'word '.repeat(100));
  await turns.begin(newTurnWith({ id: '5', text: 'And now?' }), { channelId });
  const { transcript } = await answer('5', { contextTokens: '1024' });
  expect(sent()).toHaveLength(1);
  expect(contents(sent()[0])?.filter((text) => text.startsWith('Answer'))).toEqual([
    'Answer 3.',
    'Answer 4.',
  ]);
  expect(transcript?.droppedMessages).toBe(4);
});

it('leaves out more when the model server finds the prompt too long', async () => {
  for (const id of ['1', '2', '3', '4']) await talked(id, 'word '.repeat(300));
  await turns.begin(newTurnWith({ id: '5', text: 'And now?' }), { channelId });
  const ratio = { cautious: 16, usual: 16 };
  const { transcript } = await answer('5', { contextTokens: '1024', ratio });
  expect(sent().map(({ length }) => length)).toEqual([9, 5]);
  expect(transcript).toMatchObject({ droppedMessages: 4, answer: 'Yes.' });
  expect(transcript?.outcome?.type).toBe('done');
});

it('says so when the question alone is too long', async () => {
  await talked('1', 'Why?');
  await turns.begin(newTurnWith({ id: '2', text: 'a\n\n\n\n'.repeat(300) }), { channelId });
  const { transcript } = await answer('2', { contextTokens: '1024' });
  expect(transcript?.outcome).toMatchObject({ type: 'failed', code: 'PROMPT_TOO_LONG' });
  expect(sent().map(({ length }) => length)).toEqual([3, 1]);
});

it('answers nothing when the question was deleted meanwhile', async () => {
  await talked('1', 'Why?');
  await turns.begin(newTurnWith({ id: '2' }), { channelId });
  await turns.remove('2');
  const { transcript } = await answer('2');
  expect(transcript?.outcome).toMatchObject({ type: 'failed', code: 'QUESTION_GONE' });
  expect(sent()).toEqual([]);
});

it('asks in the words that the question has when its turn comes', async () => {
  await turns.begin(newTurnWith({ text: 'Wy?' }));
  await turns.editPart('1', { id: '1', text: 'Why?' });
  await answer('1');
  expect(contents(sent()[0])).toEqual(['Why?']);
});

it('shows pictures to a model that sees, also those of before', async () => {
  const pictures = [new Uint8Array([0, 255, 13, 10])];
  await turns.begin({ ...newTurnWith({ id: '1' }), pictures }, { channelId });
  await turns.settle('1', { askId: '1', answer: 'A cat.' });
  await turns.begin({ ...newTurnWith({ id: '2' }), pictures }, { channelId });
  const { run } = await answer('2', { model: 'gemma3:4b' });
  expect(sent()[0]).toMatchObject([{ images: ['AP8NCg=='] }, {}, { images: ['AP8NCg=='] }]);
  expect(run).not.toHaveProperty('promptWeight');
});

it('refuses pictures for a model that does not', async () => {
  await turns.begin({ ...newTurnWith(), pictures: [new Uint8Array([1])] });
  const { transcript } = await answer('1');
  expect(transcript?.outcome).toMatchObject({ type: 'failed', code: 'PICTURES_UNSUPPORTED' });
});

it('records how much text the tokens of the prompt were', async () => {
  const text = 'word '.repeat(1_000);
  await turns.begin(newTurnWith({ text }));
  const { run } = await answer('1');
  expect(run).toMatchObject({ promptWeight: text.length });
  expect(run?.promptTokens).toBeGreaterThan(900);
});
