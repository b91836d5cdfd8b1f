import { expect, it } from 'vitest';
import { openApp, startApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { openWorld } from '../support/world.ts';

it('ends a reply before the page that somebody deleted, with the rest in a file', async () => {
  const { ask, discord, ollama } = await openApp({
    ollama: {
      script: () => ({ reasoning: thoughts(4), answer: words(2_500) }),
      tokensPerSecond: 2_000,
    },
    expected: { refusals: ['404/10008'] },
  });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 2_004, until: gate.opened });
  const question = await ask();
  await question.until(({ answer }) => answer.endsWith('w2000'));
  const pages = question.pages().length;
  discord.people.owner.delete(question.pages().at(-1) ?? question.reply());
  gate.open();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w2500');
  expect(question.pages()).toHaveLength(pages - 1);
});

it('takes a question out of the line whose reply was deleted while it waited', async () => {
  const { ask, discord, ollama, forget } = await openApp({
    ollama: { tokensPerSecond: 0 },
    expected: { refusals: ['404/10008'] },
  });
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 5, until: gate.opened });
  const running = await ask('one');
  await running.shows(/Thinking/);
  const before = await ask('two');
  await before.shows(/Next in line/);
  const deleted = await ask('three');
  await deleted.shows(/2nd in line/);
  const waiting = await ask('four');
  await waiting.shows(/3rd in line/);
  discord.people.ann.delete(deleted.reply());
  forget(deleted);
  // It is noticed when its place changes.
  before.press('Stop');
  await waiting.shows(/Next in line/);
  gate.open();
  await Promise.all([running.ends(), waiting.ends()]);
  expect(ollama.chats()).toHaveLength(2);
});

it('deletes the pages that an earlier attempt has filled and the answer does not reach', async () => {
  const world = await openWorld({ ollama: { parallel: 2, tokensPerSecond: 2_000 } });
  const texts = [words(3_000, 'v'), words(20)];
  world.ollama.setScript(() => ({
    reasoning: thoughts(4),
    answer: texts[world.ollama.chats().length - 1] ?? [],
  }));
  const gate = createGate();
  world.ollama.fail({ type: 'hang', afterTokens: 2_504, until: gate.opened });
  await startApp(world, { roles: ['bot'] });
  const first = await startApp(world, { roles: ['worker'] });
  const question = await world.ask();
  await question.until(({ answer }) => answer.endsWith('v2500'));
  expect(question.pages().length).toBeGreaterThan(2);
  await first.close();
  gate.open();
  await startApp(world, { roles: ['worker'] });
  const { answer } = await question.shows(/in all$/);
  expect(inRuns(answer)).toBe('w1 … w20');
  expect(question.pages()).toHaveLength(1);
});
