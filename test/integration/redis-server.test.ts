import { stat } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startRedis, type RedisServer, type RedisServerOptions } from '../../playground/redis.ts';

async function startTestServer(options?: RedisServerOptions): Promise<RedisServer> {
  const server = await startRedis(options);
  onTestFinished(() => server.close());
  return server;
}

/** One command on a connection of its own. */
async function ask<T>(url: string, command: (client: Redis) => Promise<T>): Promise<T> {
  const client = new Redis(url);
  try {
    return await command(client);
  } finally {
    client.disconnect();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a private Redis', () => {
  it('listens on a port of its own and evicts nothing', async () => {
    const servers = await Promise.all([startTestServer(), startTestServer()]);
    expect(new Set(servers.map(({ port }) => port)).size).toBe(2);
    const policy = await ask(servers[0].url, (client) => client.config('GET', 'maxmemory-policy'));
    expect(policy).toEqual(['maxmemory-policy', 'noeviction']);
  });

  it('is gone after close, with its process and its folder', async () => {
    const server = await startTestServer();
    await server.close();
    await server.close();
    expect(isAlive(server.pid)).toBe(false);
    await expect(stat(server.dir)).rejects.toThrow('ENOENT');
  });

  it('keeps every acknowledged write over a kill when it appends always', async () => {
    const server = await startTestServer({ appendOnly: 'always' });
    await ask(server.url, (client) => client.set('answer', '42'));
    await server.kill('SIGKILL');
    await server.restart();
    expect(await ask(server.url, (client) => client.get('answer'))).toBe('42');
  });

  it('forgets everything at a restart without an append-only file', async () => {
    const server = await startTestServer();
    const firstPid = server.pid;
    await ask(server.url, (client) => client.set('answer', '42'));
    await server.restart();
    expect(await ask(server.url, (client) => client.get('answer'))).toBeNull();
    expect(server.pid).not.toBe(firstPid);
  });

  it('says why it could not start', async () => {
    const { port } = await startTestServer();
    await expect(startTestServer({ port })).rejects.toThrow(/Address already in use/);
  });
});
