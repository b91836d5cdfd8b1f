// The one way to write a token log. A script, so that the check and the write cannot be parted.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    appendToTokenLog(
      log: string,
      attempt: number,
      expirySeconds: number,
      ...typesAndBodies: string[]
    ): Result<AppendResult, Context>;
  }
}

/**
 * `superseded`: a later attempt has begun, the writer lost its job. `ended`: the log holds a terminal entry.
 * In both cases nothing was written.
 */
export type AppendResult = 'appended' | 'superseded' | 'ended';

/**
 * An entry is `type`, `attempt` and `body` (JSON). The last entry tells all that the check needs: every entry carries
 * the newest attempt, and a terminal one is last. Attempt 0 is an outsider (whoever stops an ask): it keeps the
 * log's own attempt.
 */
const source = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local attempt = tonumber(ARGV[1])
if last[1] then
  local fields = last[1][2]
  if string.sub(fields[2], 1, 4) == 'ask-' then return 'ended' end
  local current = tonumber(fields[4])
  if attempt == 0 then attempt = current end
  if current > attempt then return 'superseded' end
end
for i = 3, #ARGV, 2 do
  redis.call('XADD', KEYS[1], '*', 'type', ARGV[i], 'attempt', attempt, 'body', ARGV[i + 1])
end
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 'appended'
`;

export function defineAppend(redis: Redis): void {
  redis.defineCommand('appendToTokenLog', { numberOfKeys: 1, lua: source });
}
