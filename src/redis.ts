// Connections to Redis. Every part that needs one gets it from here, by app.ts.
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import type { Logger } from './log.ts';
import { createOutage } from './outage.ts';

export interface RedisConnectionOptions {
  url: string;
  /** Shown by `CLIENT LIST` and in logs. */
  name: string;
  log: Logger;
  /** A connection that says nothing for so long while it owes an answer is dead, and is opened anew. */
  silenceMs?: number;
}

/**
 * How Redis begins the errors that pass, or that its host can mend, without a change of what was sent: it is full, cannot
 * write to its disk, is a replica, is starting or busy, or does not let us in. (Redis 7, `createSharedObjects` and `acl.c`.)
 */
const refusals: ReadonlySet<string> = new Set([
  'BUSY',
  'LOADING',
  'MASTERDOWN',
  'MISCONF',
  'NOAUTH',
  'NOPERM',
  'NOREPLICAS',
  'OOM',
  'READONLY',
]);

/** Redis is there and does not take the command now. Any other answer that is an error it would give again. */
export function isRefusal(error: unknown): boolean {
  return isReplyError(error) && codesOf(error).some((code) => refusals.has(code));
}

/** Redis is there and will never take the command: a fault of ours, or of whoever wrote into its keys. */
export function isFault(error: unknown): boolean {
  return isReplyError(error) && !isRefusal(error);
}

function isReplyError(error: unknown): error is Error {
  return error instanceof Error && error.name === 'ReplyError';
}

/** Of a transaction those of its commands. */
function codesOf(error: Error): string[] {
  const { previousErrors = [] } = error as Error & { previousErrors?: Error[] };
  return [error, ...previousErrors].map(({ message }) => message.split(' ', 1).join(''));
}

/** Epoch ms on the clock of Redis, the one that all processes share. */
export async function redisNow(redis: Redis): Promise<number> {
  const [seconds, microseconds] = await redis.time();
  return Number(seconds) * 1_000 + Math.floor(Number(microseconds) / 1_000);
}

/** The longest silence of a whole connection is a blocking read: BullMQ's take up to 10 s, the token log's 5 s. */
const usualSilenceMs = 12_000;

/** Redis takes expiries in seconds; the host gives days. */
export const secondsADay = 86_400;

const reconnectDelayMs = (attempt: number): number =>
  Math.min(50 * 2 ** Math.min(attempt, 6), 2_000);

type Patience = Pick<
  RedisOptions,
  'enableOfflineQueue' | 'maxRetriesPerRequest' | 'commandTimeout'
>;

function connect(
  { url, name, log, silenceMs = usualSilenceMs }: RedisConnectionOptions,
  patience: Patience,
): Redis {
  const redis = new Redis(url, {
    connectionName: name,
    // `CLIENT SETINFO` would be refused to a worker's user, on each connection.
    disableClientInfo: true,
    retryStrategy: reconnectDelayMs,
    // Not `blockingTimeout`: it ends a read that hears nothing, and leaves the next one to the same dead connection.
    socketTimeout: silenceMs,
    ...patience,
  });
  const outage = createOutage({ of: 'redis', log: log.child({ connection: name }) });
  redis.on('error', outage.begin);
  redis.on('ready', outage.end);
  return redis;
}

/** Resolves when the connection stands, when it fails for the first time, and after `limitMs` at the latest. */
export async function firstConnection(redis: Redis, limitMs: number): Promise<void> {
  if (redis.status === 'ready') return;
  const settled = once(redis, 'ready').catch(() => undefined);
  await Promise.race([settled, sleep(limitMs, undefined, { ref: false })]);
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
