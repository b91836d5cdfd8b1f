// What becomes of an answer in a thread of the bot when the thread, or somebody's right to write there, is taken away.
import { PermissionFlagsBits } from 'discord-api-types/v10';
import { expect, it } from 'vitest';
import type { Channel } from '../../../playground/local-discord/index.ts';
import { openApp, type TestApp } from '../../support/app.ts';
import { createGate, type Gate } from '../../support/gate.ts';
import { inRuns } from '../../support/model-words.ts';
import { continueInThread } from '../../support/open-conversation.ts';
import { isFinal, readScreen } from '../../support/screen.ts';
import { textIn, toldIn } from '../../support/told.ts';
import type { Expected, Written } from '../../support/world.ts';

interface Scene {
  app: TestApp;
  thread: Channel;
  /** A message of Mod in it that is being answered. */
  asked: Written;
  /** The model says the rest. */
  model: Gate;
}

async function answerInThread(expected: Expected = {}): Promise<Scene> {
  const app = await openApp({ expected });
  const begun = await app.ask('One?');
  await begun.ends();
  const thread = await continueInThread(app.discord, { reply: begun });
  const model = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 20, until: model.opened });
  const asked = app.write('<@bot> Two?', { channel: thread, by: app.discord.people.mod });
  await asked.shows(/Answering/);
  return { app, thread, asked, model };
}

it('a thread that is closed is opened again for the answer', async () => {
  const { app, thread, asked, model } = await answerInThread({ refusals: ['400/50083'] });
  app.discord.archiveThread(thread);
  model.open();
  expect(inRuns((await asked.ends()).answer)).toBe('w1 … w20');
});

it('a thread that is closed and locked stays so, and its asker gets the answer as a direct message', async () => {
  const { app, thread, model } = await answerInThread({ refusals: ['400/50083', '403/50013'] });
  app.discord.archiveThread(thread, { isLocked: true });
  model.open();
  const messages = () => app.discord.messages(app.discord.directChannel(app.discord.people.mod));
  await app.discord.waitFor(() => messages().some(({ current }) => isFinal(current)));
  expect(inRuns(readScreen(messages()).answer)).toBe('w1 … w20');
});

it('a thread that is deleted ends what is answered in it, and the answer that it hung on can be gone on from', async () => {
  const { app, thread, asked } = await answerInThread({
    possibleRefusals: ['404/10003', '404/10008', '403/50001'],
  });
  app.forget(asked);
  app.discord.deleteChannel(thread);
  await app.ollama.waitFor(() => app.ollama.chats()[1]?.closedByClientAt !== undefined);
  const [begun] = app.discord.messages(app.discord.channel);
  if (!begun) throw new Error('the first answer is gone');
  await app.write('<@bot> Three?', { repliesTo: begun }).ends();
  expect(textIn(toldIn(app)[2])).toMatch(/^One\?\nw1 .*w20\nThree\?$/);
});

it('an answer comes although its asker may not write in the thread any more, and can be stopped', async () => {
  const { app, thread, asked } = await answerInThread();
  const { mod } = app.discord.people;
  const { SendMessages, SendMessagesInThreads } = PermissionFlagsBits;
  const deny = SendMessages | SendMessagesInThreads;
  thread.parent?.overwrites.push({ id: mod.id, of: 'member', allow: 0n, deny });
  expect(() => mod.write(thread, 'Now?')).toThrow('Mod');
  asked.press('Stop', mod);
  expect((await asked.ends()).status).toMatch(/^-# Stopped by Mod/);
});
