// What a long line costs in edits: a hundred replies wait, and the place and the estimate of each are kept true.
import { setTimeout as sleep } from 'node:timers/promises';
import { createLocalDiscord } from '../playground/local-discord/index.ts';
import type { LocalDiscord } from '../playground/local-discord/index.ts';
import { startRedis } from '../playground/redis.ts';
import { createStandInOllama } from '../playground/stand-in-ollama/stand-in-ollama.ts';
import { createApp } from '../src/app.ts';
import { createClosing, type Closing } from '../src/closing.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { latencyMs } from './loads.ts';
import { tokenOf } from './screen.ts';

export interface WaitingLoad {
  /** Asks in the line when the measurement begins. */
  waiting: number;
  seconds: number;
}

export interface WaitingCosts {
  title: string;
  /** Of all replies together; the one that is answered meanwhile is among them. */
  editsPerMinute: number;
  /** Of the last in the line, which waits all the time. */
  editsOfLastPerMinute: number;
  rateLimited: number;
}

export interface WaitingResult extends WaitingLoad {
  costs: WaitingCosts[];
}

/** An answer takes six seconds, so the line moves ten times a minute: far more often than with a real model. */
const answer = Array.from({ length: 240 }, (_, index) => tokenOf(index));
const tokensPerSecond = 40;
const lookMs = 100;

export async function measureWaiting(load: WaitingLoad): Promise<WaitingResult> {
  const one = await watchLine(load, 'one');
  const each = await watchLine(load, 'each');
  return {
    ...load,
    costs: [
      { title: 'all in one channel', ...one },
      { title: 'each in a channel of its own', ...each },
    ],
  };
}

type Costs = Omit<WaitingCosts, 'title'>;
type Channels = 'one' | 'each';

async function watchLine(load: WaitingLoad, channels: Channels): Promise<Costs> {
  const closing = createClosing();
  try {
    const discord = await openWorld(closing);
    const last = await fillLine(discord, { waiting: load.waiting, channels });
    return await countEdits(discord, { last, seconds: load.seconds });
  } finally {
    await closing.closeAll();
  }
}

/** The local Discord limits as the real one does. */
async function openWorld(closing: Closing): Promise<LocalDiscord> {
  const redis = await startRedis();
  closing.add(redis.close);
  const discord = await createLocalDiscord({ latencyMs });
  closing.add(discord.close);
  const ollama = await createStandInOllama({ tokensPerSecond, script: () => ({ answer }) });
  closing.add(ollama.close);
  const app = createApp({
    config: readConfig({
      DISCORD_TOKEN: discord.botToken,
      DISCORD_API_URL: discord.apiUrl,
      REDIS_URL: redis.url,
      OLLAMA_HOST: ollama.url,
    }),
    log: createLogger({ level: 'fatal', destination: process.stderr }),
    onFatal: (error) => {
      throw error;
    },
  });
  closing.add(app.close);
  await app.ready;
  return discord;
}

/** Resolves to the reply of the last one when every waiting one tells its place. */
async function fillLine(
  discord: LocalDiscord,
  { waiting, channels }: { waiting: number; channels: Channels },
) {
  const shared = discord.addChannel({ name: 'together' });
  const askAs = (name: string) => {
    const channel = channels === 'one' ? shared : discord.addChannel({ name });
    return discord.addMember({ name }).command('ask', { prompt: 'Why?' }, { channel });
  };
  const running = askAs('person-0');
  await until(() => /Answering|Thinking/.test(running.response?.text ?? ''));
  const asked = Array.from({ length: waiting }, (_, index) => askAs(`person-${index + 1}`));
  await until(() => asked.every(({ response }) => /in line|x\d/.test(response?.text ?? '')));
  const last =
    asked.find(({ response }) => response?.text.includes(`${waiting}th`)) ?? asked.at(-1);
  if (!last?.response) throw new Error('nobody waits');
  return last.response;
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await sleep(lookMs);
}

async function countEdits(
  { traffic }: LocalDiscord,
  { last, seconds }: { last: { versions: readonly unknown[] }; seconds: number },
): Promise<Costs> {
  const count = () => ({
    edits: traffic.count('webhook-edit') + traffic.count('channel-edit'),
    rateLimited: traffic.rateLimited(),
    ofLast: last.versions.length,
  });
  const before = count();
  await sleep(seconds * 1_000);
  const after = count();
  const perMinute = 60 / seconds;
  return {
    editsPerMinute: (after.edits - before.edits) * perMinute,
    editsOfLastPerMinute: (after.ofLast - before.ofLast) * perMinute,
    rateLimited: after.rateLimited - before.rateLimited,
  };
}
