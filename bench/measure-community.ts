// A day of a community in minutes, through one worker: who is answered when, how busy the GPU is kept, what it costs.
import { setTimeout as sleep } from 'node:timers/promises';
import { displacementOf, type Displacement } from './fair-order.ts';
import { createIdealLine } from './ideal-line.ts';
import type { Community, CommunityEvent, CommunityLife } from './processes/community.ts';
import { perAnswer, readRedisUse, type RedisUse } from './redis-use.ts';
import { openStage, type Stage } from './stage.ts';

export interface CommunityResult {
  community: Community;
  order: Displacement;
  /** Of the time from the first request at the model to the end of the last answer, in percent. */
  busyPercent: number;
  /** Between two answers, in ms: the mean. */
  idleMs: number;
  redisPerAnswer: RedisUse;
  /** In equal distances over the run. */
  memory: MemorySample[];
  rateLimited: number;
  refused: number;
}

export interface MemorySample {
  botMb: number;
  workerMb: number;
}

const sampleEveryMs = 5_000;
const shownSamples = 6;
/** So fine that no tag is rounded. */
const exactRound = 2 ** 30;

export async function measureCommunity(community: Community): Promise<CommunityResult> {
  const stage = await openStage({
    processes: ['bot', 'worker'],
    tokenWindowMs: 5_000,
    parallel: 1,
  });
  try {
    await stage.world.call('live', { ...community, asks: 5, waiting: 5 });
    const before = await readRedisUse(stage.redisUrl);
    const living = stage.world.call('live', community);
    const memory = await sampleMemory(stage, living);
    const life = await living;
    const after = await readRedisUse(stage.redisUrl);
    return {
      community,
      order: displacementOf(takenOf(life.events), idealOrder(life.events)),
      busyPercent: (life.busyMs / life.wholeMs) * 100,
      idleMs: (life.wholeMs - life.busyMs) / (community.asks - 1),
      redisPerAnswer: perAnswer({ before, after }, community.asks),
      memory: evenly(memory, shownSamples),
      rateLimited: life.rateLimited,
      refused: life.refused,
    };
  } finally {
    await stage.close();
  }
}

async function sampleMemory(stage: Stage, living: Promise<CommunityLife>): Promise<MemorySample[]> {
  const samples: MemorySample[] = [];
  let isOver = false;
  const end = living.finally(() => {
    isOver = true;
  });
  await stage.startMeters();
  while (!isOver) {
    await Promise.race([sleep(sampleEveryMs), end]);
    const { bot, worker } = await stage.readMeters();
    samples.push({ botMb: bot?.rssMb ?? Number.NaN, workerMb: worker?.rssMb ?? Number.NaN });
  }
  return samples;
}

/** From the first to the last. */
function evenly<T>(values: readonly T[], count: number): T[] {
  const step = (values.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => values[Math.round(index * step)]).filter(
    (value) => value !== undefined,
  );
}

const takenOf = (events: readonly CommunityEvent[]): string[] =>
  events.flatMap((event) => (event.type === 'taken' ? [event.id] : []));

function idealOrder(events: readonly CommunityEvent[]): string[] {
  const line = createIdealLine({ round: exactRound });
  return events.flatMap((event) => {
    if (event.type === 'taken') return line.take() ?? [];
    line.join({ ...event.ask, weight: 1 });
    return [];
  });
}
