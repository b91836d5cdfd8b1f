import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { createCatalogue } from '../../../src/models/catalogue.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { createModelPublisher } from '../../../src/models/model-publisher.ts';
import type { ModelPublisherOptions } from '../../../src/models/model-publisher.ts';
import { listPublishedModels, publishWorker } from '../../../src/models/published-models.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { startStandIn } from '../../support/stand-in.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

const place = () => ({ redis: testRedis.client, prefix: testRedis.prefix });
const published = () => listPublishedModels(place());

function openPublisher(host: string, options: Partial<ModelPublisherOptions> = {}) {
  const problems: string[] = [];
  const publisher = createModelPublisher({
    ...place(),
    workerId: 'gpu-1',
    catalogue: createCatalogue({ host }),
    onProblem: ({ what }) => void problems.push(what),
    ...options,
  });
  onTestFinished(() => publisher.close());
  return { publisher, problems };
}

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
  const { publisher } = openPublisher(host);
  await publisher.publish();
  const { workers, models } = await published();
  expect(workers).toMatchObject([{ workerId: 'gpu-1', state: 'ready', serverVersion: '0.32.15' }]);
  expect(models.map(({ name }) => name)).toEqual([
    'deepseek-r1:7b',
    'deepseek-r1:8b',
    'llama3.2:3b',
  ]);
});

it('publishes that its Ollama does not answer, with the models last seen', async () => {
  const standIn = await startStandIn();
  const { publisher, problems } = openPublisher(standIn.url);
  await publisher.publish();
  await standIn.refuseConnections();
  await publisher.publish();
  const { workers, models } = await published();
  expect(workers[0]?.state).toBe('unreachable');
  expect(models).toHaveLength(3);
  expect(problems).toEqual(['ollama']);
});

it('goes on publishing by itself', async () => {
  const standIn = await startStandIn();
  openPublisher(standIn.url, { intervalMs: 10 });
  const readings = () => standIn.requests.filter(({ path }) => path === '/api/tags').length;
  await standIn.waitFor(() => readings() >= 3);
  expect((await published()).workers).toHaveLength(1);
});

it('withdraws what it published when the worker stops', async () => {
  const { url: host } = await startStandIn();
  const { publisher } = openPublisher(host);
  await publisher.publish();
  await publisher.close();
  await publisher.close();
  expect(await published()).toEqual({ workers: [], models: [] });
});

it('lets what a killed worker published expire within 30 s', async () => {
  const report = { state: 'ready' as const, models: [model('deepseek-r1:8b')] };
  await publishWorker(place(), { workerId: 'gpu-9', report, now: Date.now() });
  const key = `${testRedis.prefix}:worker:gpu-9`;
  const leftMs = await testRedis.client.pttl(key);
  expect(leftMs).toBeGreaterThan(25_000);
  expect(leftMs).toBeLessThanOrEqual(30_000);
  await testRedis.client.del(key);
  expect(await published()).toEqual({ workers: [], models: [] });
});

it('lists a model once, with all workers that have it, those that answer first', async () => {
  const now = Date.now();
  const away = { state: 'unreachable' as const, models: [model('a:8b', true), model('b:1b')] };
  const ready = { state: 'ready' as const, models: [model('a:8b')] };
  await publishWorker(place(), { workerId: 'gpu-1', report: away, now });
  await publishWorker(place(), { workerId: 'gpu-2', report: ready, now });
  expect((await published()).models).toMatchObject([
    { name: 'a:8b', isLoaded: true, workerIds: ['gpu-2', 'gpu-1'] },
    { name: 'b:1b', workerIds: ['gpu-1'] },
  ]);
});

it('passes over a report that it cannot read', async () => {
  const report = { state: 'ready' as const, models: [] };
  await publishWorker(place(), { workerId: 'gpu-1', report, now: Date.now() });
  await testRedis.client.set(`${testRedis.prefix}:worker:gpu-1`, '{"state":"from the future"}');
  expect((await published()).workers).toEqual([]);
});
