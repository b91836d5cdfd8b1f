import { expect, it } from 'vitest';
import type { FaultEffect } from '../../playground/local-discord/http/faults.ts';
import { openApp } from '../support/app.ts';
import { inRuns } from '../support/model-words.ts';

/** discord.js sends a request that is cut off once more. */
const tries = 2;

const drop = (when: 'before' | 'after'): FaultEffect => ({ type: 'drop', when });

it('takes a question although Discord could not say that it had the first answer', async () => {
  const { ask, discord, ollama } = await openApp({ expected: { refusals: ['400/40060'] } });
  discord.faults.inject({ effect: drop('after'), kind: 'callback', times: tries });
  discord.faults.inject({ effect: drop('before'), kind: 'webhook-get', times: tries });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(ollama.chats()).toHaveLength(1);
});

it('takes a question although its first answer does not reach Discord at once', async () => {
  const { ask, discord } = await openApp();
  discord.faults.inject({ effect: drop('before'), kind: 'callback', times: tries });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('leaves alone what Discord has forgotten meanwhile', async () => {
  const { discord, log } = await openApp({ expected: { refusals: ['404/10062'] } });
  const fault = discord.faults.inject({ effect: drop('before'), kind: 'callback' });
  const interaction = discord.people.ann.command('ask', { prompt: 'Why?' });
  expect(await interaction.settled()).toBe('failed');
  fault.remove();
  await expect.poll(() => log.count('interaction-lost'), { timeout: 10_000 }).toBe(1);
  expect(discord.messages(discord.channel)).toEqual([]);
});
