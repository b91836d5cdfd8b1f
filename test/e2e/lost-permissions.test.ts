import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { isFinal, readScreen } from '../support/screen.ts';
import type { WorldOptions } from '../support/world.ts';

const { ViewChannel, SendMessages, AttachFiles, EmbedLinks } = PermissionFlagsBits;
const minuteMs = 60_000;

/** An answer that has begun, whose bot then has only these permissions. */
async function openAnswer(
  { permissions, ...options }: WorldOptions & { permissions: readonly bigint[] },
  afterTokens = 100,
) {
  const app = await openApp(options);
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens, until: gate.opened });
  const question = await app.ask();
  await question.shows(/Thinking|Answering/);
  app.discord.setBotPermissions(app.discord.channel, ...permissions);
  return { ...app, question, release: gate.open };
}

it.each([
  ['write', [ViewChannel, AttachFiles, EmbedLinks], '403/50013'],
  ['see the channel', [], '403/50001'],
])('posts the further pages by the interaction when it may not %s any more', async (...row) => {
  const [, permissions, refusal] = row;
  const { question, release, discord } = await openAnswer({
    permissions,
    ollama: { script: () => ({ reasoning: thoughts(12), answer: words(1_500) }) },
    expected: { refusals: [refusal] },
  });
  release();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
  expect(discord.traffic.requests.filter(({ status }) => status === 403)).toHaveLength(1);
});

it('leaves files out when it may not attach them any more', async () => {
  const { question, release, discord } = await openAnswer({
    permissions: [ViewChannel, SendMessages, EmbedLinks],
    ollama: { script: () => ({ reasoning: thoughts(2_000), answer: words(20) }) },
    expected: { refusals: ['403/50013'] },
  });
  release();
  const { answer, reasoning } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w20');
  expect(inRuns(reasoning)).toMatch(/λ2000$/);
  expect(question.reply().attachments).toEqual([]);
  expect(discord.traffic.requests.filter(({ status }) => status === 403)).toHaveLength(1);
});

it('goes on without a difference when links may not be shown any more', async () => {
  const { question, release } = await openAnswer({
    permissions: [ViewChannel, SendMessages, AttachFiles],
    ollama: { script: () => ({ answer: words(400) }) },
  });
  release();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w400');
});

it('brings the answer by direct message when the interaction has ended as well', async () => {
  const { question, release, discord } = await openAnswer({
    permissions: [],
    ollama: { script: () => ({ answer: words(400) }) },
    expected: { refusals: ['403/50001'], possibleRefusals: ['401/50027'] },
  });
  discord.clock.advance(16 * minuteMs);
  release();
  const messages = () => discord.messages(discord.directChannel(discord.people.ann));
  await discord.waitFor(() => messages().some(({ current }) => isFinal(current)));
  expect(inRuns(readScreen(messages()).answer)).toBe('w1 … w400');
  expect(discord.traffic.invalidCount).toBeLessThanOrEqual(2);
  expect(question.screen().status).not.toBe('');
});
