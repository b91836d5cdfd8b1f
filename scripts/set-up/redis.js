// Redis: the one that REDIS_URL names, a server program on the PATH, or one that the system's package manager installs.
import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { findProgram } from './find-program.js';
import { installRedis } from './install-redis.js';
import { pingRedis } from './ping-redis.js';

const defaultUrl = 'redis://127.0.0.1:6379';

/**
 * Throws, in words for a person, when there is no Redis and none may be installed.
 *
 * @param {{ needsServer: boolean }} options `needsServer`: the caller starts a Redis of its own, so a URL is not enough
 */
export async function ensureRedis({ needsServer }) {
  if (!needsServer && (await answers())) return;
  if (findProgram(['redis-server', 'valkey-server']) !== undefined) return;
  await installRedis();
  if (findProgram(['redis-server', 'valkey-server']) !== undefined) return;
  throw new Error('Redis was installed, but no redis-server is on the PATH.');
}

async function answers() {
  const url = process.env.REDIS_URL || fromEnvFile();
  const failure = await pingRedis(url || defaultUrl);
  if (failure !== undefined && url) console.warn(`REDIS_URL does not answer: ${failure}`);
  return failure === undefined;
}

function fromEnvFile() {
  try {
    return parseEnv(readFileSync('.env', 'utf8')).REDIS_URL;
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
