import { getEventListeners } from 'node:events';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { runGeneration } from '../../../src/generation/run-generation.ts';
import { createCatalogue } from '../../../src/models/catalogue.ts';
import { createLoader } from '../../../src/models/loader.ts';
import { learnTokenRatio } from '../../../src/models/token-ratio.ts';
import { openTestRedis } from '../../support/redis.ts';
import { startStandIn } from '../../support/stand-in.ts';
import { openTokenLog, silentLog } from '../../support/token-log.ts';
import { turnsAsking } from '../../support/turns.ts';

/** What outlives the asks of a worker, with one signal for all of them: it would gather what each leaves behind. */
async function openWorker() {
  const tokenLog = openTokenLog(await openTestRedis());
  const ollama = await startStandIn({ script: () => ({ answer: ['It ', 'is.'] }), parallel: 20 });
  const config = readConfig({ OLLAMA_HOST: ollama.url }, ['worker']);
  const loader = createLoader({
    host: ollama.url,
    memory: config,
    loadMs: 10_000,
    isWantedByOthers: () => Promise.resolve(false),
  });
  onTestFinished(() => loader.close());
  const parts = {
    config,
    catalogue: createCatalogue({ host: ollama.url }),
    loader,
    tokenLog,
    turns: turnsAsking('Why?'),
    tokenRatioOf: async () => learnTokenRatio([]),
  };
  const { signal } = new AbortController();
  const answer = (askId: string) => {
    const data = { askId, turnId: askId, model: 'deepseek-r1:8b' };
    return runGeneration({ ...parts, job: { data, attempt: 1, signal }, log: silentLog });
  };
  return { ollama, signal, answer };
}

/** How many connections, timers and the like keep the process awake. */
const openResources = () => process.getActiveResourcesInfo().length;

/** The test's own waiting has some, and there are 200 asks to leave one each. */
const fewResources = 10;

const askIds = (count: number, name: string) => Array.from({ length: count }, (_, i) => name + i);

it('leaves nothing behind of 200 asks: no listener, no timer, no connection', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => void warnings.push(warning);
  process.on('warning', onWarning);
  onTestFinished(() => void process.off('warning', onWarning));
  const { ollama, signal, answer } = await openWorker();
  await answer('first');
  const before = openResources();
  for (let round = 0; round < 10; round += 1) {
    await Promise.all(askIds(20, `${round}-`).map(answer));
  }
  expect(ollama.chats()).toHaveLength(201);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  await expect.poll(openResources).toBeLessThan(before + fewResources);
  expect(warnings).toEqual([]);
});
