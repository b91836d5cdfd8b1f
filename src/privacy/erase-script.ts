// What must be one step when things of a person are deleted, because others use the same keys meanwhile.
import type { Redis, Result } from 'ioredis';
import { lineState } from '../asks/line-state.ts';

declare module 'ioredis' {
  interface RedisCommander<Context> {
    eraseSubject(
      turn: string,
      owner: string,
      pictures: string,
      personId: string,
    ): Result<number, Context>;
    erasePausedBy(key: string, personId: string): Result<number, Context>;
    eraseFromLine(...keysAndValues: (string | number)[]): Result<null, Context>;
  }
}

/** The pictures may be the person's too: it is not kept whose they are. */
const eraseSubject = `
local turn, owner, pictures, person = KEYS[1], KEYS[2], KEYS[3], ARGV[1]
if redis.call('HGET', owner, 'author') ~= person then return 0 end
redis.call('HDEL', owner, 'author')
redis.call('HDEL', turn, 'subject')
redis.call('HSET', turn, 'pictures', 0)
redis.call('DEL', pictures)
return 1
`;

const erasePausedBy = `
return redis.call('HGET', KEYS[1], 'id') == ARGV[1] and redis.call('DEL', KEYS[1]) or 0
`;

/** Of asks that have left the line. Whoever has one waiting keeps a place in the order of askers. */
const eraseFromLine = `${lineState}
local person = ARGV[3]
settle()
for _, job in ipairs(call('HKEYS', taken)) do
  if call('HGET', taken, job) == person then call('HDEL', taken, job) end
end
if call('HEXISTS', asks, person) == 0 then
  call('HDEL', weights, person)
  call('ZREM', ends, person)
end
keep_for_now()
`;

export function defineErasing(redis: Redis, lineKeys: number): void {
  redis.defineCommand('eraseSubject', { numberOfKeys: 3, lua: eraseSubject });
  redis.defineCommand('erasePausedBy', { numberOfKeys: 1, lua: erasePausedBy });
  redis.defineCommand('eraseFromLine', { numberOfKeys: lineKeys, lua: eraseFromLine });
}
