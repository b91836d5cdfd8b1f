import { expect, it } from 'vitest';
import type { Script } from '../../playground/stand-in-ollama/script.ts';
import { openApp, startApp, type TestApp } from '../support/app.ts';
import { inRuns, joined, shortScript, thoughts, words } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

it('asks a model that does not think without asking it to', async () => {
  const { ask, ollama } = await openApp();
  const question = await ask('Why?', { model: 'llama3.2:3b' });
  const { reasoning, answer, status } = await question.ends();
  expect({ reasoning, answer }).toEqual({ reasoning: '', answer: joined(words(20)) });
  expect(status).toMatch(/^-# llama3\.2:3b · /);
  expect(status).not.toMatch(/thought/);
  expect(ollama.chats().at(-1)?.body['think']).toBe(false);
});

it('tells reasoning from answer where they come between tags', async () => {
  const { ask } = await openApp();
  const question = await ask('Why?', { model: 'deepseek-r1:7b' });
  expect(await question.ends()).toMatchObject({
    reasoning: joined(thoughts(12)),
    answer: joined(words(20)),
  });
});

const inline = (...contents: string[]): Script => ({
  chunks: contents.map((content) => ({ content })),
});

const forms: [form: string, script: Script, shown: { reasoning: string; answer: string }][] = [
  [
    'tags split over chunks',
    inline('<th', 'ink>', '\nλ1 ', 'λ2\n<', '/think', '>\n\nw1', ' w2'),
    { reasoning: 'λ1 λ2', answer: 'w1 w2' },
  ],
  [
    'a missing opening tag',
    inline('λ1 ', 'λ2\n', '</think>\n\n', 'w1', ' w2'),
    { reasoning: 'λ1 λ2', answer: 'w1 w2' },
  ],
  [
    'empty thinking',
    inline('<think>', '\n\n', '</think>', '\n\nw1'),
    { reasoning: '', answer: 'w1' },
  ],
  ['no tags at all', inline('w1 ', 'w2 ', 'w3'), { reasoning: '', answer: 'w1 w2 w3' }],
  [
    'literal tags in the code of the answer',
    inline('<think>λ1</think>', 'w1 `', '</think>', '` w2\n```\n<think>\n```\nw3'),
    { reasoning: 'λ1', answer: 'w1 `</think>` w2 ``` <think> ``` w3' },
  ],
  [
    'a closing tag that the reasoning only quotes',
    inline('<think>λ1 "', '</think>', '" λ2\n', '</think>\n\n', 'w1'),
    { reasoning: String.raw`λ1 "\</think>" λ2`, answer: 'w1' },
  ],
  [
    'both kinds in one chunk',
    { chunks: [{ thinking: 'λ1' }, { thinking: ' λ2', content: 'w1' }, { content: ' w2' }] },
    { reasoning: 'λ1 λ2', answer: 'w1 w2' },
  ],
  [
    'characters split over packets',
    { ...shortScript, splitsCharacters: true },
    { reasoning: joined(thoughts(12)), answer: joined(words(20)) },
  ],
];

it.each(forms)('tells reasoning from answer with %s', async (_form, script, shown) => {
  const { ask } = await openApp({ ollama: { script: () => script } });
  const question = await ask();
  expect(await question.ends()).toMatchObject(shown);
});

it('says so when a model has spent all its tokens on thinking', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning: thoughts(30), doneReason: 'length' }) },
  });
  const question = await ask();
  const { reasoning, answer, status } = await question.ends();
  expect({ reasoning, answer }).toEqual({ reasoning: joined(thoughts(30)), answer: '' });
  expect(status).toMatch(
    /^\*\*The model used all its room for thinking and wrote no answer\.\*\*\n-# /,
  );
});

it('keeps thinking sealed that was never closed', async () => {
  const script = { ...inline('<think>', 'λ1 ', 'λ2'), doneReason: 'length' as const };
  const { ask } = await openApp({ ollama: { script: () => script } });
  const question = await ask();
  const { reasoning, answer, status } = await question.ends();
  expect({ reasoning, answer }).toEqual({ reasoning: 'λ1 λ2', answer: '' });
  expect(status).toMatch(/wrote no answer/);
});

