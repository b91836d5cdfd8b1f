// A Redis that answers and takes no writes: what is asked is refused in words, what runs goes on when it is well again.
import { rm } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { expect, it, onTestFinished, vi } from 'vitest';
import { startRedis, type RedisServer } from '../../playground/redis.ts';
import { openApp, type TestApp } from '../support/app.ts';
import { askInAllPhases, workersAtOnce } from '../support/asks-in-all-phases.ts';
import { expectWhole } from '../support/expect-whole.ts';

async function openApart(): Promise<{ app: TestApp; server: RedisServer; admin: Redis }> {
  const server = await startRedis();
  onTestFinished(() => server.close());
  const admin = new Redis(server.url);
  onTestFinished(() => admin.disconnect());
  const app = await openApp({
    redis: { url: server.url, prefix: 'aloud' },
    ollama: { parallel: workersAtOnce },
    config: { workerConcurrency: workersAtOnce },
  });
  return { app, server, admin };
}

const fill = (admin: Redis): Promise<unknown> => admin.config('SET', 'maxmemory', '1');
const makeRoom = (admin: Redis): Promise<unknown> => admin.config('SET', 'maxmemory', '0');

/** As on a full disk: the snapshot fails, and Redis takes no writes until one has worked, or none is wanted. */
async function breakSnapshots(admin: Redis, { dir }: RedisServer): Promise<void> {
  await admin.config('SET', 'save', '3600 1000000');
  await rm(dir, { recursive: true });
  await admin.bgsave();
  await vi.waitFor(async () =>
    expect(await admin.info('persistence')).toContain('rdb_last_bgsave_status:err'),
  );
}

async function expectRefused({ ask }: TestApp): Promise<void> {
  const refused = await ask('Why?', { private: true });
  const { status } = await refused.shows(
    /^\*\*The queue cannot be reached, so the question was not taken\.\*\* /,
  );
  expect(status).toMatch(/the host needs to look after Redis\.$/);
}

const refusals: [
  why: string,
  begin: (admin: Redis, server: RedisServer) => Promise<unknown>,
  end: (admin: Redis) => Promise<unknown>,
][] = [
  ['is full', fill, makeRoom],
  ['cannot write to its disk', breakSnapshots, (admin) => admin.config('SET', 'save', '')],
  [
    'has become a replica',
    (admin) => admin.replicaof('127.0.0.1', '1'),
    (admin) => admin.replicaof('NO', 'ONE'),
  ],
];

it.each(refusals)('loses nothing while Redis %s', async (_why, begin, end) => {
  const { app, server, admin } = await openApart();
  const { asks, release } = await askInAllPhases(app);
  await begin(admin, server);
  await expectRefused(app);
  release();
  await app.ollama.waitFor(() => app.ollama.chats().every(({ endedAt }) => endedAt !== undefined));
  await expect.poll(() => app.log.count('queue-lost'), { timeout: 10_000 }).toBeGreaterThan(0);
  await end(admin);
  await expectWhole(asks);
});

it('loses nothing, and keeps calm, when Redis is full for longer than a job is locked', async () => {
  const { app, admin } = await openApart();
  const { asks, release } = await askInAllPhases(app);
  const [lines, commands] = [app.log.lines.length, await countCommands(admin)];
  await fill(admin);
  release();
  await expect.poll(() => app.log.count('job-lost'), { timeout: 20_000 }).toBeGreaterThan(6);
  expect(app.log.lines.length - lines).toBeLessThan(60);
  expect((await countCommands(admin)) - commands).toBeLessThan(3_000);
  await makeRoom(admin);
  await expectWhole(asks);
  const [lost, back] = [app.log.count('queue-lost'), app.log.count('queue-back')];
  expect([lost, back]).toEqual([2, 2]);
});

async function countCommands(admin: Redis): Promise<number> {
  const [, count] = /total_commands_processed:(\d+)/.exec(await admin.info('stats')) ?? [];
  return Number(count);
}
