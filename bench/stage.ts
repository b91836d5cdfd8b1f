// The processes of one measurement: Redis, the world, and the bot under test.
import { startRedis } from '../playground/redis.ts';
import { createClosing, type Closing } from '../src/closing.ts';
import type { Role } from '../src/config.ts';
import { createLogger } from '../src/log.ts';
import { closeRedis, createPatientRedis } from '../src/redis.ts';
import { settingBounds } from '../src/settings/bounds.ts';
import { hostSettings } from '../src/settings/host-settings.ts';
import { createServerSettings } from '../src/settings/server-settings.ts';
import { startBuilt } from './built-programs.ts';
import { latencyMs } from './loads.ts';
import type { BotService } from './processes/bot-service.ts';
import type { Usage } from './processes/meter.ts';
import type { RemoteProcess } from './processes/start-process.ts';
import type { WorldService } from './processes/world.ts';

export interface StageOptions {
  /** The plain bot takes everything into one process. */
  processes: readonly StageProcess[];
  tokenWindowMs: number;
  /** Answers that the model and the worker give at once. */
  parallel: number;
}

export type StageProcess = 'bot' | 'worker' | 'plain-bot';

export type StageUsage = Partial<Record<StageProcess, Usage>>;

export interface Stage {
  redisUrl: string;
  world: RemoteProcess<WorldService>;
  startMeters(): Promise<void>;
  readMeters(): Promise<StageUsage>;
  close(): Promise<void>;
}

const editsPerWindow = 5;
const programs: Record<StageProcess, { name: string; role: Role }> = {
  bot: { name: 'aloud', role: 'bot' },
  worker: { name: 'aloud', role: 'worker' },
  'plain-bot': { name: 'plain-bot', role: 'bot' },
};

/** Resolves when every process is at work. */
export async function openStage(options: StageOptions): Promise<Stage> {
  const closing = createClosing();
  try {
    return await open(options, closing);
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

/** As a moderator would who expects so many: the usual line takes a hundred. */
async function makeRoom({ url, guildId }: { url: string; guildId: string }): Promise<void> {
  const redis = createPatientRedis({ url, name: 'bench', log: createLogger({ level: 'silent' }) });
  const settings = createServerSettings({
    redis,
    prefix: 'aloud',
    defaults: hostSettings({ reasoningDisplay: 'spoiler' }),
  });
  await settings.change(guildId, {
    maxWaiting: settingBounds.maxWaiting.max,
    maxWaitingPerAsker: settingBounds.maxWaitingPerAsker.max,
  });
  await closeRedis(redis);
}

async function open(options: StageOptions, closing: Closing): Promise<Stage> {
  const { processes, parallel, tokenWindowMs } = options;
  const redis = await startRedis();
  closing.add(redis.close);
  const world = await startBuilt<WorldService>('world');
  closing.add(() => closeProcess(world));
  const { discord, guildId, ollamaUrl } = await world.call('open', {
    latencyMs,
    parallel,
    rateLimits: { 'webhook-edit': { limit: editsPerWindow, windowMs: tokenWindowMs } },
  });
  await makeRoom({ url: redis.url, guildId });
  const openBot = async (name: StageProcess) => {
    const { name: program, role } = programs[name];
    const bot = await startBuilt<BotService>(program);
    closing.add(() => closeProcess(bot));
    await bot.call('open', {
      role,
      discord,
      redisUrl: redis.url,
      ollamaUrl,
      concurrency: parallel,
    });
    return { name, bot };
  };
  const bots = await Promise.all(processes.map(openBot));

  return {
    redisUrl: redis.url,
    world,
    startMeters: async () => {
      await Promise.all(bots.map(({ bot }) => bot.call('startMeter')));
    },
    readMeters: async () =>
      Object.fromEntries(
        await Promise.all(bots.map(async ({ name, bot }) => [name, await bot.call('readMeter')])),
      ) as StageUsage,
    close: closing.closeAll,
  };
}

async function closeProcess(remote: RemoteProcess<{ close(): Promise<void> }>): Promise<void> {
  try {
    await remote.call('close');
  } finally {
    await remote.close();
  }
}
