// Connections to Redis. Every part that needs one gets it from here, by app.ts.
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from './log.ts';

export interface RedisConnectionOptions {
  url: string;
  /** Shown by `CLIENT LIST` and in logs. */
  name: string;
  log: Logger;
}

const reconnectDelayMs = (attempt: number): number =>
  Math.min(50 * 2 ** Math.min(attempt, 6), 2_000);

type Patience = Pick<
  RedisOptions,
  'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'
>;

function connect({ url, name, log }: RedisConnectionOptions, patience: Patience): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    retryStrategy: reconnectDelayMs,
    ...patience,
  });
  let isDown = false;
  redis.on('error', (error) => {
    if (!isDown) log.warn({ connection: name, reason: error.message }, 'redis-lost');
    isDown = true;
  });
  redis.on('ready', () => {
    if (isDown) log.info({ connection: name }, 'redis-back');
    isDown = false;
  });
  return redis;
}

/** For work that may wait: commands are kept while Redis is away and sent when it is back. */
export function createPatientRedis(options: RedisConnectionOptions): Redis {
  return connect(options, { maxRetriesPerRequest: null });
}

/** For work that somebody waits for: commands fail at once while Redis is away, and after `timeoutMs` when it hangs. */
export function createImpatientRedis(
  options: RedisConnectionOptions & { timeoutMs: number },
): Redis {
  return connect(options, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: options.timeoutMs,
  });
}

/** What was sent before has this long to be answered. */
const quitLimitMs = 1_000;

/** Closes a connection whatever state it is in. */
export async function closeRedis(redis: Redis): Promise<void> {
  if (redis.status !== 'ready') return redis.disconnect();
  // A connection that has just broken looks ready still, and then `quit` may never be answered.
  const limit = new AbortController();
  const quit = redis.quit().then(ignore, ignore);
  await Promise.race([quit, sleep(quitLimitMs, undefined, { signal: limit.signal }).catch(ignore)]);
  limit.abort();
  redis.disconnect();
}

function ignore(): void {}
