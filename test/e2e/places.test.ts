import { ChannelType } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import { openApp } from '../support/app.ts';
import { inRuns, words } from '../support/model-words.ts';
import { openThread } from '../support/open-thread.ts';

it('shows a private answer to its asker alone, and says so', async () => {
  const { ask, discord } = await openApp();
  const question = await ask('Why?', { private: true });
  const { answer, status } = await question.ends();
  expect(inRuns(answer)).toBe('w1 … w20');
  expect(status).toMatch(/only you can see this$/);
  const { ann, mod } = discord.people;
  expect(discord.messages(discord.channel, { as: ann })).toHaveLength(1);
  expect(discord.messages(discord.channel, { as: mod })).toHaveLength(0);
});

it('answers in a direct message', async () => {
  const { ask, discord } = await openApp();
  const channel = discord.directChannel(discord.people.ann);
  const question = await ask('Why?', { channel });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('answers where only the asker has installed it, with the interaction and nothing else', async () => {
  const { ask, discord } = await openApp();
  const question = await ask('Why?', { channel: discord.outsideChannel });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
  expect(discord.traffic.count('channel-edit') + discord.traffic.count('channel-post')).toBe(0);
});

it('answers in a group message that the bot is not in', async () => {
  const { ask, discord } = await openApp();
  const { ann, mod } = discord.people;
  const channel = discord.addChannel({ type: ChannelType.GroupDM, recipients: [ann, mod] });
  const question = await ask('Why?', { channel });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w20');
});

it('answers in a thread, also over several pages', async () => {
  const { ask, discord } = await openApp({
    ollama: { script: () => ({ answer: words(1_000) }) },
  });
  const channel = openThread(discord);
  const question = await ask('Why?', { channel });
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1000');
  expect(question.pages().map((page) => page.channel.id)).toEqual([channel.id, channel.id]);
});

it('answers where it may not write otherwise', async () => {
  const { ask, discord } = await openApp({ ollama: { script: () => ({ answer: words(1_000) }) } });
  discord.setBotPermissions(discord.channel);
  const question = await ask();
  expect(inRuns((await question.ends()).answer)).toBe('w1 … w1000');
  expect(question.pages()).toHaveLength(2);
});
