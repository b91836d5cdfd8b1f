// A Redis with the users that the repository ships: the bot's, who may do everything, and the worker's.
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';
import { startRedis, type RedisServer } from '../../playground/redis.ts';

export interface WorkerRedis {
  server: RedisServer;
  prefix: string;
  /** Of the bot, and of the worker. */
  urls: { bot: string; worker: string };
  /** A connection of the test's own as the worker's user, and one as the bot's. */
  clients: { bot: Redis; worker: Redis };
}

const shipped = path.resolve(import.meta.dirname, '../../deploy/redis-users.acl');

/** Closed with the test. */
export async function openWorkerRedis(): Promise<WorkerRedis> {
  const dir = await mkdtemp(path.join(tmpdir(), 'aloud-acl-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const aclFile = path.join(dir, 'users.acl');
  await copyFile(shipped, aclFile);
  const server = await startRedis({ aclFile, appendOnly: 'always' });
  onTestFinished(() => server.close());
  const urlOf = (user: string): string => server.url.replace('://', `://${user}@`);
  const urls = { bot: urlOf('default:BOT_PASSWORD'), worker: urlOf('worker:WORKER_PASSWORD') };
  const clients = { bot: new Redis(urls.bot), worker: new Redis(urls.worker) };
  onTestFinished(() => Object.values(clients).forEach((client) => client.disconnect()));
  return { server, prefix: 'aloud', urls, clients };
}
