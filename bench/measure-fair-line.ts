// How far the line's order is from the ideal fair one, and what a place in it costs. Only Redis takes part: a worker's
// way of taking jobs is called when the measurement says so.
import { startRedis } from '../playground/redis.ts';
import type { Ask } from '../src/asks/ask.ts';
import { createLine, type Line } from '../src/asks/line.ts';
import { createClosing, type Closing } from '../src/closing.ts';
import { createModelQueues } from '../src/generation/model-queues.ts';
import { firstOf } from '../src/jobs/choose-head.ts';
import { createGenerateQueues } from '../src/jobs/generate-queues.ts';
import { createQueueHealth } from '../src/jobs/job-runs.ts';
import { createLogger } from '../src/log.ts';
import { closeRedis, createPatientRedis } from '../src/redis.ts';
import { spreadOf, type Spread } from './figures.ts';
import {
  asksOf,
  byRank,
  displacementOf,
  idealAsTheyCome,
  type Displacement,
  type FairLineLoad,
  type LineAsk,
  type Order,
} from './fair-order.ts';

export interface FairOrder {
  title: string;
  fair: Displacement;
  /** What the same asks get in the order of arrival. */
  firstCome: Displacement;
}

export interface FairLineResult extends FairLineLoad {
  orders: FairOrder[];
  /** Of one after the other, while the line grows. */
  joinMs: Spread;
  /** While all wait. */
  placeMs: Spread;
}

interface Stage {
  line: Line;
  /** The id of the ask that a worker gets now that has all models, and none of them in memory. */
  take(): Promise<string | undefined>;
}

const prefix = 'aloud';
/** The asks are of these in turn. */
const models = ['1.5b', '7b', '8b', '14b', '32b'].map((size) => `deepseek-r1:${size}`);

export async function measureFairLine(load: FairLineLoad): Promise<FairLineResult> {
  const closing = createClosing();
  try {
    const stage = await openStage(closing);
    const asks = asksOf(load);
    const { joinMs, placeMs } = await timeCalls(stage, asks);
    const all = compare('all wait before the first is taken', {
      asks,
      order: await takeRest(stage),
      ideal: byRank(asks),
    });
    const flow = compare('half wait; then one comes for each that is taken', {
      asks,
      order: await takeAsTheyCome(stage, asks),
      ideal: idealAsTheyCome(asks),
    });
    return { ...load, orders: [all, flow], joinMs, placeMs };
  } finally {
    await closing.closeAll();
  }
}

async function openStage(closing: Closing): Promise<Stage> {
  const server = await startRedis();
  closing.add(server.close);
  const log = createLogger({ level: 'warn', destination: process.stderr });
  const redis = createPatientRedis({ url: server.url, name: 'bench', log });
  closing.add(() => closeRedis(redis));
  const queues = createGenerateQueues({ redis, prefix });
  closing.add(queues.close);
  const modelQueues = createModelQueues({
    redis,
    prefix,
    health: createQueueHealth({ log, redis }),
    onStalled: () => undefined,
    onLost: () => undefined,
  });
  closing.add(modelQueues.close);
  return {
    line: createLine({ queues, redis, prefix, retentionDays: 1 }),
    take: async () => {
      const head = firstOf(await modelQueues.headsOf(models));
      const taken = head && (await modelQueues.take(head.model));
      if (!taken) return undefined;
      modelQueues.release(taken);
      await taken.job.moveToCompleted(undefined, taken.token, false);
      return taken.job.data.askId;
    },
  };
}

async function timeCalls({ line }: Stage, asks: readonly LineAsk[]) {
  // Not counted: connections are opened, code is compiled, the scripts are loaded.
  for (const ask of asks.slice(0, 20)) await line.join(asAsk(ask));
  for (const { id } of asks.slice(0, 20)) await line.leave(id);
  const joins: number[] = [];
  const places: number[] = [];
  for (const ask of asks) joins.push(await msOf(() => line.join(asAsk(ask))));
  for (const { id } of asks) places.push(await msOf(() => line.placeOf(id)));
  return { joinMs: spreadOf(joins), placeMs: spreadOf(places) };
}

async function msOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function takeRest({ take }: Stage): Promise<string[]> {
  const order: string[] = [];
  for (let id = await take(); id !== undefined; id = await take()) order.push(id);
  return order;
}

async function takeAsTheyCome(stage: Stage, asks: readonly LineAsk[]): Promise<string[]> {
  const half = asks.length / 2;
  const order: string[] = [];
  for (const [index, ask] of asks.entries()) {
    await stage.line.join(asAsk(ask));
    if (index >= half) order.push((await stage.take()) ?? '');
  }
  return [...order, ...(await takeRest(stage))];
}

function compare(
  title: string,
  { asks, order, ideal }: { asks: readonly LineAsk[]; order: Order; ideal: Order },
): FairOrder {
  const arrival = asks.map(({ id }) => id);
  return { title, fair: displacementOf(order, ideal), firstCome: displacementOf(arrival, ideal) };
}

function asAsk({ id, askerId }: LineAsk): Ask {
  const place = { guildId: null, channelId: '1', messageId: '1', isPrivate: false };
  return {
    id,
    turnId: id,
    asker: { id: askerId, name: 'Ann' },
    question: 'Why?',
    model: models[Number(id) % models.length] ?? '',
    place: { ...place, canUseChannel: true },
    locale: 'en-US',
    reasoningDisplay: 'spoiler',
    askedAt: 0,
  };
}
