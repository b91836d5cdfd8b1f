import { expect, it } from 'vitest';
import { createLoader } from '../../../src/models/loader.ts';
import { unloadModels } from '../../../src/models/unload.ts';
import { startStandIn } from '../../support/stand-in.ts';

const memory = { contextTokens: 8_192, keepAlive: -1 };
const { signal } = new AbortController();

it('takes all models out of memory, and names them', async () => {
  const standIn = await startStandIn();
  const host = standIn.url;
  const loader = createLoader({ host, memory, loadMs: 5_000, isWantedByOthers: async () => false });
  await loader.load('deepseek-r1:8b', { signal });
  await loader.load('llama3.2:3b', { signal });
  expect((await unloadModels({ host, signal })).toSorted()).toEqual([
    'deepseek-r1:8b',
    'llama3.2:3b',
  ]);
  expect(standIn.loadedModels()).toEqual([]);
  expect(standIn.loads).toHaveLength(2);
});

it('asks for nothing when there is nothing in memory', async () => {
  const standIn = await startStandIn();
  expect(await unloadModels({ host: standIn.url, signal })).toEqual([]);
  expect(standIn.requests.map(({ path }) => path)).toEqual(['/api/ps']);
});

it('gives up when Ollama does not answer', async () => {
  const standIn = await startStandIn();
  await standIn.refuseConnections();
  await expect(unloadModels({ host: standIn.url, signal })).rejects.toThrow('fetch failed');
});
