// What every script of the line begins with: the state of the fair order, and how it is brought up to what BullMQ holds.
// Why this order, and what each key holds: docs/decisions/0007-fair-line.md.

/** Tags from one ask of an asker to the next: virtual time passes in parts of it, and BullMQ takes integers only. */
export const round = 64;

/** The priority of a job that has no tag yet: behind all others, and the highest that BullMQ takes. */
export const unranked = 2 ** 21 - 1;

/** When the tags that are taken are over this, all move back. The rest of the range is room for those behind. */
export const rebaseAbove = 2 ** 20;

/** Not among the queues' own keys, which a worker's Redis user may read: it need not know who asks. */
export function lineStateKeys(prefix: string): string[] {
  const numbers = ['clock', 'front', 'arrivals'];
  const names = ['order', 'askers', 'asks', 'weights', 'ends', 'taken', ...numbers];
  return names.map((name) => `${prefix}:line:${name}`);
}

/**
 * A job's score in BullMQ's `prioritized` is `priority * 2^32 + n`, with n in the order of arrival. BullMQ counts n for
 * each queue; the line writes scores with an n of its own, so that equals of all queues stand in the order of arrival.
 */
export const lineState = `
local known, order, askers, asks, weights, ends, taken, clock, front, arrivals = unpack(KEYS)
local base, expiry_seconds = ARGV[1], ARGV[2]
local call = redis.call
local round, unranked, rebase_above, spread = ${round}, ${unranked}, ${rebaseAbove}, 2 ^ 32
local names = call('ZRANGE', known, 0, -1)
table.sort(names)

-- What the keys of each queue begin with.
local queues = {}
for i, name in ipairs(names) do queues[i] = base .. name .. ':' end

local function tag_of(score) return math.floor(tonumber(score) / spread) end

-- Where a job waits that no worker has had, and with what score.
local function find(job)
  for _, queue in ipairs(queues) do
    local score = call('ZSCORE', queue .. 'prioritized', job)
    if score then return queue, score end
  end
end

local function put(queue, job, tag, n)
  call('ZADD', queue .. 'prioritized', 'XX', tag * spread + n, job)
  call('ZADD', order, 'XX', tag * spread + n, job)
  call('HSET', queue .. job, 'priority', tag)
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

-- Less than one round from the first in line, whatever was lost or cancelled: before everyone's second ask. Those that
-- workers have passed over hold nobody up: then it is less than one round from what they take.
local function within_round(now, first, reached)
  return math.max(first, math.min(now, math.max(first, reached) + round - 0.01))
end

-- The jobs that workers have taken since the last look, by their scores: not always the first, as a worker takes only
-- what its models can answer.
local function taken_since()
  local keys = { order }
  for _, queue in ipairs(queues) do table.insert(keys, queue .. 'prioritized') end
  return call('ZDIFF', #keys, unpack(keys))
end

local function count_taken(now, reached)
  for _, job in ipairs(taken_since()) do
    local first = tag_of(call('ZRANGE', order, 0, 0, 'WITHSCORES')[2])
    now = within_round(now, first, reached)
    reached = math.max(reached, math.min(tag_of(call('ZSCORE', order, job)), now))
    now = now + round / active_weight()
    call('HSET', taken, job, drop(job))
  end
  return now, reached
end

local function forget_finished()
  for _, job in ipairs(call('HKEYS', taken)) do
    local exists = false
    for _, queue in ipairs(queues) do exists = exists or call('EXISTS', queue .. job) == 1 end
    if not exists then call('HDEL', taken, job) end
  end
end

local function first_tag()
  local first = unranked
  for _, queue in ipairs(queues) do
    local score = call('ZRANGE', queue .. 'prioritized', 0, 0, 'WITHSCORES')[2]
    if score then first = math.min(first, tag_of(score)) end
  end
  return first
end

-- What was passed over for so long that there is no room for it comes to stand at the beginning.
local function rebase(by)
  for _, queue in ipairs(queues) do
    local ranked = call('ZRANGE', queue .. 'prioritized', 0, unranked * spread - 1, 'BYSCORE', 'WITHSCORES')
    for i = 1, #ranked, 2 do
      put(queue, ranked[i], math.max(1, tag_of(ranked[i + 1]) - by), ranked[i + 1] % spread)
    end
  end
  for _, asker in ipairs(call('ZRANGE', ends, 0, -1)) do call('ZINCRBY', ends, -by, asker) end
end

-- Brings the state up to what BullMQ holds. Gives the virtual time.
local function settle()
  local now, reached = count_taken(tonumber(call('GET', clock)) or 1, tonumber(call('GET', front)) or 1)
  forget_finished()
  local first = first_tag()
  if first == unranked then
    call('DEL', order, askers, asks, weights, ends, clock, front, arrivals)
    return 1
  end
  local by = math.floor(math.max(first, reached)) - 1
  if by >= rebase_above then
    rebase(by)
    now, first, reached = now - by, math.max(1, first - by), math.max(1, reached - by)
  end
  now = within_round(now, first, reached)
  call('ZREMRANGEBYSCORE', ends, '-inf', now)
  call('SET', clock, now)
  call('SET', front, reached)
  return now
end

local function keep_for_now()
  for key = 2, #KEYS do call('EXPIRE', KEYS[key], expiry_seconds) end
end
`;
