// Stores an ask unless a limit is reached. A script, so that of two asks at once only one takes the last place.
import type { Redis, Result } from 'ioredis';
import { answerlessFunction } from '../token-log/answerless-script.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    storeAsk(
      ...keysAndValues: (string | number)[]
    ): Result<[outcome: string, ...string[]], Context>;
  }
}

/**
 * Without a record it is only looked at whether a limit is reached.
 *
 * Nothing is counted up and down, where a crash in between would leave a wrong number for good: those that may be
 * waiting are remembered, and each is looked at. One waits if it stands in the line, or is on its way there: its job was
 * not added, and nothing ended it. One that a worker was seen to have taken counts no more, also if it is given back.
 * With each its queue is remembered: `asker queue`.
 */
const source = `
${answerlessFunction}
local record, open, waiting, answers = unpack(KEYS)
local text, expiry_seconds, id, asker, asked_at = unpack(ARGV, 1, 5)
local record_prefix, log_prefix, job_id_prefix, queue = unpack(ARGV, 6, 9)
local max_of_asker, max_waiting = tonumber(ARGV[10]), tonumber(ARGV[11])
local max_answers, day_seconds = tonumber(ARGV[12]), tonumber(ARGV[13])
local call = redis.call

local function is_waiting(other, in_queue)
  local job = job_id_prefix .. other
  if call('ZSCORE', in_queue .. 'prioritized', job) then return true end
  if call('EXISTS', in_queue .. job) == 1 then return call('LPOS', in_queue .. 'wait', job) ~= false end
  return call('EXISTS', log_prefix .. other) == 0 and call('STRLEN', record_prefix .. other) > 0
end

local function count_waiting()
  local of_asker, in_all = 0, 0
  local candidates = call('HGETALL', waiting)
  for i = 1, #candidates, 2 do
    local of, in_queue = string.match(candidates[i + 1], '^(%S+) (.*)$')
    if of and is_waiting(candidates[i], in_queue) then
      in_all = in_all + 1
      if of == asker then of_asker = of_asker + 1 end
    else
      call('HDEL', waiting, candidates[i])
    end
  end
  return of_asker, in_all
end

-- What was withdrawn, failed, or was stopped before a worker took it, was no answer.
local function drop_answerless()
  for _, other in ipairs(call('ZRANGE', answers, 0, -1)) do
    local is_withdrawn = call('GET', record_prefix .. other) == ''
    if is_withdrawn or is_answerless(log_prefix .. other) then call('ZREM', answers, other) end
  end
end

local function count_answers()
  call('ZREMRANGEBYSCORE', answers, '-inf', asked_at - day_seconds * 1000)
  if call('ZCARD', answers) >= max_answers then drop_answerless() end
  return call('ZCARD', answers)
end

if call('EXISTS', record) == 1 then return { 'duplicate' } end
if max_waiting then
  local of_asker, in_all = count_waiting()
  if of_asker >= max_of_asker then return { 'asker-waiting', tostring(of_asker) } end
  if in_all >= max_waiting then return { 'line-full', tostring(in_all) } end
end
if max_answers then
  local excess = count_answers() - max_answers
  if excess >= 0 then
    return { 'day-over', call('ZRANGE', answers, excess, excess, 'WITHSCORES')[2] }
  end
end
if text == '' then return { 'allowed' } end
if max_answers then
  call('ZADD', answers, asked_at, id)
  call('EXPIRE', answers, day_seconds)
end
call('SET', record, text, 'EX', expiry_seconds)
call('SADD', open, id)
call('HSET', waiting, id, asker .. ' ' .. queue)
return { 'stored' }
`;

export function defineStoreAsk(redis: Redis): void {
  redis.defineCommand('storeAsk', { numberOfKeys: 4, lua: source });
}
