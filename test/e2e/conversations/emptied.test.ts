// A Redis that is killed in a conversation and comes back without any data.
import { expect, it, onTestFinished } from 'vitest';
import { startRedis } from '../../../playground/redis.ts';
import { openApp } from '../../support/app.ts';
import { takeOverLimitMs } from '../../support/expect-whole.ts';
import { createGate } from '../../support/gate.ts';
import { textIn, toldIn } from '../../support/told.ts';

it('answers the question that was running, and goes on from what Discord still holds', async () => {
  const redis = await startRedis();
  onTestFinished(() => redis.close());
  const app = await openApp({ redis: { url: redis.url, prefix: 'aloud' } });
  const one = app.write('<@bot> One?');
  await one.ends();
  const gate = createGate();
  app.ollama.fail({ type: 'hang', afterTokens: 5, until: gate.opened });
  const two = app.write('<@bot> Two?', { repliesTo: one.reply() });
  await two.shows(/Thinking/);
  await redis.kill('SIGKILL');
  await redis.restart();
  gate.open();
  await two.ends({ timeoutMs: takeOverLimitMs });
  expect(textIn(toldIn(app).at(-1))).toMatch(/Two\?$/);
  await app.write('<@bot> Three?', { repliesTo: two.reply() }).ends();
  expect(textIn(toldIn(app).at(-1))).toMatch(/Two\?\nw1 .* w20\nThree\?$/);
  await app.write('<@bot> Four?', { repliesTo: one.reply() }).ends();
  expect(textIn(toldIn(app).at(-1))).toMatch(/^One\?\nw1 .* w20\nFour\?$/);
});
