// All that a test's share of Redis holds, as text: for looking for what must not be there.
import type { Redis } from 'ioredis';
import type { TestRedis } from './redis.ts';

export interface RedisTextsOptions extends Pick<TestRedis, 'client' | 'prefix'> {
  /** Another user's connection: what that user may not read is left out. */
  reader?: Redis;
}

/** By key. */
export async function redisTexts({
  client,
  prefix,
  reader = client,
}: RedisTextsOptions): Promise<Map<string, string>> {
  const keys = await client.keys(`${prefix}*`);
  const texts = await Promise.all(
    keys.map(async (key) => {
      const value = await ifAllowed(read(reader, { key, type: await client.type(key) }));
      return value === undefined ? [] : [[key, JSON.stringify(value)] as const];
    }),
  );
  return new Map(texts.flat());
}

async function ifAllowed(reading: Promise<unknown>): Promise<unknown> {
  return reading.catch((error: unknown) => {
    if (String(error).includes('NOPERM')) return undefined;
    throw error;
  });
}

async function read(client: Redis, { key, type }: { key: string; type: string }): Promise<unknown> {
  switch (type) {
    case 'string':
      return client.get(key);
    case 'hash':
      return client.hgetall(key);
    case 'list':
      return client.lrange(key, 0, -1);
    case 'set':
      return client.smembers(key);
    case 'zset':
      return client.zrange(key, '0', '-1');
    case 'stream':
      return client.xrange(key, '-', '+');
    case 'none':
      return '';
    default:
      throw new Error(`no way to read a ${type}`);
  }
}
