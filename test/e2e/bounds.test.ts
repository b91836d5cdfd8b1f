import { expect, it } from 'vitest';
import type { Script } from '../../playground/stand-in-ollama/script.ts';
import { openApp } from '../support/app.ts';
import { inRuns, shortScript, thoughts, words } from '../support/model-words.ts';

const loop = Array(20_000).fill('again and again, ');

it('ends an answer that repeats itself, says so, and takes the next question at once', async () => {
  const looping: Script = { ...shortScript, answer: loop };
  const { ask, ollama } = await openApp({
    ollama: {
      script: ({ messages }) => (messages.at(-1)?.content === 'one' ? looping : shortScript),
      tokensPerSecond: 2_000,
    },
  });
  const first = await ask('one');
  const second = await ask('two');
  const { reasoning, answer, status, buttons } = await first.ends();
  expect(inRuns(reasoning)).toBe('λ1 … λ12');
  expect(answer).toMatch(/^(again and again, ?)+$/);
  expect(status).toMatch(/^\*\*The answer began to repeat itself and was ended here\.\*\*\n-# /);
  expect(buttons).not.toContain('Stop');
  expect(inRuns((await second.ends()).answer)).toBe('w1 … w20');
  const [ended, next] = ollama.chats();
  expect(ended?.tokensSent).toBeLessThan(2_000);
  expect((next?.slotAt ?? Number.NaN) - (ended?.closedByClientAt ?? 0)).toBeLessThan(500);
});

it('ends a model that thinks in circles, and keeps its thoughts sealed', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning: Array(20_000).fill('λλλ λλλλ ') }) },
  });
  const question = await ask();
  const { reasoning, answer, status } = await question.ends();
  expect(reasoning).toMatch(/λλλ λλλλ$/);
  expect(answer).toBe('');
  expect(status).toMatch(
    /^\*\*The model thought in circles and was ended before it wrote an answer\.\*\*\n-# /,
  );
});

it('ends a model that thinks for longer than the host allows', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning: thoughts(500), answer: words(20) }) },
    config: { maxReasoningTokens: 100 },
  });
  const question = await ask();
  const { reasoning, answer, status } = await question.ends();
  expect([inRuns(reasoning), answer]).toEqual(['λ1 … λ100', '']);
  expect(status).toMatch(
    /^\*\*The model used all its room for thinking and wrote no answer\.\*\*\n-# .*100 tokens/,
  );
});
