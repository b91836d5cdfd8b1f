// Builds every part of the roles asked for and joins them. main.ts starts this; so do end-to-end tests and the demo.
import { createClosing } from './closing.ts';
import type { Config } from './config.ts';
import type { Logger } from './log.ts';
import { closeRedis, createPatientRedis } from './redis.ts';
import { openBot } from './roles/bot.ts';
import { openWorker } from './roles/worker.ts';
import { createTokenLog } from './token-log/token-log.ts';

export interface AppOptions {
  config: Config;
  log: Logger;
  /** Called when the app cannot go on: Discord will not have the bot back. */
  onFatal: (error: Error) => void;
}

export interface App {
  /**
   * Resolves when every role is at work. Redis and Ollama may come later; Discord is waited for. Rejects when Discord
   * refuses the bot.
   */
  ready: Promise<void>;
  /** Redis answers, and the gateway is connected. Does not resolve while Redis is silent. */
  isWell(): Promise<boolean>;
  /** Hands running jobs back, so that another process takes them up at once. Safe to call twice. */
  close(): Promise<void>;
}

export function createApp({ config, log, onFatal }: AppOptions): App {
  const { redisUrl: url, redisPrefix: prefix, retentionDays, discord, roles } = config;
  const closing = createClosing();
  const redis = createPatientRedis({ url, name: 'commands', log });
  closing.add(() => closeRedis(redis));
  const tokenLog = createTokenLog({
    redis,
    reader: createPatientRedis({ url, name: 'token-log', log }),
    prefix,
    retentionDays,
    log,
  });
  closing.add(tokenLog.close);
  const foundation = { config, log, redis, prefix, tokenLog, closing };

  if (roles.includes('worker')) openWorker(foundation);
  const bot = discord && openBot({ ...foundation, discord, onFatal });
  return {
    ready: bot?.ready ?? Promise.resolve(),
    isWell: async () => (await redis.ping()) === 'PONG' && (bot?.isConnected() ?? true),
    close: closing.closeAll,
  };
}
