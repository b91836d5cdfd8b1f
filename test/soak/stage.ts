// All parts of a soak: Discord in this process, and Redis, the model server, the bot and two workers in their own.
import { setTimeout as sleep } from 'node:timers/promises';
import { startRedis, type RedisServer } from '../../playground/redis.ts';
import { createLocalDiscord, type LocalDiscord } from '../../playground/local-discord/index.ts';
import { createClosing, type Closing } from '../../src/closing.ts';
import { buildBot } from './built-bot.ts';
import { createSoakLog, type SoakLog } from './soak-log.ts';
import { createSoakProcess, type SoakProcess, type SoakProcessOptions } from './soak-process.ts';

export type ProcessName = 'bot' | 'worker-1' | 'worker-2' | 'ollama';

export interface Stage {
  discord: LocalDiscord;
  redis: RedisServer;
  processes: Record<ProcessName, SoakProcess>;
  log: SoakLog;
  /** What ended although nobody had told it to. It was started again, as a supervisor would. */
  ownEnds: readonly OwnEnd[];
  close(): Promise<void>;
}

export interface OwnEnd {
  process: ProcessName;
  /** Epoch ms. */
  at: number;
  /** Exit code or signal. */
  how: string;
}

/** Of every key. */
export const prefix = 'soak';

const modelServer = new URL('model-server.ts', import.meta.url).pathname;
const asksAtOnce = 2;
const discordLatencyMs = 20;
const startAgainMs = 1_000;
const removeLimitMs = 5_000;

/** Resolves when every part is at work. */
export async function openStage(): Promise<Stage> {
  const closing = createClosing();
  try {
    return await open(closing);
  } catch (error) {
    await closing.closeAll();
    throw error;
  }
}

async function open(closing: Closing): Promise<Stage> {
  const bot = await buildBot();
  closing.add(bot.remove, { limitMs: removeLimitMs });
  const redis = await startRedis({ appendOnly: 'always' });
  closing.add(redis.close, { limitMs: removeLimitMs });
  const discord = await createLocalDiscord({ latencyMs: discordLatencyMs });
  closing.add(discord.close);
  const log = createSoakLog();
  const programs = createPrograms({ closing, cwd: bot.folder });

  let ollamaUrl = '';
  const ollama = programs.create('ollama', {
    // On the same port each time.
    args: () => ['--import', 'tsx', modelServer, ollamaUrl.split(':').at(-1) ?? ''],
    env: {},
    isReady: (line) => line.startsWith('http'),
    onLine: (line) => {
      ollamaUrl = line;
    },
  });
  await ollama.start();
  const env = {
    REDIS_URL: redis.url,
    REDIS_PREFIX: prefix,
    OLLAMA_HOST: ollamaUrl,
    WORKER_CONCURRENCY: String(asksAtOnce),
    LOG_LEVEL: 'debug',
  };
  const secrets = { DISCORD_TOKEN: discord.botToken, DISCORD_API_URL: discord.apiUrl };
  const startRole = async (name: ProcessName, role: 'bot' | 'worker'): Promise<SoakProcess> => {
    const process = programs.create(name, {
      args: () => [bot.main, role],
      env: role === 'bot' ? { ...env, ...secrets } : env,
      isReady: (line) => line.includes('"msg":"started"'),
      onLine: (line) => log.add(name, line),
    });
    await process.start();
    return process;
  };
  const processes = {
    ollama,
    'worker-1': await startRole('worker-1', 'worker'),
    'worker-2': await startRole('worker-2', 'worker'),
    bot: await startRole('bot', 'bot'),
  };
  return { discord, redis, processes, log, ownEnds: programs.ownEnds, close: closing.closeAll };
}

function createPrograms({ closing, cwd }: { closing: Closing; cwd: string }) {
  const ownEnds: OwnEnd[] = [];
  let isClosing = false;

  function create(
    name: ProcessName,
    options: Pick<SoakProcessOptions, 'args' | 'env' | 'isReady' | 'onLine'>,
  ): SoakProcess {
    const startAgain = async (): Promise<void> => {
      await sleep(startAgainMs);
      if (!isClosing) await created.start();
    };
    const created = createSoakProcess({
      ...options,
      cwd,
      onOwnEnd: (how) => {
        ownEnds.push({ process: name, at: Date.now(), how });
        void startAgain();
      },
    });
    closing.add(async () => {
      isClosing = true;
      await created.end('SIGKILL');
    });
    return created;
  }

  return { create, ownEnds };
}
