// /model where models answer on several machines, each with its own.
import { ChannelType } from 'discord-api-types/v10';
import { describe, expect, it } from 'vitest';
import type { Channel } from '../../playground/local-discord/index.ts';
import { defaultModels } from '../../playground/stand-in-ollama/models.ts';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import { startApp } from '../support/app.ts';
import { changeSettings } from '../support/change-settings.ts';
import { shortScript } from '../support/model-words.ts';
import { openThread } from '../support/open-thread.ts';
import { startStandIn } from '../support/stand-in.ts';
import { modelsAreKnown, useModel, type ModelUse } from '../support/use-model.ts';
import { openWorld, type World } from '../support/world.ts';

const usual = 'deepseek-r1:8b';
const small = 'llama3.2:3b';
/** One of them sees pictures. */
const known = defaultModels.flatMap((model) =>
  model.name === small ? [model, { ...model, name: 'gemma3:4b', sees: true }] : [model],
);
const wished = { model: 'deepseek-r1:14b' };

interface Machine {
  /** None where its host has given it none. */
  name?: string;
  models: readonly string[];
}

/** The bot, and a worker on each machine. */
async function openMachines(
  ...machines: readonly Machine[]
): Promise<World & { ollamas: StandInOllama[] }> {
  const world = await openWorld();
  await startApp(world, { roles: ['bot'] });
  const ollamas = await Promise.all(machines.map((machine) => startMachine(world, machine)));
  await expect.poll(() => serversOffered(world), { timeout: 5_000 }).toHaveLength(machines.length);
  return { ...world, ollamas };
}

async function startMachine(world: World, { name, models }: Machine): Promise<StandInOllama> {
  const ollama = await startStandIn({
    models: known.filter((model) => models.includes(model.name)),
    script: () => shortScript,
  });
  const config = { ollamaHost: ollama.url, workerName: name };
  await startApp(world, { roles: ['worker'], config });
  return ollama;
}

const serversOffered = ({ discord }: World) =>
  discord.people.owner.autocomplete('model pull', { option: 'worker', typed: '' });

const listed = async (world: World): Promise<string> =>
  (await useModel(world, 'list', { by: world.discord.people.ann })).message().text;

const asOwner = ({ discord }: World, values: Record<string, string>): ModelUse => ({
  by: discord.people.owner,
  values,
});

const installedOn = (ollamas: readonly StandInOllama[], model: string): boolean[] =>
  ollamas.map((ollama) => ollama.installedModels().includes(model));

describe('/model list', () => {
  it('tells on which model server each model is, and which one sees pictures', async () => {
    const world = await openMachines(
      { name: 'gpu-1', models: [usual, small] },
      { name: 'gpu-2', models: ['gemma3:4b'] },
    );
    const lines = (await listed(world)).split('\n');
    expect(lines).toContainEqual(expect.stringMatching(/^\*\*llama3\.2:3b\*\* .* · on gpu-1$/));
    expect(lines).toContainEqual(
      expect.stringMatching(/^\*\*gemma3:4b\*\* .* · sees pictures · on gpu-2$/),
    );
  });
});

describe('/model pull', () => {
  it('pulls on the model server that is named, and on no other', async () => {
    const world = await openMachines(
      { name: 'gpu-1', models: [usual] },
      { name: 'gpu-2', models: [small] },
    );
    const values = { ...wished, worker: 'gpu-2' };
    const answer = await useModel(world, 'pull', asOwner(world, values));
    await answer.shows(/^\*\*deepseek-r1:14b is installed\*\* · gpu-2 · 9 GB/);
    expect(installedOn(world.ollamas, wished.model)).toEqual([false, true]);
    await expect.poll(() => listed(world)).toMatch(/\*\*deepseek-r1:14b\*\* .* · on gpu-2\n/);
  });

  it('pulls where the usual model is when none is named', async () => {
    const world = await openMachines(
      { name: 'gpu-1', models: [small] },
      { name: 'gpu-2', models: [usual] },
    );
    const answer = await useModel(world, 'pull', asOwner(world, wished));
    await answer.shows(/^\*\*deepseek-r1:14b is installed\*\* · gpu-2/);
    expect(installedOn(world.ollamas, wished.model)).toEqual([false, true]);
  });

  it('reaches a model server without a name by its code', async () => {
    const world = await openMachines({ models: [usual] }, { models: [small] });
    const offered = await serversOffered(world);
    const server = offered.find(({ name }) => name.endsWith(small));
    expect(server?.name).toMatch(/^server [0-9a-f]{4} · llama3\.2:3b$/);
    const values = { ...wished, worker: String(server?.value) };
    const answer = await useModel(world, 'pull', asOwner(world, values));
    await answer.shows(/is installed\*\*/);
    expect(installedOn(world.ollamas, wished.model)).toEqual([false, true]);
    expect(await listed(world)).toContain(`on server ${server?.value}`);
  });

  it('refuses a model server that there is not', async () => {
    const world = await openMachines({ name: 'gpu-1', models: [usual] });
    const answer = await useModel(world, 'pull', asOwner(world, { ...wished, worker: 'gpu-9' }));
    await answer.shows(/^\*\*There is no model server `gpu-9`\.\*\*/);
    expect(installedOn(world.ollamas, wished.model)).toEqual([false]);
  });
});

