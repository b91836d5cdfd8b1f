// A life of a community with all that the bot keeps something of: for tests that look for what must not be there.
import type { LocalMessage } from '../../playground/local-discord/index.ts';
import { continueInThread } from './open-conversation.ts';
import { useModel } from './use-model.ts';
import type { World } from './world.ts';

/** What the life provokes in the world: one answer is tried again. */
export const lifeExpected = { retries: 1 };

/** Ann writes "annsecret" wherever she can, Mod "modsecret"; each speaks of the other. Nobody's question is left open. */
export async function liveTogether(world: World): Promise<void> {
  await askAndTryAgain(world);
  await askAboutEachOther(world);
  await converse(world);
  await useModels(world);
}

async function askAndTryAgain(world: World): Promise<void> {
  const { mod } = world.discord.people;
  const file = { name: 'annsecret.txt', content: 'annsecret in a file' };
  const first = await world.ask('annsecret asked?', { file });
  await first.ends();
  const begun = world.ollama.chats().length;
  first.press('Try again', mod);
  await world.ollama.waitFor(() => world.ollama.chats().length > begun);
  await first.ends();
  await (await world.ask('modsecret asked?', { by: mod })).ends();
  await (await world.ask('annsecret privately?', { private: true })).ends();
}

async function askAboutEachOther(world: World): Promise<void> {
  const { people, channel } = world.discord;
  const { ann, mod } = people;
  const about = async (said: LocalMessage, question: string, by = ann): Promise<void> => {
    const opened = by.useOn(said, 'Ask about this');
    await world.discord.waitFor(() => opened.modal);
    const asked = world.follow(by.submitModal(opened, { question }), by);
    await world.discord.waitFor(() => asked.interaction.response);
    await asked.ends();
  };
  await about(ann.write(channel, 'annsecret said'), 'modsecret about it?', mod);
  await about(mod.write(channel, 'modsecret said'), 'annsecret about it?');
}

/** In a channel, a thread and a direct channel. */
async function converse(world: World): Promise<void> {
  const { discord } = world;
  const { ann, mod } = discord.people;
  const first = world.write('<@bot> annsecret mentioned');
  await first.ends();
  await world.write('<@bot> modsecret replied', { by: mod, repliesTo: first.reply() }).ends();
  const asked = await world.ask('annsecret begins a thread?');
  await asked.ends();
  const thread = await continueInThread(discord, { reply: asked });
  await world.write('<@bot> modsecret in the thread', { by: mod, channel: thread }).ends();
  await world.write('<@bot> annsecret in the thread', { channel: thread }).ends();
  await world.write('annsecret directly', { channel: discord.directChannel(ann) }).ends();
}

/** Mod chooses a model, and the owner begins a pull that Mod would like, and cancels it. */
async function useModels(world: World): Promise<void> {
  const { mod, owner } = world.discord.people;
  const chosen = await useModel(world, 'use', { by: mod, values: { model: 'llama3.2:3b' } });
  await chosen.shows(/is ready/);
  const pull = await useModel(world, 'pull', { by: owner, values: { model: 'deepseek-r1:32b' } });
  await pull.shows(/GB of 20 GB/);
  owner.press(pull.message(), 'Cancel');
  await pull.shows(/cancelled/);
  const paused = owner.command('gpu pause', { reason: 'gaming' });
  await world.discord.waitFor(() => paused.response?.text.startsWith('**Paused'));
}
