// The one way to write a token log. A script, so that the check and the write cannot be parted.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    appendToTokenLog(
      log: string,
      attempt: number,
      batch: number,
      run: string,
      expirySeconds: number,
      ...typesAndBodies: string[]
    ): Result<AppendResult, Context>;
  }
}

/**
 * `superseded`: a later attempt has begun (the writer lost its job), or Redis has lost what this one wrote. `ended`: the
 * log holds a terminal entry. In both cases nothing was written.
 */
export type AppendResult = 'appended' | 'superseded' | 'ended';

/**
 * An entry is `type`, `attempt`, `body` (JSON), `batch` and `run`. The last entry tells all that the check needs: every
 * entry carries the newest attempt, its run and its batch, and a terminal one is last. A batch that comes twice (the
 * connection broke before the answer) was written the first time. Attempt 0 is an outsider (whoever stops an ask): it
 * keeps the log's own attempt and run, and its batch is 0.
 *
 * A batch that does not follow the one before it is refused: Redis was restarted without its last data, or without any.
 * Then it may have forgotten attempts too, so a run that begins takes over the log of one with the same number.
 */
const source = `
local attempt, batch, run = tonumber(ARGV[1]), tonumber(ARGV[2]), ARGV[3]
local is_outsider, is_beginning = attempt == 0, batch == 1
local last = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if last then
  local type, current, latest, owner = last[2][2], tonumber(last[2][4]), tonumber(last[2][8]), last[2][10]
  local is_ours = not is_outsider and attempt == current and run == owner
  if is_ours and batch <= latest then return 'appended' end
  if string.sub(type, 1, 4) == 'ask-' then return 'ended' end
  if is_outsider then attempt, run = current, owner or '' end
  if current > attempt then return 'superseded' end
  if not is_outsider and not is_beginning and not (is_ours and batch == latest + 1) then return 'superseded' end
elseif not is_outsider and not is_beginning then
  return 'superseded'
end
for i = 5, #ARGV, 2 do
  redis.call('XADD', KEYS[1], '*', 'type', ARGV[i], 'attempt', attempt, 'body', ARGV[i + 1], 'batch', batch, 'run', run)
end
redis.call('EXPIRE', KEYS[1], ARGV[4])
return 'appended'
`;

export function defineAppend(redis: Redis): void {
  redis.defineCommand('appendToTokenLog', { numberOfKeys: 1, lua: source });
}
