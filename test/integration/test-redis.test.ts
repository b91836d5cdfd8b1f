import { Redis } from 'ioredis';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { openTestRedis } from '../support/redis.ts';

describe("a test's Redis", () => {
  it('opens the keys of its own prefix', async () => {
    const { client, prefix } = await openTestRedis();
    await client.set(`${prefix}:answer`, '42');
    expect(await client.get(`${prefix}:answer`)).toBe('42');
  });

  it('refuses keys without the prefix', async () => {
    const { client } = await openTestRedis();
    await expect(client.set('answer', '42')).rejects.toThrow(/NOPERM/);
  });

  it('gives each test a prefix of its own', async () => {
    const [one, other] = await Promise.all([openTestRedis(), openTestRedis()]);
    expect(one.prefix).not.toBe(other.prefix);
  });

  it('waits for connections that are just closing', async () => {
    const { url } = await openTestRedis();
    const client = new Redis(url);
    expect(await client.ping()).toBe('PONG');
    onTestFinished(() => client.disconnect());
  });

  it.fails('fails a test that leaves a connection open', async () => {
    const { url } = await openTestRedis();
    expect(await new Redis(url, { retryStrategy: () => null }).ping()).toBe('PONG');
  });

  it('shares one server among the tests of a layer', () => {
    expect(inject('redisUrl')).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/);
  });
});