it('says so when an answer reaches the limit of its length', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning: thoughts(12), answer: words(500) }) },
    config: { maxAnswerTokens: 112 },
  });
  const question = await ask();
  const { answer, status } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w100');
  expect(status).toMatch(
    /^\*\*The answer reached the limit of its length and ends here\.\*\*\n-# /,
  );
});

/** Until then nobody knows which models there are, and every valid name is taken. */
async function modelsAreKnown({ discord }: Pick<TestApp, 'discord'>): Promise<void> {
  const complete = () => discord.people.ann.autocomplete('ask', { option: 'model', typed: '' });
  await expect.poll(complete, { timeout: 5_000 }).not.toEqual([]);
}

it('offers the models that the host has, those in a cloud left out', async () => {
  const app = await openApp();
  await modelsAreKnown(app);
  const complete = (typed: string) =>
    app.discord.people.ann.autocomplete('ask', { option: 'model', typed });
  expect(await complete('')).toMatchObject([
    { value: 'deepseek-r1:7b' },
    { value: 'deepseek-r1:8b' },
    { value: 'llama3.2:3b' },
  ]);
  expect(await complete('LLAMA')).toMatchObject([{ value: 'llama3.2:3b' }]);
});

const refused: [model: string, words: RegExp][] = [
  [
    'mistral:7b',
    /^\*\*The model `mistral:7b` is not installed\.\*\* .* You can ask `deepseek-r1:7b`, `deepseek-r1:8b`, or `llama3\.2:3b`\.$/,
  ],
  [
    'gpt-oss:120b-cloud',
    /^\*\*The model `gpt-oss:120b-cloud` runs in a cloud, not on this machine\.\*\* /,
  ],
  ['hf.co/some/model', /^\*\*`hf\.co\/some\/model` is not the name of a model here\.\*\* /],
  ['study-friend', /^\*\*The model `study-friend:latest` is not installed\.\*\* /],
];

it.each(refused)('tells the asker alone that %s cannot be asked', async (model, words) => {
  const app = await openApp();
  await modelsAreKnown(app);
  const question = await app.ask('Why?', { model });
  await question.shows(words);
  const { ann, mod } = app.discord.people;
  const { channel } = app.discord;
  expect(question.reply().isDeleted).toBe(true);
  expect(app.discord.messages(channel, { as: ann })).toHaveLength(1);
  expect(app.discord.messages(channel, { as: mod })).toHaveLength(0);
  expect(app.ollama.chats()).toEqual([]);
});

it('tells a refusal of a private question in its own place', async () => {
  const app = await openApp();
  await modelsAreKnown(app);
  const question = await app.ask('Why?', { model: 'mistral:7b', private: true });
  await question.shows(/is not installed/);
  expect(question.reply().isDeleted).toBe(false);
  expect(question.pages()).toHaveLength(1);
});

const impatient = {
  firstTokenMs: 10_000,
  tokenGapMs: 10_000,
  answerMs: 30_000,
  loadMs: 30_000,
  serverWaitMs: 500,
};

const refusedLater: [model: string, words: RegExp][] = [
  ['mistral:7b', /^\*\*The model `mistral:7b` is not installed\.\*\* /],
  [
    'study-friend',
    /^\*\*The model `study-friend:latest` runs in a cloud, not on this machine\.\*\* /,
  ],
];

it.each(refusedLater)(
  'ends a question for %s when a worker comes to know',
  async (model, words) => {
    const world = await openWorld();
    await startApp(world, { roles: ['bot'] });
    const question = await world.ask('Why?', { model });
    await question.shows(/^\*\*Waiting for a model server\*\*$/);
    await startApp(world, { roles: ['worker'], config: { watchdogs: impatient } });
    await question.shows(words);
    expect(world.ollama.chats()).toEqual([]);
  },
);
