// All that a test's share of Redis holds, as text: for looking for what must not be there.
import type { Redis } from 'ioredis';
import type { TestRedis } from './redis.ts';

/** By key. */
export async function redisTexts({
  client,
  prefix,
}: Pick<TestRedis, 'client' | 'prefix'>): Promise<Map<string, string>> {
  const keys = await client.keys(`${prefix}*`);
  const texts = await Promise.all(
    keys.map(async (key) => [key, JSON.stringify(await read(client, key))] as const),
  );
  return new Map(texts);
}

async function read(client: Redis, key: string): Promise<unknown> {
  const type = await client.type(key);
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