describe('/model use', () => {
  it('loads the model where it is', async () => {
    const world = await openMachines(
      { name: 'gpu-1', models: [usual] },
      { name: 'gpu-2', models: [small] },
    );
    const { mod } = world.discord.people;
    const answer = await useModel(world, 'use', { by: mod, values: { model: small } });
    await answer.shows(/\n\*\*llama3\.2:3b is ready\*\* · gpu-2/);
    expect(world.ollamas.map(({ loads }) => loads.length)).toEqual([0, 1]);
  });

  it('loads it on one of those that have it', async () => {
    const both = { models: [usual, small] };
    const world = await openMachines({ name: 'gpu-1', ...both }, { name: 'gpu-2', ...both });
    const { mod } = world.discord.people;
    const answer = await useModel(world, 'use', { by: mod, values: { model: small } });
    await answer.shows(/\n\*\*llama3\.2:3b is ready\*\* · gpu-[12]/);
    expect(world.ollamas.flatMap(({ loads }) => loads)).toHaveLength(1);
  });

  it('leaves the card to whoever is answered, and says when the model is ready', async () => {
    const world = await openMachines({ name: 'gpu-1', models: [usual, small] });
    const [ollama] = world.ollamas;
    const { mod } = world.discord.people;
    if (ollama) ollama.pace.tokensPerSecond = 10;
    const question = await world.ask();
    await question.until(({ answer }) => answer.includes('w1'));
    const answer = await useModel(world, 'use', { by: mod, values: { model: small } });
    await answer.shows(/\n\*\*Waiting to load llama3\.2:3b\*\* · as soon as the card is free$/);
    expect(ollama?.loads).toHaveLength(1);
    await question.ends();
    expect(ollama?.loads).toHaveLength(1);
    await answer.shows(/\n\*\*llama3\.2:3b is ready\*\*/);
    expect(ollama?.loads).toHaveLength(2);
  });

  it('gives way to a question that comes while the model is loaded', async () => {
    const world = await openMachines({ name: 'gpu-1', models: [usual, small] });
    const [ollama] = world.ollamas;
    const { mod } = world.discord.people;
    if (ollama) ollama.pace.loadMs = 60_000;
    const answer = await useModel(world, 'use', { by: mod, values: { model: small } });
    await answer.shows(/\n\*\*Loading llama3\.2:3b\*\*/);
    if (ollama) ollama.pace.loadMs = 0;
    const question = await world.ask('Why?', { model: usual });
    expect((await question.ends()).status).toMatch(/^-# deepseek-r1:8b · /);
    await answer.shows(/\n\*\*llama3\.2:3b is ready\*\*/);
  });

  it('speaks the language that the server has chosen for what all see', async () => {
    const world = await openWorld();
    await changeSettings(world, { language: 'ru' });
    await startApp(world);
    await modelsAreKnown(world);
    const { mod } = world.discord.people;
    const answer = await useModel(world, 'use', { by: mod, values: { model: small } });
    await answer.shows(/ готова\*\*/);
    expect(answer.message().text).toMatch(
      /^На этом сервере теперь отвечает \*\*llama3\.2:3b\*\*\.\n/,
    );
  });

  it('gives a thread back to the model of its channel', async () => {
    const world = await openMachines({ name: 'gpu-1', models: [usual, small] });
    const { discord } = world;
    const { mod } = discord.people;
    const thread = openThread(discord);
    const use = (model: string, { id }: Channel) =>
      useModel(world, 'use', { by: mod, values: { model, channel: id } });
    await (await use(small, discord.channel)).shows(/is ready|in memory/);
    await (await use(usual, thread)).shows(/is ready|in memory/);
    const back = await use('default', thread);
    expect(back.message().text).toMatch(/^In <#\d+> \*\*llama3\.2:3b\*\* answers again\.$/);
  });

  it('keeps a model for at most 25 channels, and lets those go that are gone', async () => {
    const world = await openWorld();
    const { discord } = world;
    const { guild, people } = discord;
    const channels = Array.from({ length: 26 }, (_, index) =>
      discord.addChannel({ guild, type: ChannelType.GuildText, name: `room-${index}` }),
    );
    const chosen = channels.slice(0, 25).map(({ id }) => [id, usual] as const);
    await changeSettings(world, { channelModels: Object.fromEntries(chosen) });
    await startApp(world);
    await modelsAreKnown(world);
    const use = (channel: Channel | undefined) =>
      useModel(world, 'use', {
        by: people.mod,
        values: { model: small, channel: channel?.id ?? '' },
      });
    const refusal = await use(channels[25]);
    expect(refusal.message().text).toMatch(/^At most 25 channels can have a model of their own\./);
    await (await use(channels[0])).shows(/now answers in/);
    const [, gone] = channels;
    if (gone) discord.deleteChannel(gone);
    await expect.poll(async () => (await use(channels[25])).message().text).toMatch(/now answers/);
  });

  it('keeps the choices of two moderators at once', async () => {
    const world = await openMachines({ name: 'gpu-1', models: [usual, small] });
    const { discord } = world;
    const { guild, people } = discord;
    const channels = ['one', 'two', 'three'].map((name) =>
      discord.addChannel({ guild, type: ChannelType.GuildText, name }),
    );
    await Promise.all(
      channels.map(async ({ id }) => {
        const values = { model: small, channel: id };
        await (await useModel(world, 'use', { by: people.mod, values })).shows(/now answers in/);
      }),
    );
    for (const channel of channels) {
      const ask = await world.ask('Why?', { channel });
      expect((await ask.ends()).status).toMatch(/^-# llama3\.2:3b · /);
    }
  });
});
