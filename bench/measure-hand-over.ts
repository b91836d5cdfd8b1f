// How long a job waits though the worker could take it, and how long Ollama idles though jobs wait.
import { type Spread, spreadOf } from './figures.ts';
import { openStage } from './stage.ts';

export interface HandOverResult {
  jobs: number;
  /** A job joins the line of an idle worker → its request is at Ollama. */
  pickUpMs: Spread;
  /** The last byte of an answer → the request of the next waiting job. */
  idleGapMs: Spread;
}

export async function measureHandOver(jobs: number): Promise<HandOverResult> {
  const stage = await openStage({ processes: ['worker'], tokenWindowMs: 5_000, parallel: 1 });
  try {
    const times = await stage.world.call('timeHandOver', { redisUrl: stage.redisUrl, jobs });
    return {
      jobs,
      pickUpMs: spreadOf(times.pickUpMs),
      idleGapMs: spreadOf(times.idleGapMs),
    };
  } finally {
    await stage.close();
  }
}
