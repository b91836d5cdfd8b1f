import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { inRuns, thoughts, words } from '../support/model-words.ts';
import { isFinal, readPage } from '../support/screen.ts';

it('goes on in further messages: no word lost or doubled, the figures on the last', async () => {
  const { ask, discord } = await openApp({
    ollama: {
      script: () => ({ reasoning: thoughts(12), answer: words(2_500) }),
      tokensPerSecond: 1_000,
    },
  });
  const question = await ask();
  const { answer, reasoning } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w2500');
  expect(inRuns(reasoning)).toBe('λ1 … λ12');
  const pages = question.pages();
  expect(pages.length).toBeGreaterThan(3);
  expect(pages.map(({ current }) => isFinal(current))).toEqual(
    pages.map((page) => page === pages.at(-1)),
  );
  expect(discord.traffic.count('channel-post')).toBe(pages.length - 1);
});

it('never takes a word back that a page has shown', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ answer: words(1_500) }), tokensPerSecond: 1_000 },
  });
  const question = await ask();
  await question.ends();
  for (const { versions } of question.pages()) {
    const bodies = versions.map((version) => readPage(version).body).filter((body) => body !== '');
    for (const [index, body] of bodies.entries()) {
      expect(body.startsWith(bodies[index - 1] ?? '')).toBe(true);
    }
  }
});

it('keeps the pages of a private answer private', async () => {
  const { ask, discord } = await openApp({ ollama: { script: () => ({ answer: words(1_500) }) } });
  const question = await ask('Why?', { private: true });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1500');
  expect(question.pages().length).toBeGreaterThan(1);
  expect(discord.messages(discord.channel, { as: discord.people.mod })).toHaveLength(0);
});

it('puts what five follow-ups cannot hold into a file', async () => {
  const { ask, discord } = await openApp({ ollama: { script: () => ({ answer: words(6_000) }) } });
  const question = await ask('Why?', { channel: discord.outsideChannel });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w6000');
  const pages = question.pages();
  expect(pages.length).toBe(6);
  expect(pages.at(-1)?.attachments).toMatchObject([{ name: 'answer.md', isShown: true }]);
});

it('adds the whole reasoning as a sealed file where the box has no room for it', async () => {
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning: thoughts(3_000), answer: words(20) }) },
  });
  const question = await ask();
  expect(inRuns((await question.ends()).reasoning)).toBe('λ1 … λ3000');
  expect(question.reply().attachments).toMatchObject([
    { name: 'SPOILER_reasoning.md', isShown: true },
  ]);
});

it('keeps reasoning sealed that would break out of a spoiler or a code block', async () => {
  const reasoning = '||λ1|| ```λ2\n|| λ3 ```\n`||` λ4 @everyone <@123> ||| λ5\n```\nλ6'.repeat(40);
  const { ask } = await openApp({
    ollama: { script: () => ({ reasoning, answer: words(200) }), tokensPerSecond: 400 },
  });
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w200');
});

it('keeps a Stop button in sight while pages are added', async () => {
  const { ask, discord, ollama } = await openApp({
    ollama: {
      script: () => ({ reasoning: thoughts(4), answer: words(3_000) }),
      tokensPerSecond: 1_000,
    },
  });
  const question = await ask();
  const isStoppable: boolean[] = [];
  const stopWatching = discord.onChange(() => {
    const pages = question.pages();
    const hasBegun = pages.some(({ current }) => readPage(current).body !== '');
    const hasEnded = ollama.chats()[0]?.endedAt !== undefined;
    if (hasBegun && !hasEnded)
      isStoppable.push(pages.some(({ buttons }) => buttons.some(({ label }) => label === 'Stop')));
  });
  await question.ends();
  stopWatching();
  expect(new Set(isStoppable)).toEqual(new Set([true]));
});

it('answers in the channel where it may attach no files', async () => {
  const { ask, discord } = await openApp({
    ollama: { script: () => ({ reasoning: thoughts(3_000), answer: words(20) }) },
    expected: { refusals: ['403/50013'] },
  });
  const { ViewChannel, SendMessages, ReadMessageHistory, UseApplicationCommands } =
    PermissionFlagsBits;
  discord.setBotPermissions(
    discord.channel,
    ViewChannel,
    SendMessages,
    ReadMessageHistory,
    UseApplicationCommands,
  );
  const question = await ask();
  const { answer, reasoning } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w20');
  expect(reasoning).toMatch(/λ3000$/);
  expect(question.reply().attachments).toEqual([]);
});
