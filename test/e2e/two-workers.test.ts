import { expect, it } from 'vitest';
import { defaultModels } from '../../playground/stand-in-ollama/models.ts';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type { App } from '../../src/app.ts';
import { startApp, type StartOptions } from '../support/app.ts';
import { inRuns, shortScript } from '../support/model-words.ts';
import { startStandIn } from '../support/stand-in.ts';
import { openWorld, type World } from '../support/world.ts';

const big = 'deepseek-r1:8b';
const small = 'llama3.2:3b';

/** An Ollama of another machine. */
const startOllama = (name: string): Promise<StandInOllama> =>
  startStandIn({
    models: defaultModels.filter((model) => model.name === name),
    script: () => shortScript,
  });

const startWorker = (
  world: World,
  ollama: StandInOllama,
  config: StartOptions['config'] = {},
): Promise<App> =>
  startApp(world, { roles: ['worker'], config: { ...config, ollamaHost: ollama.url } });

/** Before, every valid name is taken, or one that comes is not known. */
async function modelsAreKnown({ discord }: World, count: number): Promise<void> {
  const complete = () => discord.people.ann.autocomplete('ask', { option: 'model', typed: '' });
  await expect.poll(complete, { timeout: 5_000 }).toHaveLength(count);
}

const chatModels = (ollama: StandInOllama): unknown[] =>
  ollama.chats().map(({ body }) => body['model']);

it('gives each worker only what it has a model for', async () => {
  const world = await openWorld();
  const ollamas = await Promise.all([big, small].map(startOllama));
  await startApp(world, { roles: ['bot'] });
  await Promise.all(ollamas.map((ollama) => startWorker(world, ollama)));
  await modelsAreKnown(world, 2);
  const models = [small, big, small];
  const asks = await Promise.all(models.map((model) => world.ask('Why?', { model })));
  for (const ask of asks) expect(inRuns((await ask.ends()).answer)).toBe('w1 … w20');
  expect(ollamas.map(chatModels)).toEqual([[big], [small, small]]);
});

it('keeps a question whose model left for a worker that comes with it', async () => {
  const world = await openWorld();
  const [withBig, withSmall] = await Promise.all([startOllama(big), startOllama(small)]);
  await startApp(world, { roles: ['bot'] });
  await startWorker(world, withSmall);
  const leaving = await startWorker(world, withBig);
  await modelsAreKnown(world, 2);
  withBig.pace.tokensPerSecond = 20;
  const running = await world.ask('Why?', { model: big });
  await running.until(({ answer }) => answer.includes('w1'));
  const waiting = await world.ask('Why?', { model: big });
  await waiting.shows(/in line|Waiting/);
  await leaving.close();
  const other = await world.ask('Why?', { model: small });
  expect(inRuns((await other.ends()).answer)).toBe('w1 … w20');
  expect(chatModels(withSmall)).toEqual([small]);
  withBig.pace.tokensPerSecond = 0;
  await startWorker(world, withBig);
  for (const ask of [running, waiting]) expect(inRuns((await ask.ends()).answer)).toBe('w1 … w20');
  expect(chatModels(withSmall)).toEqual([small]);
});

it('ends a question whose model nobody brings back', async () => {
  const world = await openWorld();
  const [withBig, withSmall] = await Promise.all([startOllama(big), startOllama(small)]);
  await startApp(world, { roles: ['bot'] });
  const leaving = await startWorker(world, withBig);
  await modelsAreKnown(world, 1);
  withBig.pace.tokensPerSecond = 20;
  const question = await world.ask('Why?', { model: big });
  await question.until(({ answer }) => answer.includes('w1'));
  await leaving.close();
  await startWorker(world, withSmall, { watchdogs: impatient });
  expect((await question.ends()).status).toMatch(
    /^\*\*The model `deepseek-r1:8b` is not installed\.\*\*/,
  );
  expect(withSmall.chats()).toEqual([]);
});

const impatient = {
  firstTokenMs: 10_000,
  tokenGapMs: 10_000,
  answerMs: 30_000,
  loadMs: 30_000,
  serverWaitMs: 500,
};
