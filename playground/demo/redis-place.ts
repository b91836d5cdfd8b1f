// Where the demo keeps its keys: a private Redis, or a corner of the one that REDIS_URL names, swept at the end.
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { startRedis } from '../redis.ts';
import { UsageError } from './options.ts';

export interface RedisPlace {
  url: string;
  /** Of every key. */
  prefix: string;
  /** Nothing of the demo is left. */
  close(): Promise<void>;
}

const connectLimitMs = 2_000;
const keysPerSweep = 500;

/** @throws UsageError when the given Redis does not answer */
export async function openRedisPlace(givenUrl: string | undefined): Promise<RedisPlace> {
  const prefix = `demo-${randomBytes(6).toString('hex')}`;
  if (givenUrl === undefined) {
    const server = await startRedis();
    return { url: server.url, prefix, close: server.close };
  }
  const redis = await connect(givenUrl);
  const close = async (): Promise<void> => {
    await sweep(redis, prefix);
    await redis.quit();
  };
  return { url: givenUrl, prefix, close };
}

async function connect(url: string): Promise<Redis> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: connectLimitMs,
    commandTimeout: connectLimitMs,
    retryStrategy: () => null,
  });
  let reason = 'no connection';
  redis.on('error', (error) => {
    reason = error.message;
  });
  try {
    await redis.connect();
    await redis.ping();
    return redis;
  } catch {
    redis.disconnect();
    throw new UsageError(
      `REDIS_URL does not answer (${reason}). Without it the demo starts a private Redis.`,
    );
  }
}

async function sweep(redis: Redis, prefix: string): Promise<void> {
  const keys = redis.scanStream({ match: `${prefix}:*`, count: keysPerSweep });
  for await (const batch of keys as AsyncIterable<string[]>) {
    if (batch.length > 0) await redis.unlink(...batch);
  }
}
