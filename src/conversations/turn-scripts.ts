// What must be one step with turns in Redis. Scripts, so that of two at once one comes first, and no crash parts them.
import type { Redis, Result } from 'ioredis';

type Value = string | number | Buffer;

declare module 'ioredis' {
  interface RedisCommander<Context> {
    beginTurn(...keysAndValues: Value[]): Result<number, Context>;
    addTurnPart(...keysAndValues: Value[]): Result<number, Context>;
    editTurnPart(...keysAndValues: Value[]): Result<number, Context>;
    /** How many parts are left. */
    removeTurnPart(...keysAndValues: Value[]): Result<number, Context>;
    closeTurn(...keysAndValues: Value[]): Result<number, Context>;
    beginTurnAgain(...keysAndValues: Value[]): Result<number, Context>;
    settleTurn(...keysAndValues: Value[]): Result<number, Context>;
    removeTurn(...keysAndValues: Value[]): Result<number, Context>;
    withdrawTurn(...keysAndValues: Value[]): Result<number, Context>;
    restoreTurn(...keysAndValues: Value[]): Result<number, Context>;
    /** How many bytes may still be read, and for each turn its id and the fields of its hash, the newest first. */
    walkTurns(
      ...keysAndValues: Value[]
    ): Result<[left: number, found: [id: string, fields: string[]][]], Context>;
    /** '' without one. */
    previousTurn(...keysAndValues: Value[]): Result<string, Context>;
  }
}

/** The turn's own keys are always the first three. What was written last is kept for the whole retention. */
const shared = `
local call, turn, pictures, owner = redis.call, KEYS[1], KEYS[2], KEYS[3]
local function now()
  local time = call('TIME')
  return time[1] * 1000 + math.floor(time[2] / 1000)
end
local function touch(seconds)
  call('EXPIRE', turn, seconds)
  call('EXPIRE', pictures, seconds)
  call('EXPIRE', owner, seconds)
end
local function is_there()
  return call('HEXISTS', turn, 'asker') == 1
end
`;

/**
 * The channel is '' where the turn continues none. What the bot alone knows of it follows, its fields, and then its
 * pictures. Speakers can be told apart within a conversation, whose salt goes from turn to turn, and by the bot alone be
 * made out.
 */
const begin = `
local link, conversation, owners = KEYS[4], KEYS[5], KEYS[6]
local id, seconds, channel, previous, begins_after, gather_ms, salt = unpack(ARGV, 1, 7)
local first_field = 10 + ARGV[8]
local first_picture = first_field + ARGV[9]
if call('EXISTS', turn) == 1 then return 0 end
if previous == '' and channel ~= '' then previous = call('GET', conversation) or begins_after end
if previous ~= '' and previous ~= id then
  call('HSET', turn, 'previousId', previous)
  salt = call('HGET', owners .. previous, 'salt') or salt
end
call('HSET', owner, 'salt', salt, unpack(ARGV, 10, first_field - 1))
call('HSET', turn, 'speaker', redis.sha1hex(salt .. call('HGET', owner, 'asker')))
call('HSET', turn, 'begunAt', now(), 'closesAt', now() + gather_ms, unpack(ARGV, first_field, first_picture - 1))
for i = first_picture, #ARGV do call('RPUSH', pictures, ARGV[i]) end
touch(seconds)
call('SET', link, id, 'EX', seconds)
if channel ~= '' then call('SET', conversation, id, 'EX', seconds) end
return 1
`;

const partCount = `
local function part_count()
  local count = 0
  for _, name in ipairs(call('HKEYS', turn)) do
    if string.sub(name, 1, 5) == 'text:' then count = count + 1 end
  end
  return count
end
`;

/** It is closed by the clock, also where nobody closes it. */
const addPart = `
${partCount}
local link = KEYS[4]
local seconds, id, most_parts, most_bytes, most_ms, text_field = unpack(ARGV, 1, 6)
if not is_there() then return 0 end
if call('HEXISTS', turn, text_field) == 1 then return 1 end
local closes_at = tonumber(call('HGET', turn, 'closesAt'))
if call('HEXISTS', turn, 'closed') == 1 or now() >= closes_at then return 0 end
local bytes = 0
for i = 7, #ARGV, 2 do bytes = bytes + #ARGV[i] end
for _, value in ipairs(call('HVALS', turn)) do bytes = bytes + #value end
if part_count() >= tonumber(most_parts) or bytes > tonumber(most_bytes) then return 0 end
local latest = call('HGET', turn, 'begunAt') + most_ms
closes_at = math.min(now() + call('HGET', turn, 'gatherMs'), latest)
call('HSET', turn, 'closesAt', closes_at, unpack(ARGV, 6))
touch(seconds)
call('SET', link, id, 'EX', seconds)
return 1
`;

const editPart = `
local seconds, text_field, text = unpack(ARGV, 1, 3)
if call('HEXISTS', turn, text_field) == 0 then return 0 end
call('HSET', turn, text_field, text)
touch(seconds)
return 1
`;

/** The last one stays: it goes with the turn. */
const removePart = `
${partCount}
local text_field, files_field = unpack(ARGV)
local is_part = call('HEXISTS', turn, text_field) == 1
local left = part_count() - (is_part and 1 or 0)
if left > 0 then call('HDEL', turn, text_field, files_field) end
return left
`;

/** By Redis's clock, which is one for all processes. */
const close = `
if not is_there() or call('HEXISTS', turn, 'closed') == 1 then return 0 end
local left = call('HGET', turn, 'closesAt') - now()
if left > 0 then return left end
call('HSET', turn, 'closed', 1)
return 0
`;

