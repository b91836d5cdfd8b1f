// Starts the whole bot on this machine, part by part, for either way of the demo.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { createApp } from '../../src/app.ts';
import type { Closing } from '../../src/closing.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger, type Logger } from '../../src/log.ts';
import { createLocalDiscord, type LocalDiscord } from '../local-discord/index.ts';
import { createAskRecords, type AskRecords } from './ask-records.ts';
import { openModelServer } from './model-server.ts';
import type { StandInWishes } from './options.ts';
import { openRedisPlace } from './redis-place.ts';
import type { Transcript } from './transcript.ts';

export interface Demo {
  discord: LocalDiscord;
  askRecords: AskRecords;
  log: BotLog;
}

export interface DemoOptions {
  env: Readonly<Record<string, string | undefined>>;
  /** The model that was asked for by name. */
  model: string | undefined;
  wishes: StandInWishes;
  /** The one that is wished. */
  transcript: Transcript | undefined;
  /** Gets every part that has been opened, also when a later one fails. */
  closing: Closing;
  /** Looked at between two parts. */
  signal: AbortSignal;
  onFatal: (error: Error) => void;
  /** Told who answers, before the slow parts start. */
  onModelServer: (label: string) => void;
}

/** As from a home line to Discord. */
const discordLatencyMs = 150;

/** Recorded responses may be longer than what a card can hold; they come whole all the same. */
const roomForTranscripts = { CONTEXT_TOKENS: '262144', MAX_ANSWER_TOKENS: '131072' };

export async function openDemo(options: DemoOptions): Promise<Demo> {
  const { env, wishes, transcript, closing, signal } = options;
  const open = async <Part extends { close(): Promise<void> }>(opening: Promise<Part>) => {
    const part = await opening;
    closing.add(part.close);
    signal.throwIfAborted();
    return part;
  };
  const modelServer = await open(
    openModelServer({
      host: env['OLLAMA_HOST'] || 'http://127.0.0.1:11434',
      preferredModel: options.model ?? (env['DEFAULT_MODEL'] || 'deepseek-r1:8b'),
      wishes,
      transcript,
    }),
  );
  options.onModelServer(modelServer.label);
  const log = await open(openBotLog());
  const redis = await open(openRedisPlace(env['REDIS_URL'] || undefined));
  const discord = await open(createLocalDiscord({ latencyMs: discordLatencyMs }));
  const config = readConfig({
    ...(transcript && roomForTranscripts),
    ...env,
    DISCORD_TOKEN: discord.botToken,
    DISCORD_API_URL: discord.apiUrl,
    DISCORD_CDN_URL: discord.cdnUrl,
    DISCORD_GUILD_ID: undefined,
    OPERATOR_IDS: undefined,
    HEALTH_FILE: undefined,
    REDIS_URL: redis.url,
    REDIS_PREFIX: redis.prefix,
    OLLAMA_HOST: modelServer.host,
    DEFAULT_MODEL: modelServer.model,
  });
  const { logger } = log;
  const app = createApp({ config, log: logger, onFatal: options.onFatal });
  closing.add(app.close);
  await app.ready;
  const records = { ...redis, redisUrl: redis.url, retentionDays: config.retentionDays };
  const askRecords = createAskRecords({ ...records, log: logger });
  closing.add(askRecords.close);
  return { discord, askRecords, log };
}

export interface BotLog {
  logger: Logger;
  file: string;
  /** The file stays when the demo is over. */
  keep(): void;
  close(): Promise<void>;
}

async function openBotLog(): Promise<BotLog> {
  const dir = await mkdtemp(path.join(tmpdir(), 'aloud-demo-'));
  const file = path.join(dir, 'bot.log');
  const stream = createWriteStream(file);
  let isKept = false;
  return {
    logger: createLogger({ level: 'debug', destination: stream }),
    file,
    keep: () => {
      isKept = true;
    },
    close: async () => {
      await finished(stream.end());
      if (!isKept) await rm(dir, { recursive: true, force: true });
    },
  };
}
