// A test's share of the layer's Redis: a prefix of its own, a door to nothing else, and a look at what it left open.
import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import { expect, inject, onTestFinished, vi } from 'vitest';

export interface TestRedis {
  /** Opens only keys that begin with `prefix`. */
  url: string;
  prefix: string;
  /** A connection for the test's own use, closed with the test. */
  client: Redis;
}

const maxCloseMs = 2_000;

/**
 * Call it first in a test (or in `beforeEach`), before what uses it is opened: when the test is over, and all else is
 * closed, it fails the test if a connection of the test is still there.
 */
export async function openTestRedis(): Promise<TestRedis> {
  const layerUrl = inject('redisUrl');
  const prefix = `t${randomBytes(6).toString('hex')}`;
  const admin = new Redis(layerUrl);
  // A user per test, so that Redis itself tells whose a connection is, and refuses keys without the prefix.
  await admin.acl('SETUSER', prefix, 'on', 'nopass', `~${prefix}*`, '&*', '+@all');
  const url = layerUrl.replace('://', `://${prefix}:any@`);
  const client = new Redis(url);
  onTestFinished(async () => {
    client.disconnect();
    try {
      await expectNoneOpen(admin, prefix);
    } finally {
      await admin.acl('DELUSER', prefix);
      admin.disconnect();
    }
  });
  return { url, prefix, client };
}

async function expectNoneOpen(admin: Redis, user: string): Promise<void> {
  await vi.waitFor(
    async () => {
      const connections = String(await admin.client('LIST'));
      const left = connections.split('\n').filter((line) => line.includes(` user=${user} `));
      expect(left, 'connections to Redis that the test left open').toEqual([]);
    },
    { timeout: maxCloseMs, interval: 10 },
  );
}
