// What is done about models goes on when the bot or the worker goes away.
import { expect, it } from 'vitest';
import { startApp } from '../support/app.ts';
import { startAppProcess } from '../support/app-process.ts';
import { modelsAreKnown, useModel } from '../support/use-model.ts';
import { openWorld } from '../support/world.ts';

const gigabyte = 1e9;
const pull = { model: 'deepseek-r1:32b' };

it('shows the bar on in the same message when the bot was killed and started again', async () => {
  const world = await openWorld({ ollama: { bytesPerSecond: gigabyte } });
  await startApp(world, { roles: ['worker'] });
  const bot = await startAppProcess(world, 'bot');
  await modelsAreKnown(world);
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: pull });
  await answer.shows(/GB of 20 GB/);
  const { id } = answer.message();
  await bot.kill('SIGKILL');
  world.ollama.pullPace.bytesPerSecond = 0;
  await startAppProcess(world, 'bot');
  await answer.shows(/^\*\*deepseek-r1:32b is installed\*\*/, { timeoutMs: 20_000 });
  expect(answer.message().id).toBe(id);
  expect(world.ollama.requests.filter(({ path }) => path === '/api/pull')).toHaveLength(1);
});

it('edits the message by the channel when the token of the interaction is over', async () => {
  const world = await openWorld({ ollama: { bytesPerSecond: gigabyte } });
  await startApp(world);
  await modelsAreKnown(world);
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: pull });
  await answer.shows(/GB of 20 GB/);
  world.discord.clock.advance(16 * 60_000);
  world.ollama.pullPace.bytesPerSecond = 0;
  await answer.shows(/^\*\*deepseek-r1:32b is installed\*\*/);
  expect(answer.message().current.route).toBe('channel-edit');
});

it('goes on with what was downloaded when the worker was killed', async () => {
  const world = await openWorld({ ollama: { bytesPerSecond: gigabyte } });
  await startApp(world, { roles: ['bot'] });
  const worker = await startAppProcess(world, 'worker');
  await modelsAreKnown(world);
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: pull });
  await answer.shows(/GB of 20 GB/);
  await worker.kill('SIGKILL');
  const kept = world.ollama.partialBytes(pull.model);
  world.ollama.pullPace.bytesPerSecond = 0;
  await startAppProcess(world, 'worker');
  await answer.shows(/^\*\*deepseek-r1:32b is installed\*\*/, { timeoutMs: 30_000 });
  expect(kept).toBeGreaterThan(0);
  expect(world.ollama.requests.filter(({ path }) => path === '/api/pull')).toHaveLength(2);
});

it('hands a pull over at once when the worker is told to stop', async () => {
  const world = await openWorld({ ollama: { bytesPerSecond: gigabyte } });
  await startApp(world, { roles: ['bot'] });
  const worker = await startApp(world, { roles: ['worker'] });
  await modelsAreKnown(world);
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: pull });
  await answer.shows(/GB of 20 GB/);
  await worker.close();
  world.ollama.pullPace.bytesPerSecond = 0;
  await startApp(world, { roles: ['worker'] });
  await answer.shows(/^\*\*deepseek-r1:32b is installed\*\*/);
  expect(answer.message().buttons).toEqual([]);
});

it('waits for a worker when there is none, and can be cancelled meanwhile', async () => {
  const world = await openWorld();
  await startApp(world, { roles: ['bot'] });
  const { owner } = world.discord.people;
  const answer = await useModel(world, 'pull', { by: owner, values: pull });
  await answer.shows(/^\*\*Waiting to pull deepseek-r1:32b\*\* · no model server is connected$/);
  owner.press(answer.message(), 'Cancel');
  await answer.shows(/^\*\*deepseek-r1:32b: cancelled\*\*$/);
  await startApp(world, { roles: ['worker'] });
  await modelsAreKnown(world);
  expect(world.ollama.requests.filter(({ path }) => path === '/api/pull')).toEqual([]);
});
