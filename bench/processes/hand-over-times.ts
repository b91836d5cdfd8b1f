// How long a worker takes from a waiting job to the request at Ollama. Only the worker and Redis take part.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { StandInOllama } from '../../playground/stand-in-ollama/stand-in-ollama.ts';
import type { RecordedRequest } from '../../playground/stand-in-ollama/request-log.ts';
import type { Ask } from '../../src/asks/ask.ts';
import { createLine, type Line } from '../../src/asks/line.ts';
import { createTurnStore } from '../../src/conversations/redis-turn-store.ts';
import type { TurnStore } from '../../src/conversations/turn-store.ts';
import { createGenerateQueues } from '../../src/jobs/generate-queues.ts';
import { createLogger } from '../../src/log.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { tokenOf } from '../screen.ts';

export interface HandOverJobs {
  redisUrl: string;
  jobs: number;
}

export interface HandOverTimes {
  /** A job joins the line of an idle worker → its request is at Ollama. */
  pickUpMs: number[];
  /** Ollama has sent an answer's last byte → the next waiting job's request is there. */
  idleGapMs: number[];
}

const prefix = 'aloud';
/** For the worker to become idle again after an answer. */
const restMs = 30;

export async function timeHandOver(
  ollama: StandInOllama,
  { redisUrl, jobs }: HandOverJobs,
): Promise<HandOverTimes> {
  const log = createLogger({ level: 'warn', destination: process.stderr });
  const redis = createPatientRedis({ url: redisUrl, name: 'bench', log });
  const queues = createGenerateQueues({ redis, prefix });
  const line = createLine({ queues, redis, prefix, retentionDays: 1 });
  const turns = createTurnStore({ redis, prefix, retentionDays: 1 });
  ollama.setScript(() => ({ reasoning: [tokenOf(0)], answer: [tokenOf(1), tokenOf(2)] }));
  ollama.pace.tokensPerSecond = 0;
  try {
    // Not counted: connections are opened, code is compiled, the model is loaded.
    const timing = { ollama, line, turns, jobs };
    await timePickUps({ ...timing, jobs: Math.ceil(jobs / 10) });
    const pickUpMs = await timePickUps(timing);
    return { pickUpMs, idleGapMs: await timeIdleGaps(timing) };
  } finally {
    await queues.close();
    await closeRedis(redis);
  }
}

interface Timing {
  ollama: StandInOllama;
  line: Line;
  turns: Pick<TurnStore, 'begin'>;
  jobs: number;
}

async function timePickUps({ ollama, line, turns, jobs }: Timing): Promise<number[]> {
  const times: number[] = [];
  while (times.length < jobs) {
    const before = ollama.chats().length;
    await sleep(restMs);
    const ask = await begin(turns);
    const joinedAt = epochMs();
    await line.join(ask);
    const [chat] = await answers(ollama, { from: before, count: 1 });
    times.push((chat?.startedAt ?? Number.NaN) - joinedAt);
  }
  return times;
}

async function timeIdleGaps({ ollama, line, turns, jobs }: Timing): Promise<number[]> {
  const before = ollama.chats().length;
  const asks = await Promise.all(Array.from({ length: jobs + 1 }, () => begin(turns)));
  await Promise.all(asks.map((ask) => line.join(ask)));
  const chats = await answers(ollama, { from: before, count: jobs + 1 });
  return chats
    .slice(1)
    .map(({ startedAt }, index) => startedAt - (chats[index]?.endedAt ?? Number.NaN));
}

async function answers(
  ollama: StandInOllama,
  { from, count }: { from: number; count: number },
): Promise<readonly RecordedRequest[]> {
  const fresh = () => ollama.chats().slice(from);
  const haveEnded = () => fresh().filter(({ endedAt }) => endedAt !== undefined).length >= count;
  await ollama.waitFor(haveEnded, { timeoutMs: 60_000 });
  return fresh();
}

async function begin(turns: Pick<TurnStore, 'begin'>): Promise<Ask> {
  const ask = newAsk();
  const { id, asker, question } = ask;
  await turns.begin({ id, asker, part: { id, text: question } });
  return ask;
}

function newAsk(): Ask {
  const id = randomUUID();
  const place = { guildId: null, channelId: id, messageId: id, isPrivate: false };
  return {
    id,
    turnId: id,
    asker: { id, name: 'Ann' },
    question: 'Why?',
    model: 'deepseek-r1:8b',
    place: { ...place, canUseChannel: true },
    locale: 'en-US',
    reasoningDisplay: 'spoiler',
    askedAt: Date.now(),
  };
}

const epochMs = () => performance.timeOrigin + performance.now();
