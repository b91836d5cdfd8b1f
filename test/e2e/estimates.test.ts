import { expect, it, onTestFinished } from 'vitest';
import { createRecordedRuns } from '../../src/models/recorded-runs.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { createGate } from '../support/gate.ts';
import { silentLog } from '../support/token-log.ts';

/** As if the usual model had answered five times in so many seconds. */
async function recallRuns({ redis: { url, prefix } }: TestApp, seconds: number): Promise<void> {
  const redis = createPatientRedis({ url, name: 'test', log: silentLog });
  onTestFinished(() => closeRedis(redis));
  const runs = createRecordedRuns({ redis, prefix });
  const run = { readMs: 1_000, writeMs: (seconds - 1) * 1_000, tokens: 40 * seconds };
  for (let count = 0; count < 5; count += 1) await runs.add('deepseek-r1:8b', run);
}

/** The first is answered only when `open` is called. */
async function askThree({ ollama, ask }: TestApp) {
  const gate = createGate();
  ollama.fail({ type: 'hang', afterTokens: 1, until: gate.opened });
  const first = await ask('one');
  await first.shows(/Thinking/);
  const second = await ask('two');
  await second.shows(/in line/);
  return { open: gate.open, first, second, third: await ask('three') };
}

it('shows place and estimate, which move up as the line moves', async () => {
  const app = await openApp();
  await recallRuns(app, 120);
  const { open, first, second, third } = await askThree(app);
  await second.shows(/^\*\*Next in line\*\* · about 2 min$/);
  await third.shows(/^\*\*2nd in line\*\* · about 4 min$/);
  const held = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 1, until: held.opened });
  open();
  await third.shows(/^\*\*Next in line\*\* · about 2 min$/);
  expect(third.statuses()).toHaveLength(2);
  held.open();
  await Promise.all([first.ends(), second.ends(), third.ends()]);
});

it('learns from the answers that were given how long the next ones take', async () => {
  const app = await openApp();
  for (const question of ['a', 'b', 'c', 'd', 'e']) await (await app.ask(question)).ends();
  const { open, third } = await askThree(app);
  const { status } = await third.shows(/2nd in line/);
  expect(status).toBe('**2nd in line** · under a minute');
  open();
  await third.ends();
});
