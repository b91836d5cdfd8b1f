// The fair order of the line, as Redis scripts that the line runs: no step of them can be parted from the others.
import type { Redis, Result } from 'ioredis';
import { lineState } from './line-state.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    rankInLine(...keysAndValues: (string | number)[]): Result<null, Context>;
    unrankInLine(...keysAndValues: (string | number)[]): Result<string[], Context>;
    asksInLine(...keysAndValues: (string | number)[]): Result<string[], Context>;
    placeInLine(...keysAndValues: (string | number)[]): Result<number | null, Context>;
  }
}

/**
 * Gives a job its tag, unless it has one or is with a worker, which then was idle. What BullMQ keeps of a queue when its
 * jobs are gone expires after the last ask of the model.
 */
const rank = `${lineState}
local name, job, asker = ARGV[3], ARGV[4], ARGV[5]
local weight, share, queue_seconds = ARGV[6], tonumber(ARGV[7]), ARGV[8]
local queue = base .. name .. ':'

-- As if it had never been lost: behind the last that has come.
local function next_arrival()
  if call('EXISTS', arrivals) == 0 then
    local last = 0
    for _, other in ipairs(queues) do
      local ranked = call('ZRANGE', other .. 'prioritized', 0, unranked * spread - 1, 'BYSCORE', 'WITHSCORES')
      for i = 2, #ranked, 2 do last = math.max(last, ranked[i] % spread) end
    end
    call('SET', arrivals, last)
  end
  return call('INCR', arrivals) % spread
end

-- Who has nothing waiting is at most one turn behind the others, although workers took asks of theirs before their turn.
local function next_tag(now, jobs)
  local turn = math.floor(now + 1e-6) -- A sum of thirds may miss the whole number by a hair.
  local tag = tonumber(call('ZSCORE', ends, asker)) or 1
  if #jobs == 0 then tag = math.min(tag, turn + math.max(round, share)) end
  return math.min(math.max(turn, tag), unranked - 1)
end

local now = settle()
if not call('ZSCORE', queue .. 'prioritized', job) then
  if call('EXISTS', queue .. job) == 1 then call('HSET', taken, job, asker) end
elseif call('HEXISTS', askers, job) == 0 then
  local jobs = asks_of(asker)
  local tag = next_tag(now, jobs)
  call('ZADD', order, 0, job)
  put(queue, job, tag, next_arrival())
  table.insert(jobs, job)
  keep_asks(asker, jobs)
  call('HSET', askers, job, asker)
  call('HSET', weights, asker, weight)
  call('ZADD', ends, tag + share, asker)
end
for _, kind in ipairs({ 'meta', 'events', 'id', 'pc', 'marker' }) do
  call('EXPIRE', queue .. kind, queue_seconds)
end
keep_for_now()
`;

/**
 * Takes a waiting job's tag back: each later ask of its asker moves up by one, and the last one's tag is free again.
 * Gives the names of the queues that have the job.
 */
const unrank = `${lineState}
local job = ARGV[3]
settle()
local asker = call('HGET', askers, job)
if asker then
  local free
  for _, other in ipairs(asks_of(asker)) do
    local queue, score = find(other)
    if queue then
      if free then put(queue, other, free, score % spread) end
      if free or other == job then free = tag_of(score) end
    end
  end
  if free then call('ZADD', ends, free, asker) end
  drop(job)
end
keep_for_now()
local holders = {}
for i, queue in ipairs(queues) do
  if call('EXISTS', queue .. job) == 1 then table.insert(holders, names[i]) end
end
return holders
`;

/**
 * The waiting jobs of an asker in their order. Those that a worker gave back stand before all others: in `wait`, which is
 * read from its end, and then in `delayed`, from which they get to `wait` when a worker asks for the next job.
 */
const list = `${lineState}
local asker = ARGV[3]
local waiting = {}
local function add_given_back(job)
  if (call('HGET', taken, job) or call('HGET', askers, job)) == asker then table.insert(waiting, job) end
end
for _, queue in ipairs(queues) do
  local in_wait = call('LRANGE', queue .. 'wait', 0, -1)
  for place = #in_wait, 1, -1 do add_given_back(in_wait[place]) end
  for _, job in ipairs(call('ZRANGE', queue .. 'delayed', 0, -1)) do add_given_back(job) end
end
for _, job in ipairs(asks_of(asker)) do
  if find(job) then table.insert(waiting, job) end
end
return waiting
`;

/** Over all queues, in the order of `list`. */
const place = `${lineState}
local job = ARGV[3]
local ahead = 0
for _, queue in ipairs(queues) do
  local length, index = call('LLEN', queue .. 'wait'), call('LPOS', queue .. 'wait', job)
  if index then return ahead + length - index end
  ahead = ahead + length
  local rank = call('ZRANK', queue .. 'delayed', job)
  if rank then return ahead + rank + 1 end
  ahead = ahead + call('ZCARD', queue .. 'delayed')
end
local _, score = find(job)
if not score then return nil end
for _, queue in ipairs(queues) do
  ahead = ahead + call('ZCOUNT', queue .. 'prioritized', '-inf', '(' .. score)
end
return ahead + 1
`;

export function defineLineScripts(redis: Redis): void {
  const numberOfKeys = 10;
  redis.defineCommand('rankInLine', { numberOfKeys, lua: rank });
  redis.defineCommand('unrankInLine', { numberOfKeys, lua: unrank });
  redis.defineCommand('asksInLine', { numberOfKeys, lua: list });
  redis.defineCommand('placeInLine', { numberOfKeys, lua: place });
}
