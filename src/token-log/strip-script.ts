// Leaves of a token log that it began and how it ended. A script, so that no entry comes in between.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    stripTokenLog(log: string): Result<null, Context>;
  }
}

/**
 * No text stands in the first entry, nor in a terminal one. The log stays ended: an attempt that somebody else begins
 * (a worker stood still, and its job was given on) is refused as before.
 */
const source = `
local log = KEYS[1]
local first = redis.call('XRANGE', log, '-', '+', 'COUNT', 1)[1]
if not first then return end
local last = redis.call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
local expires_at = redis.call('PEXPIRETIME', log)
redis.call('DEL', log)
if string.sub(last[2][2], 1, 4) ~= 'ask-' then return end
redis.call('XADD', log, first[1], unpack(first[2]))
if last[1] ~= first[1] then redis.call('XADD', log, last[1], unpack(last[2])) end
redis.call('PEXPIREAT', log, expires_at)
`;

export function defineStrip(redis: Redis): void {
  redis.defineCommand('stripTokenLog', { numberOfKeys: 1, lua: source });
}
