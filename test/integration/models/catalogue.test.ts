import { expect, it } from 'vitest';
import { createCatalogue } from '../../../src/models/catalogue.ts';
import { createLoader } from '../../../src/models/loader.ts';
import { startStandIn } from '../../support/stand-in.ts';

const memory = { contextTokens: 8_192, keepAlive: '30m' };

it('lists what answers on this machine, with what it can do', async () => {
  const { url: host } = await startStandIn();
  const { serverVersion, models } = await createCatalogue({ host }).read();
  expect(serverVersion).toBe('0.32.15');
  expect(models[0]).toEqual({
    name: 'deepseek-r1:8b',
    sizeBytes: 5_225_376_047,
    parameterSize: '8.2B',
    canThink: true,
    isReasoner: true,
    contextTokens: 131_072,
    isLoaded: false,
    canSee: false,
    family: 'qwen3',
    quantization: 'Q4_K_M',
    modifiedAt: '2026-10-02T09:14:07.512Z',
    license: 'MIT License',
  });
  expect(models.map(({ name, canThink, isReasoner }) => [name, canThink, isReasoner])).toEqual([
    ['deepseek-r1:8b', true, true],
    ['deepseek-r1:7b', false, true],
    ['llama3.2:3b', false, false],
  ]);
});

it('never asks the server about an alias of a model elsewhere', async () => {
  const standIn = await startStandIn();
  await createCatalogue({ host: standIn.url }).read();
  const shown = standIn.requests.filter(({ path }) => path === '/api/show');
  expect(shown.map(({ body }) => body['model'])).not.toContain('study-friend:latest');
});

it('asks once for what a digest holds', async () => {
  const standIn = await startStandIn();
  const catalogue = createCatalogue({ host: standIn.url });
  await catalogue.read();
  await catalogue.read();
  expect(standIn.requests.filter(({ path }) => path === '/api/show')).toHaveLength(3);
});

it('leaves out a model that the server refuses to show', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'status', status: 500, error: 'broken manifest' }, { on: 'show' });
  expect((await createCatalogue({ host: standIn.url }).read()).models).toHaveLength(2);
});

it('knows which models are loaded, and what they take of the card', async () => {
  const { url: host } = await startStandIn();
  const loader = createLoader({ host, memory, loadMs: 5_000, isWantedByOthers: async () => false });
  await loader.load('llama3.2:3b', { signal: new AbortController().signal });
  const { models } = await createCatalogue({ host }).read();
  expect(models.filter(({ isLoaded }) => isLoaded)).toMatchObject([
    { name: 'llama3.2:3b', vramBytes: 3_204_448_256 },
  ]);
});

it('finds one model, however its name is written', async () => {
  const { url: host } = await startStandIn();
  const catalogue = createCatalogue({ host });
  expect(await catalogue.find('DeepSeek-R1:8B')).toMatchObject({
    type: 'found',
    model: { name: 'deepseek-r1:8b' },
  });
  expect(await catalogue.find('deepseek-r1:70b')).toEqual({ type: 'missing' });
});

it('takes only a model that the server does not know for missing', async () => {
  const standIn = await startStandIn();
  const find = () => createCatalogue({ host: standIn.url }).find('deepseek-r1:8b');
  const refuse = (status: number, error: string) =>
    standIn.fail({ type: 'status', status, error }, { on: 'show' });
  refuse(503, 'server busy, please try again.');
  await expect(find()).rejects.toMatchObject({ code: 'MODEL_SERVER_BUSY' });
  refuse(500, 'broken manifest');
  await expect(find()).rejects.toMatchObject({ code: 'MODEL_ERROR' });
  refuse(404, "model 'deepseek-r1:8b' not found");
  expect(await find()).toEqual({ type: 'missing' });
});

it('tells an innocent name that stands for a model elsewhere', async () => {
  const { url: host } = await startStandIn();
  expect(await createCatalogue({ host }).find('study-friend:latest')).toEqual({ type: 'remote' });
});

it('asks the server nothing about a name of the cloud', async () => {
  const standIn = await startStandIn();
  expect(await createCatalogue({ host: standIn.url }).find('gpt-oss:120b-cloud')).toEqual({
    type: 'remote',
  });
  expect(standIn.requests).toEqual([]);
});

it('says that the server cannot be reached', async () => {
  const standIn = await startStandIn();
  await standIn.refuseConnections();
  const reading = createCatalogue({ host: standIn.url }).read();
  await expect(reading).rejects.toMatchObject({ code: 'MODEL_SERVER_UNREACHABLE' });
});

it('gives up on a server that takes the connection and says nothing', async () => {
  const standIn = await startStandIn();
  standIn.fail({ type: 'silence' }, { on: 'tags' });
  const reading = createCatalogue({ host: standIn.url, timeoutMs: 50 }).read();
  await expect(reading).rejects.toMatchObject({ code: 'MODEL_SERVER_UNREACHABLE' });
});

it('ends with the reason of its signal', async () => {
  const { url: host } = await startStandIn();
  const reason = new Error('shutting down');
  const reading = createCatalogue({ host }).read({ signal: AbortSignal.abort(reason) });
  await expect(reading).rejects.toBe(reason);
});
