// Empties a token log, so that its ask can be begun anew. A script, so that no ending is lost that comes just then.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    clearTokenLog(log: string): Result<number, Context>;
  }
}

const source = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last and string.sub(last[2][2], 1, 4) == 'ask-' then return 0 end
return redis.call('DEL', KEYS[1])
`;

export function defineClear(redis: Redis): void {
  redis.defineCommand('clearTokenLog', { numberOfKeys: 1, lua: source });
}