/** Whoever does it twice does it once. The answer stays until the next is there: what waits in line is told it. */
const beginAgain = `
local seconds, from, to = unpack(ARGV, 1, 3)
if not is_there() then return 0 end
local current = call('HGET', turn, 'askId')
if current == to then return 1 end
if current ~= from then return 0 end
call('HSET', turn, 'askId', to, 'isAnsweredAgain', 1)
touch(seconds)
return 1
`;

const settle = `
local seconds, ask_id, answer = unpack(ARGV, 1, 3)
if not is_there() or call('HGET', turn, 'askId') ~= ask_id then return 0 end
call('HSET', turn, 'answer', answer)
call('HDEL', turn, 'isAnsweredAgain')
touch(seconds)
return 1
`;

const leavePlace = `
local function leave_place(seconds)
  local previous, salt = call('HGET', turn, 'previousId'), call('HGET', owner, 'salt')
  call('DEL', turn, pictures, owner)
  call('HSET', turn, 'isRemoved', 1)
  if previous then call('HSET', turn, 'previousId', previous) end
  if salt then call('HSET', owner, 'salt', salt) end
  touch(seconds)
end
`;

const remove = `
${leavePlace}
if not is_there() then return 0 end
leave_place(ARGV[1])
return 1
`;

/** Nothing can go on from it but what was asked in its channel since. */
const withdraw = `
${leavePlace}
local conversations, links = KEYS[4], KEYS[5]
local id, seconds = unpack(ARGV)
if not is_there() then return 0 end
local channel, previous = call('HGET', owner, 'channelId'), call('HGET', turn, 'previousId')
local conversation = channel and conversations .. channel
if conversation and call('GET', conversation) ~= id then
  leave_place(seconds)
  return 1
end
for _, name in ipairs(call('HKEYS', turn)) do
  local part = string.match(name, '^text:(.*)$')
  if part then call('DEL', links .. part) end
end
call('DEL', turn, pictures, owner)
if conversation and previous then call('SET', conversation, previous, 'EX', seconds)
elseif conversation then call('DEL', conversation) end
return 1
`;

/** It becomes the last turn of its channel unless one that is later was put back before. */
const restore = `
local conversation, link = KEYS[4], KEYS[5]
local id, seconds, channel = unpack(ARGV, 1, 3)
local first_field = 6 + ARGV[4]
local first_picture = first_field + ARGV[5]
if call('EXISTS', turn) == 1 then return 0 end
call('HSET', owner, unpack(ARGV, 6, first_field - 1))
call('HSET', turn, unpack(ARGV, first_field, first_picture - 1))
for i = first_picture, #ARGV do call('RPUSH', pictures, ARGV[i]) end
touch(seconds)
for _, name in ipairs(call('HKEYS', turn)) do
  local part = string.match(name, '^text:(.*)$')
  if part then call('SET', link .. part, id, 'EX', seconds) end
end
if channel ~= '' then
  local last = call('GET', conversation)
  if not last or last == call('HGET', turn, 'previousId') then
    call('SET', conversation, id, 'EX', seconds)
  end
end
return 1
`;

/**
 * So many turns at most, for Redis does nothing else meanwhile. Those that come after so many bytes are not read. The
 * keys are not declared: to a user who may only read them Redis refuses a script that names them.
 */
const walk = `
local beginning, id, most, left, found = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4]), {}
local place = { 'previousId', 'isRemoved', 'asker', 'speaker' }
local function read_place(turn)
  local fields = {}
  for i, value in ipairs(redis.call('HMGET', turn, unpack(place))) do
    if value then
      fields[#fields + 1] = place[i]
      fields[#fields + 1] = value
    end
  end
  if #fields == 0 then return fields end
  fields[#fields + 1] = 'unread'
  fields[#fields + 1] = (redis.call('HGET', turn, 'answer') or '') ~= '' and 'answered' or 'unanswered'
  return fields
end
while id and #found < most do
  local turn = beginning .. id
  local fields = left > 0 and redis.call('HGETALL', turn) or read_place(turn)
  if #fields == 0 then break end
  found[#found + 1] = { id, fields }
  id = nil
  for i = 1, #fields, 2 do
    left = left - #fields[i + 1]
    if fields[i] == 'previousId' then id = fields[i + 1] end
  end
end
return { math.max(left, 0), found }
`;

/** Passes over so many empty places at most. */
const previous = `
local beginning, id = ARGV[1], ARGV[2]
for _ = 1, 10000 do
  id = redis.call('HGET', beginning .. id, 'previousId')
  if not id then return '' end
  if redis.call('HEXISTS', beginning .. id, 'isRemoved') == 0 then return id end
end
return ''
`;

export function defineTurnScripts(redis: Redis): void {
  const define = (name: string, numberOfKeys: number, source: string): void =>
    redis.defineCommand(name, { numberOfKeys, lua: shared + source });
  define('beginTurn', 6, begin);
  define('addTurnPart', 4, addPart);
  define('editTurnPart', 3, editPart);
  define('removeTurnPart', 3, removePart);
  define('closeTurn', 3, close);
  define('beginTurnAgain', 3, beginAgain);
  define('settleTurn', 3, settle);
  define('removeTurn', 3, remove);
  define('withdrawTurn', 5, withdraw);
  define('restoreTurn', 5, restore);
  redis.defineCommand('walkTurns', { numberOfKeys: 0, lua: walk });
  redis.defineCommand('previousTurn', { numberOfKeys: 0, lua: previous });
}
