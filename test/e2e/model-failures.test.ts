import { expect, it } from 'vitest';
import { serverBusy, type Fault } from '../../playground/stand-in-ollama/faults.ts';
import { openApp, startApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

const patient = {
  firstTokenMs: 10_000,
  tokenGapMs: 10_000,
  answerMs: 30_000,
  loadMs: 30_000,
  serverWaitMs: 10_000,
};

const breaks: [what: string, fault: (until: Promise<void>) => Fault, words: string][] = [
  [
    'with an error in the middle',
    (until) => ({ type: 'error-line', afterTokens: 20, until }),
    '**The model server stopped with an error.**',
  ],
  [
    'with a cut connection',
    (until) => ({ type: 'cut', afterTokens: 20, until }),
    '**The model server stopped answering.**',
  ],
  [
    'without saying that it is done',
    (until) => ({ type: 'end-without-done', afterTokens: 20, until }),
    '**The model server broke the answer off, as it does when a model repeats itself.**',
  ],
  [
    'with a line that is no JSON',
    (until) => ({ type: 'garbage-line', afterTokens: 20, until }),
    '**The model server stopped with an error.**',
  ],
  [
    'with text from another host',
    (until) => ({ type: 'remote-host', afterTokens: 20, until }),
    '**The model `deepseek-r1:8b` runs in a cloud, not on this machine.**',
  ],
];

it.each(breaks)('keeps the text so far of an answer that ends %s', async (_what, fault, words) => {
  const { ask, ollama } = await openApp();
  const gate = createGate();
  ollama.fail(fault(gate.opened));
  const question = await ask();
  await question.until(({ answer }) => answer.endsWith('w8'));
  gate.open();
  const { reasoning, answer, status } = await question.ends();
  expect([reasoning, answer].map(inRuns)).toEqual(['λ1 … λ12', 'w1 … w8']);
  expect(status.startsWith(`${words} What came so far stands above.`)).toBe(true);
});

it('ends an answer whose model goes silent', async () => {
  const { ask, ollama } = await openApp({
    config: { watchdogs: { ...patient, tokenGapMs: 500 } },
  });
  ollama.fail({ type: 'hang', afterTokens: 20 });
  const question = await ask();
  const { answer, status } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w8');
  expect(status).toMatch(/^\*\*The model went silent and was stopped\.\*\* What came so far/);
});

it('ends a question to which no first word comes', async () => {
  const { ask, ollama } = await openApp({
    config: { watchdogs: { ...patient, firstTokenMs: 500 } },
  });
  ollama.fail({ type: 'hang', afterTokens: 0 });
  const question = await ask();
  expect((await question.ends()).status).toBe(
    '**The model went silent and was stopped.** You can ask again.',
  );
});

it('ends an answer that takes longer than the host allows', async () => {
  const { ask } = await openApp({
    config: { watchdogs: { ...patient, answerMs: 500 } },
    ollama: { tokensPerSecond: 20 },
  });
  const question = await ask();
  const { reasoning, status } = await question.ends();
  expect(reasoning).toMatch(/^λ1 .*λ\d+$/);
  expect(status).toMatch(/^\*\*The answer took longer than the host allows\.\*\* What came so far/);
});

it('says that a model could not be loaded', async () => {
  const { ask, ollama } = await openApp();
  ollama.fail({ type: 'load-failure' });
  const question = await ask();
  expect((await question.ends()).status).toMatch(
    /^\*\*The model `deepseek-r1:8b` could not be loaded\.\*\* The host finds the cause/,
  );
});

it('says that a load took too long', async () => {
  const { ask, ollama } = await openApp({ config: { watchdogs: { ...patient, loadMs: 500 } } });
  ollama.fail({ type: 'slow-load', until: createGate().opened });
  const question = await ask();
  expect((await question.ends()).status).toMatch(
    /^\*\*The model `deepseek-r1:8b` took too long to load\.\*\* /,
  );
});

it('says that a question is longer than the model can read', async () => {
  const { ask } = await openApp({ config: { contextTokens: 1_024, maxAnswerTokens: 512 } });
  // More tokens than such a text usually has.
  const question = await ask('a\n\n\n\n'.repeat(300));
  expect((await question.ends()).status).toBe(
    '**The question is longer than the model can read.** Please shorten it.',
  );
});

it('waits for a busy model server', async () => {
  const { ask, ollama } = await openApp();
  ollama.fail(serverBusy, { times: 2 });
  const question = await ask();
  await question.shows(/^\*\*The model server does not answer; trying again\*\*$/);
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('gives up on a model server that stays busy', async () => {
  const { ask, ollama } = await openApp({
    config: { watchdogs: { ...patient, serverWaitMs: 1_500 } },
  });
  ollama.fail(serverBusy, { times: 100 });
  const question = await ask();
  expect((await question.ends()).status).toBe(
    '**The model server is too busy to take the question.** Please ask again in some minutes.',
  );
});

it('gives up on a proxy that answers in its place', async () => {
  const { ask, ollama } = await openApp({
    config: { watchdogs: { ...patient, serverWaitMs: 1_500 } },
  });
  ollama.fail({ type: 'html', status: 502 }, { times: 100 });
  const question = await ask();
  expect((await question.ends()).status).toMatch(/^\*\*The model server cannot be reached\.\*\* /);
});

it('waits for a model server that is not there yet', async () => {
  const world = await openWorld();
  await world.ollama.refuseConnections();
  await startApp(world);
  const question = await world.ask();
  await question.shows(/^\*\*The model server does not answer; trying again\*\*$/);
  await world.ollama.acceptConnections();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('gives up on a model server that does not come', async () => {
  const world = await openWorld();
  await world.ollama.refuseConnections();
  await startApp(world, { config: { watchdogs: { ...patient, serverWaitMs: 1_500 } } });
  const question = await world.ask();
  expect((await question.ends()).status).toBe(
    '**The model server cannot be reached.** The host needs to start Ollama; then ask again.',
  );
});
