import { expect, it } from 'vitest';
import { createPauses } from '../../../src/gpu/pause.ts';
import { createGenerateModels } from '../../../src/jobs/generate-models.ts';
import type { InstalledModel } from '../../../src/models/installed-model.ts';
import { publishWorker, type WorkerReport } from '../../../src/models/published-models.ts';
import { createLineLook, type LineSight } from '../../../src/roles/line-look.ts';
import { openLine, usualModel } from '../../support/line.ts';
import { openTestRedis } from '../../support/redis.ts';

const model: InstalledModel = {
  name: usualModel,
  sizeBytes: 1,
  parameterSize: '8B',
  canThink: true,
  isReasoner: true,
  isLoaded: true,
};
const working: WorkerReport = { state: 'ready', models: [model] };
const quiet: WorkerReport = { ...working, rest: { cause: 'quiet-hours', until: 4e12 } };

/** A line in which two wait, beside these workers of one slot each. */
async function openLook(...reports: WorkerReport[]) {
  const { client: redis, url, prefix } = await openTestRedis();
  const { joinAll } = openLine({ url, prefix });
  const generateModels = createGenerateModels({ redis, prefix, retentionDays: 1 });
  await joinAll('ann-1', 'bob-1');
  for (const [index, report] of reports.entries()) {
    await publishWorker({ redis, prefix }, { workerId: `gpu-${index}`, report });
  }
  return {
    look: createLineLook({ generateModels, redis, prefix }),
    pauses: createPauses({ redis, prefix }),
  };
}

const waitsOf = ({ waiting }: LineSight) => waiting.map(({ waitMs = 0 }) => waitMs > 0);

it('counts on no worker whose Ollama is away while that of another one answers', async () => {
  const { look } = await openLook(working, { ...working, state: 'unreachable' });
  expect(waitsOf(await look.now())).toEqual([false, true]);
});

it('counts on no worker that rests while another one does not', async () => {
  const awake = await openLook(working, working);
  expect(waitsOf(await awake.look.now())).toEqual([false, false]);
  const { look } = await openLook(working, quiet);
  const sight = await look.now();
  expect(waitsOf(sight)).toEqual([false, true]);
  expect(sight.rest).toBeUndefined();
  expect(sight.workers).toHaveLength(2);
});

it('sees that the line rests when all its workers do, who will all work again', async () => {
  const { look } = await openLook(quiet, quiet);
  const sight = await look.now();
  expect(sight).toMatchObject({ hasWorker: true, rest: quiet.rest });
  expect(waitsOf(sight)).toEqual([false, false]);
});

it('sees a pause before any worker has told of it', async () => {
  const { look, pauses } = await openLook(working);
  await pauses.set({ by: { id: '1', name: 'Mod' }, reason: 'gaming' });
  expect(await look.now()).toMatchObject({ rest: { cause: 'pause', reason: 'gaming' } });
});
