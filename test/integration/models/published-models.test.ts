import { beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import type { StandInOllama } from '../../../playground/stand-in-ollama/stand-in-ollama.ts';
import type { Rest } from '../../../src/gpu/rest.ts';
import { createCatalogue, type Catalogue } from '../../../src/models/catalogue.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { createModelPublisher } from '../../../src/models/model-publisher.ts';
import type { ModelPublisherOptions } from '../../../src/models/model-publisher.ts';
import { listPublishedModels, publishWorker } from '../../../src/models/published-models.ts';
import { createGate } from '../../support/gate.ts';
import { createLogLines } from '../../support/log-lines.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { startStandIn } from '../../support/stand-in.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

const place = () => ({ redis: testRedis.client, prefix: testRedis.prefix });
const published = () => listPublishedModels(place());

function openPublisher(host: string, options: Partial<ModelPublisherOptions> = {}) {
  const log = createLogLines();
  const publisher = createModelPublisher({
    ...place(),
    workerId: 'gpu-1',
    catalogue: createCatalogue({ host }),
    log: log.logger,
    intervalMs: 10,
    ...options,
  });
  onTestFinished(() => publisher.close());
  return { publisher, log };
}

const readingsOf = ({ requests }: StandInOllama) =>
  requests.filter(({ path }) => path === '/api/tags').length;

const workerState = async () => (await published()).workers[0]?.state;
const expectState = (state: string | undefined) =>
  vi.waitFor(async () => expect(await workerState()).toBe(state), { timeout: 2_000, interval: 5 });

const model = (name: string, isLoaded = false): InstalledModel => ({
  name,
  sizeBytes: 1,
  parameterSize: '8B',
  canThink: true,
  isReasoner: true,
  isLoaded,
});

it('knows no models while there is no worker', async () => {
  expect(await published()).toEqual({ workers: [], models: [] });
});

it('publishes what a worker has', async () => {
  const { url: host } = await startStandIn();
  openPublisher(host);
  await expectState('ready');
  const { workers, models } = await published();
  expect(workers).toMatchObject([{ workerId: 'gpu-1', serverVersion: '0.32.15' }]);
  expect(models.map(({ name }) => name)).toEqual([
    'deepseek-r1:7b',
    'deepseek-r1:8b',
    'llama3.2:3b',
  ]);
});

it('publishes what its host calls it, and when the host keeps the card', async () => {
  const { url: host } = await startStandIn();
  openPublisher(host, { name: 'gpu-box', quietHours: '23:00-07:00 (UTC)' });
  await expectState('ready');
  const told = { name: 'gpu-box', quietHours: '23:00-07:00 (UTC)' };
  expect((await published()).workers).toMatchObject([told]);
});

it('publishes at once that it rests and that it works again, also in the middle of a round', async () => {
  const { url: host } = await startStandIn();
  const catalogue = createCatalogue({ host });
  let held = createGate();
  const read = vi.fn<Catalogue['read']>(() => held.opened.then(() => catalogue.read()));
  let rest: Rest | undefined = { cause: 'pause', until: 1, reason: 'gaming' };
  const { publisher } = openPublisher(host, {
    catalogue: { ...catalogue, read },
    intervalMs: 60_000,
    restOf: () => rest,
  });
  held.open();
  await vi.waitFor(async () => expect((await published()).workers[0]?.rest).toEqual(rest));
  held = createGate();
  publisher.refresh();
  publisher.refresh();
  rest = undefined;
  held.open();
  await vi.waitFor(async () => expect((await published()).workers[0]?.rest).toBeUndefined());
  await vi.waitFor(() => expect(read).toHaveBeenCalledTimes(3));
});

it('publishes that its Ollama does not answer, with the models last seen', async () => {
  const standIn = await startStandIn();
  openPublisher(standIn.url);
  await expectState('ready');
  await standIn.refuseConnections();
  await expectState('unreachable');
  expect((await published()).models).toHaveLength(3);
});

it('tells once that its Ollama does not answer, and once that it answers again', async () => {
  const standIn = await startStandIn();
  const catalogue = createCatalogue({ host: standIn.url });
  const read = vi.fn<Catalogue['read']>(catalogue.read);
  await standIn.refuseConnections();
  const { log } = openPublisher(standIn.url, { catalogue: { ...catalogue, read } });
  await vi.waitFor(() => expect(read.mock.calls.length).toBeGreaterThan(3));
  await standIn.acceptConnections();
  await expectState('ready');
  expect(log.lines).toMatchObject([
    { level: 'warn', msg: 'ollama-lost', reason: 'MODEL_SERVER_UNREACHABLE' },
    { level: 'info', msg: 'ollama-back' },
  ]);
});

it('tells once that Redis does not take what it publishes, and goes on', async () => {
  const standIn = await startStandIn();
  const { log } = openPublisher(standIn.url, { prefix: 'not-ours' });
  await standIn.waitFor(() => readingsOf(standIn) > 3);
  expect(log.lines).toMatchObject([{ level: 'warn', msg: 'publishing-lost' }]);
});

it('makes up for no round whose time came while one was held up', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  onTestFinished(() => void vi.useRealTimers());
  const { url: host } = await startStandIn();
  const catalogue = createCatalogue({ host });
  const held = createGate();
  const read = vi.fn<Catalogue['read']>(() => held.opened.then(() => catalogue.read()));
  openPublisher(host, { catalogue: { ...catalogue, read }, intervalMs: 10_000 });
  vi.advanceTimersByTime(60_000);
  expect(read).toHaveBeenCalledTimes(1);
  held.open();
  await expectState('ready');
  vi.advanceTimersByTime(10_000);
  expect(read).toHaveBeenCalledTimes(2);
});

