// npm run soak: many people ask while everything breaks at random, and nothing may be lost.
//   --minutes N   how long things break (default 2); all asks come to their end after that
//   --seed S      a whole number from 1; the same seed gives the same asks and faults, though not to the millisecond
import { parseArgs } from 'node:util';
import { createPlan } from './plan.ts';
import { isPassed, reportOf } from './report.ts';
import { runSoak } from './soak.ts';

const largestSeed = 2_147_483_646;

async function main(): Promise<number> {
  const { values: given } = parseArgs({
    options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' } },
  });
  const minutes = Number(given.minutes);
  const seed = given.seed === undefined ? (Date.now() % largestSeed) + 1 : Number(given.seed);
  if (!(minutes > 0) || !Number.isInteger(seed) || seed < 1 || seed > largestSeed) {
    console.error('Usage: npm run soak -- [--minutes N] [--seed S], with whole S from 1.');
    return 2;
  }
  const plan = createPlan({ seed, lengthMs: minutes * 60_000 });
  console.log(`Seed ${seed}: ${plan.asks.length} asks, ${plan.faults.length} faults …`);
  const { signal } = stopping;
  try {
    const result = await runSoak({ plan, signal });
    console.log(reportOf(result, { seed, minutes }));
    return isPassed(result) ? 0 : 1;
  } catch (error) {
    console.error(signal.aborted ? 'Ended before its time.' : error);
    console.error(`It was seed ${seed}.`);
    return 1;
  }
}

const stopping = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());

// What the plan has not yet come to keeps nobody waiting.
process.exit(await main());
