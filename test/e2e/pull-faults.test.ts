// What goes away while a model is downloaded.
import { expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../playground/redis.ts';
import { openApp } from '../support/app.ts';
import { modelsAreKnown, useModel } from '../support/use-model.ts';

it('a pull goes on from what was downloaded when the model server ends and comes back', async () => {
  const app = await openApp({ ollama: { bytesPerSecond: 1e9 } });
  await modelsAreKnown(app);
  const values = { model: 'deepseek-r1:32b' };
  const pull = await useModel(app, 'pull', { by: app.discord.people.owner, values });
  await pull.shows(/[1-9]\S* GB of 20 GB/);
  await app.ollama.refuseConnections();
  const kept = app.ollama.partialBytes(values.model);
  expect(kept).toBeGreaterThan(0);
  await pull.shows(/trying again|waiting/i);
  app.ollama.pullPace.bytesPerSecond = 0;
  await app.ollama.acceptConnections();
  await pull.shows(/^\*\*deepseek-r1:32b is installed\*\*/, { timeoutMs: 20_000 });
  expect(app.ollama.requests.filter(({ path }) => path === '/api/pull')).toHaveLength(2);
});

it('a pull goes on when Redis is killed and comes back with its data', async () => {
  const redis = await startRedis({ appendOnly: 'always' });
  onTestFinished(() => redis.close());
  const app = await openApp({
    redis: { url: redis.url, prefix: 'aloud' },
    ollama: { bytesPerSecond: 1e9 },
  });
  await modelsAreKnown(app);
  const values = { model: 'deepseek-r1:32b' };
  const pull = await useModel(app, 'pull', { by: app.discord.people.owner, values });
  await pull.shows(/[1-9]\S* GB of 20 GB/);
  await redis.kill('SIGKILL');
  await redis.restart();
  app.ollama.pullPace.bytesPerSecond = 0;
  await pull.shows(/^\*\*deepseek-r1:32b is installed\*\*/, { timeoutMs: 20_000 });
  expect(app.ollama.installedModels()).toContain(values.model);
});
