import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, joined, thoughts, words } from '../support/model-words.ts';

it('answers in one message: reasoning sealed, answer in the open, figures below', async () => {
  const { ask } = await openApp();
  const question = await ask('Why is the sky blue?');
  const shown = await question.ends();
  expect(shown).toEqual({
    question: '> Why is the sky blue?',
    reasoning: joined(thoughts(12)),
    answer: joined(words(20)),
    status: expect.stringMatching(/^-# deepseek-r1:8b · thought 1 s \(12 tokens\) · .* in all$/),
    buttons: ['Continue in a thread', 'Try again'],
  });
  expect(question.pages()).toHaveLength(1);
});

it('shows the place in the line, and how the line moves on', async () => {
  const { ask, ollama } = await openApp();
  const gates = [createGate(), createGate()];
  for (const { opened } of gates) ollama.fail({ type: 'hang', afterTokens: 1, until: opened });
  const first = await ask('one');
  await first.shows(/Thinking/);
  const second = await ask('two');
  await second.shows(/^\*\*Next in line\*\* · under a minute$/);
  const third = await ask('three');
  await third.shows(/^\*\*2nd in line\*\* · about 1 min$/);
  expect(third.screen().buttons).toEqual(['Stop']);
  gates[0]?.open();
  await third.shows(/^\*\*Next in line\*\* · under a minute$/);
  gates[1]?.open();
  await Promise.all([first.ends(), second.ends(), third.ends()]);
  expect(ollama.chats().map(({ body }) => body['messages'])).toMatchObject([
    [{ content: 'one' }],
    [{ content: 'two' }],
    [{ content: 'three' }],
  ]);
});

it('shows that the model is loading, and from the second time on how long that usually takes', async () => {
  const { ask, ollama } = await openApp();
  const loads = [createGate(), createGate()];
  for (const { opened } of loads) ollama.fail({ type: 'slow-load', until: opened });
  const first = await ask();
  await first.shows(/^\*\*Loading deepseek-r1:8b\*\*$/);
  loads[0]?.open();
  await first.ends();
  await unload(ollama.url);
  const second = await ask();
  await second.shows(/^\*\*Loading deepseek-r1:8b\*\* · usually 1 s$/);
  loads[1]?.open();
  await second.ends();
  expect(ollama.loads.map(({ outcome }) => outcome)).toEqual(['loaded', 'loaded']);
});

it('waits for a load longer than for a first token, and never starts it again', async () => {
  const watchdogs = {
    firstTokenMs: 300,
    tokenGapMs: 300,
    answerMs: 10_000,
    loadMs: 10_000,
    serverWaitMs: 300,
  };
  const { ask, ollama } = await openApp({ ollama: { loadMs: 1_200 }, config: { watchdogs } });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(ollama.loads.map(({ outcome }) => outcome)).toEqual(['loaded']);
});

it('loads a model once for all who wait for it', async () => {
  const { ask, ollama } = await openApp({
    ollama: { parallel: 2 },
    config: { workerConcurrency: 2 },
  });
  const load = createGate();
  ollama.fail({ type: 'slow-load', until: load.opened });
  const asks = [await ask('one'), await ask('two')];
  for (const one of asks) await one.shows(/Loading/);
  load.open();
  for (const one of asks) await one.ends();
  expect(ollama.loads).toHaveLength(1);
});

it('shows that the model reads the question', async () => {
  const { ask, ollama } = await openApp();
  const prompt = createGate();
  ollama.fail({ type: 'hang', afterTokens: 0, until: prompt.opened });
  const question = await ask();
  expect((await question.shows(/^\*\*Reading\*\*$/)).buttons).toEqual(['Stop']);
  prompt.open();
  await question.ends();
});

it('shows the thinking as it grows: seconds, tokens, and its last words in the sealed box', async () => {
  const { ask, ollama } = await openApp();
  ollama.setScript(() => ({ reasoning: thoughts(300), answer: words(3) }));
  const later = createGate();
  ollama.fail({ type: 'hang', afterTokens: 250, until: later.opened });
  const question = await ask();
  const { reasoning, answer, buttons } = await question.shows(
    /^\*\*Thinking\*\* · \d+ s · 250 tokens$/,
  );
  expect(reasoning).toMatch(/^… λ\d+ .* λ250$/);
  expect(reasoning.length).toBeLessThanOrEqual(600);
  expect(answer).toBe('');
  expect(buttons).toEqual(['Stop']);
  later.open();
  expect(inRuns((await question.ends()).reasoning)).toBe('λ1 … λ300');
});

it('shows the answer as it grows below the last words of the reasoning', async () => {
  const { ask, ollama } = await openApp({ ollama: { tokensPerSecond: 50 } });
  ollama.setScript(() => ({ reasoning: thoughts(100), answer: words(100) }));
  const later = createGate();
  ollama.fail({ type: 'hang', afterTokens: 160, until: later.opened });
  const question = await ask();
  const { reasoning, answer, status, buttons } = await question.until((screen) =>
    screen.answer.endsWith('w60'),
  );
  expect(reasoning).toMatch(/^… λ\d+ .* λ100$/);
  expect(reasoning.length).toBeLessThanOrEqual(300);
  expect(inRuns(answer)).toBe('w1 … w60');
  expect(status).toMatch(/^\*\*Answering\*\* · \d+ tokens\/s$/);
  expect(buttons).toEqual(['Stop']);
  later.open();
  await question.ends();
});

it('goes through the phases in their order and back to none', async () => {
  const { ask } = await openApp({
    ollama: { tokensPerSecond: 40, promptMs: 400, loadMs: 900 },
  });
  const question = await ask();
  await question.ends();
  const phases = question.statuses().map((status) => /\*\*(\w+)|-# \S+/.exec(status)?.[0]);
  const inOrder = phases.filter((phase, index) => phase !== phases[index - 1]);
  expect(inOrder.slice(-5)).toEqual([
    '**Loading',
    '**Reading',
    '**Thinking',
    '**Answering',
    '-# deepseek-r1:8b',
  ]);
});

/** As `ollama stop` does. */
async function unload(url: string): Promise<void> {
  await fetch(`${url}/api/chat`, {
    method: 'POST',
    body: JSON.stringify({ model: 'deepseek-r1:8b', keep_alive: 0 }),
  });
}
