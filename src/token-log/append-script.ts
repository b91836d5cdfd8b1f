// The one way to write a token log. A script, so that the check and the write cannot be parted.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    appendToTokenLog(
      log: string,
      attempt: number,
      batch: number,
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
 * An entry is `type`, `attempt`, `body` (JSON) and `batch`. The last entry tells all that the check needs: every entry
 * carries the newest attempt and its batch, and a terminal one is last. A batch that comes twice (the connection broke
 * before the answer) was written the first time. Attempt 0 is an outsider (whoever stops an ask): it keeps the log's
 * own attempt, and its batch is 0.
 */
const source = `
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)
local attempt = tonumber(ARGV[1])
local batch = tonumber(ARGV[2])
if last[1] then
  local fields = last[1][2]
  local current = tonumber(fields[4])
  if batch > 0 and attempt == current and batch <= tonumber(fields[8]) then return 'appended' end
  if string.sub(fields[2], 1, 4) == 'ask-' then return 'ended' end
  if attempt == 0 then attempt = current end
  if current > attempt then return 'superseded' end
end
for i = 4, #ARGV, 2 do
  redis.call('XADD', KEYS[1], '*', 'type', ARGV[i], 'attempt', attempt, 'body', ARGV[i + 1], 'batch', batch)
end
redis.call('EXPIRE', KEYS[1], ARGV[3])
return 'appended'
`;

export function defineAppend(redis: Redis): void {
  redis.defineCommand('appendToTokenLog', { numberOfKeys: 1, lua: source });
}
