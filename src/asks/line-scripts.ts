// The fair order of the line, as Redis scripts that the line runs: no step of them can be parted from the others.
// Why this order, and what each key holds: docs/decisions/0007-fair-line.md.
import type { Redis, Result } from 'ioredis';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    rankInLine(...keysAndValues: (string | number)[]): Result<null, Context>;
    unrankInLine(...keysAndValues: (string | number)[]): Result<null, Context>;
    asksInLine(...keysAndValues: (string | number)[]): Result<string[], Context>;
  }
}

/** Tags from one ask of an asker to the next: virtual time passes in parts of it, and BullMQ takes integers only. */
export const round = 64;

/** The priority of a job that has no tag yet: behind all others, and the highest that BullMQ takes. */
export const unranked = 2 ** 21 - 1;

/** When the first tag is over this, all move back. The rest of the range is room for those behind it. */
export const rebaseAbove = 2 ** 20;

/**
 * A job's score in BullMQ's `prioritized` is `priority * 2^32 + n`, with n in the order of arrival. Moving a job by
 * whole priorities keeps its n, so that equals stay in the order of arrival, which `changePriority` would not do.
 */
const shared = `
local prioritized, wait, delayed, order, askers, asks, weights, ends, clock, taken = unpack(KEYS)
local job_prefix, expiry_seconds = ARGV[1], ARGV[2]
local call = redis.call
local round, unranked, rebase_above, arrivals = ${round}, ${unranked}, ${rebaseAbove}, 2 ^ 32

local function tag_of(score) return math.floor(tonumber(score) / arrivals) end

local function move(job, by)
  local score = call('ZINCRBY', prioritized, by * arrivals, job)
  call('ZADD', order, 'XX', score, job)
  call('HSET', job_prefix .. job, 'priority', tag_of(score))
end

local function asks_of(asker)
  local jobs = call('HGET', asks, asker)
  return jobs and cjson.decode(jobs) or {}
end

local function keep_asks(asker, jobs)
  if #jobs > 0 then return call('HSET', asks, asker, cjson.encode(jobs)) end
  call('HDEL', asks, asker)
  call('HDEL', weights, asker)
end

local function drop(job)
  local asker = call('HGET', askers, job) or ''
  local left = {}
  for _, other in ipairs(asks_of(asker)) do
    if other ~= job then table.insert(left, other) end
  end
  keep_asks(asker, left)
  call('ZREM', order, job)
  call('HDEL', askers, job)
  return asker
end

local function active_weight()
  local sum = 0
  for _, weight in ipairs(call('HVALS', weights)) do sum = sum + weight end
  return sum
end

-- Less than one round from the first in line, whatever was lost or cancelled: before everyone's second ask.
local function within_round(now, first) return math.max(first, math.min(now, first + round - 0.01)) end

-- The jobs that workers have taken since the last look, in the order in which they took them.
local function count_taken(now)
  local job, score = unpack(call('ZRANGE', order, 0, 0, 'WITHSCORES'))
  while job and not call('ZSCORE', prioritized, job) do
    now = within_round(now, tag_of(score)) + round / active_weight()
    call('HSET', taken, job, drop(job))
    job, score = unpack(call('ZRANGE', order, 0, 0, 'WITHSCORES'))
  end
  return now
end

local function forget_finished()
  for _, job in ipairs(call('HKEYS', taken)) do
    if call('EXISTS', job_prefix .. job) == 0 then call('HDEL', taken, job) end
  end
end

local function rebase(by)
  for _, job in ipairs(call('ZRANGE', order, 0, -1)) do
    if not call('ZSCORE', prioritized, job) then drop(job) end
  end
  for _, job in ipairs(call('ZRANGE', prioritized, 0, unranked * arrivals - 1, 'BYSCORE')) do move(job, -by) end
  for _, asker in ipairs(call('ZRANGE', ends, 0, -1)) do call('ZINCRBY', ends, -by, asker) end
end

-- Brings the state up to what BullMQ holds. Gives the virtual time.
local function settle()
  local now = count_taken(tonumber(call('GET', clock)) or 1)
  forget_finished()
  local score = call('ZRANGE', prioritized, 0, 0, 'WITHSCORES')[2]
  local first = score and tag_of(score) or unranked
  if first == unranked then
    call('DEL', order, askers, asks, weights, ends, clock)
    return 1
  end
  if first > rebase_above then
    rebase(first - 1)
    now, first = now - first + 1, 1
  end
  now = within_round(now, first)
  call('ZREMRANGEBYSCORE', ends, '-inf', now)
  call('SET', clock, now)
  return now
end

local function keep_for_now()
  for key = 4, 10 do call('EXPIRE', KEYS[key], expiry_seconds) end
end
`;

/** Gives a job its tag, unless it has one or is with a worker, which then was idle. */
const rank = `${shared}
local job, asker, weight, share = ARGV[3], ARGV[4], ARGV[5], ARGV[6]
local now = settle()
local score = call('ZSCORE', prioritized, job)
if not score then
  if call('EXISTS', job_prefix .. job) == 1 then call('HSET', taken, job, asker) end
elseif call('HEXISTS', askers, job) == 0 then
  -- A sum of thirds may miss the whole number by a hair.
  local tag = math.max(math.floor(now + 1e-6), tonumber(call('ZSCORE', ends, asker)) or 1)
  tag = math.min(tag, unranked - 1)
  call('ZADD', order, score, job)
  move(job, tag - tag_of(score))
  local jobs = asks_of(asker)
  table.insert(jobs, job)
  keep_asks(asker, jobs)
  call('HSET', askers, job, asker)
  call('HSET', weights, asker, weight)
  call('ZADD', ends, tag + share, asker)
end
keep_for_now()
`;

/** Takes a waiting job's tag back: each later ask of its asker moves up by one, and the last one's tag is free again. */
const unrank = `${shared}
local job = ARGV[3]
settle()
local asker = call('HGET', askers, job)
if asker then
  local free
  for _, other in ipairs(asks_of(asker)) do
    local tag = tag_of(call('ZSCORE', order, other))
    if free and call('ZSCORE', prioritized, other) then move(other, free - tag) end
    if free or other == job then free = tag end
  end
  call('ZADD', ends, free, asker)
  drop(job)
end
keep_for_now()
`;

/**
 * The waiting jobs of an asker in their order. Those that a worker gave back stand before all others: in `wait`, which is
 * read from its end, and then in `delayed`, from which they get to `wait` when a worker asks for the next job.
 */
const list = `${shared}
local asker = ARGV[3]
local waiting = {}
local function add_given_back(job)
  if (call('HGET', taken, job) or call('HGET', askers, job)) == asker then table.insert(waiting, job) end
end
local in_wait = call('LRANGE', wait, 0, -1)
for place = #in_wait, 1, -1 do add_given_back(in_wait[place]) end
for _, job in ipairs(call('ZRANGE', delayed, 0, -1)) do add_given_back(job) end
for _, job in ipairs(asks_of(asker)) do
  if call('ZSCORE', prioritized, job) then table.insert(waiting, job) end
end
return waiting
`;

export function defineLineScripts(redis: Redis): void {
  const numberOfKeys = 10;
  redis.defineCommand('rankInLine', { numberOfKeys, lua: rank });
  redis.defineCommand('unrankInLine', { numberOfKeys, lua: unrank });
  redis.defineCommand('asksInLine', { numberOfKeys, lua: list });
}