it('goes on publishing by itself', async () => {
  const standIn = await startStandIn();
  openPublisher(standIn.url);
  await standIn.waitFor(() => readingsOf(standIn) >= 3);
  expect((await published()).workers).toHaveLength(1);
});

it('withdraws what it published when the worker stops', async () => {
  const { url: host } = await startStandIn();
  const { publisher } = openPublisher(host);
  await expectState('ready');
  await publisher.close();
  await publisher.close();
  expect(await published()).toEqual({ workers: [], models: [] });
});

it('lets what a killed worker published expire within 30 s', async () => {
  const report = { state: 'ready' as const, models: [model('deepseek-r1:8b')] };
  await publishWorker(place(), { workerId: 'gpu-9', report });
  const key = `${testRedis.prefix}:worker:gpu-9`;
  const leftMs = await testRedis.client.pttl(key);
  expect(leftMs).toBeGreaterThan(25_000);
  expect(leftMs).toBeLessThanOrEqual(30_000);
  await testRedis.client.del(key);
  expect(await published()).toEqual({ workers: [], models: [] });
});

it('is not forgotten because the clock of another host is ahead', async () => {
  const report = { state: 'ready' as const, models: [] };
  await publishWorker(place(), { workerId: 'gpu-1', report });
  const ahead = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 48 * 60 * 60_000);
  onTestFinished(() => ahead.mockRestore());
  await publishWorker(place(), { workerId: 'gpu-2', report });
  expect((await published()).workers).toHaveLength(2);
});

it('lists a model once, with all workers that have it, those that answer first', async () => {
  const away = { state: 'unreachable' as const, models: [model('a:8b', true), model('b:1b')] };
  const ready = { state: 'ready' as const, models: [model('a:8b')] };
  await publishWorker(place(), { workerId: 'gpu-1', report: away });
  await publishWorker(place(), { workerId: 'gpu-2', report: ready });
  expect((await published()).models).toMatchObject([
    { name: 'a:8b', isLoaded: true, workerIds: ['gpu-2', 'gpu-1'] },
    { name: 'b:1b', workerIds: ['gpu-1'] },
  ]);
});

it('passes over a report that it cannot read', async () => {
  const report = { state: 'ready' as const, models: [] };
  await publishWorker(place(), { workerId: 'gpu-1', report });
  await testRedis.client.set(`${testRedis.prefix}:worker:gpu-1`, '{"state":"from the future"}');
  expect((await published()).workers).toEqual([]);
});
