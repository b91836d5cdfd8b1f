import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createTurnStore } from '../../src/conversations/redis-turn-store.ts';
import { closeRedis, createPatientRedis } from '../../src/redis.ts';
import { silentLog } from '../support/token-log.ts';
import { newTurnWith } from '../support/turns.ts';
import { openWorkerRedis, type WorkerRedis } from '../support/worker-redis.ts';

let redis: WorkerRedis;

beforeEach(async () => {
  redis = await openWorkerRedis();
});

/** What a worker need not know: who may write as the bot, who asked what where, and what servers have chosen. */
const foreignKeys = [
  'aloud:reply-token:1',
  'aloud:reply:1',
  'aloud:ask:1',
  'aloud:asks:open',
  'aloud:asks:waiting',
  'aloud:ask-failures:1',
  'aloud:answers:1:2',
  'aloud:settings:1',
  'aloud:models-denied',
  'aloud:model-reply:1',
  'aloud:model-replies',
  'aloud:model-wish:1',
  'aloud:line:askers',
  'aloud:turn-of:1',
  'aloud:turn-owner:1',
  'aloud:person:1',
  'aloud:paused-by',
  'aloud:conversation:1',
  'aloud:deliver:ask-1',
  'other:generate:ask-1',
  'other:log:1',
];

const dangerousCommands = [
  ['KEYS', '*'],
  ['SCAN', '0'],
  ['RANDOMKEY'],
  ['DBSIZE'],
  ['SELECT', '1'],
  ['FLUSHALL'],
  ['FLUSHDB'],
  ['SWAPDB', '0', '1'],
  ['CONFIG', 'GET', '*'],
  ['CONFIG', 'SET', 'maxmemory', '1'],
  ['ACL', 'LIST'],
  ['ACL', 'SETUSER', 'worker', '+@all'],
  ['CLIENT', 'LIST'],
  ['CLIENT', 'KILL', 'USER', 'default'],
  ['REPLICAOF', '127.0.0.1', '1'],
  ['SHUTDOWN'],
  ['SUBSCRIBE', 'any'],
  ['PUBLISH', 'any', 'thing'],
  ['RENAME', 'aloud:log:1', 'aloud:log:2'],
  ['SCRIPT', 'FLUSH'],
  ['FUNCTION', 'LIST'],
];

const denial = /NOPERM|The user executing the script can't/;

/** How Redis refuses; undefined when it does not. */
async function refusalOf([command = '', ...given]: readonly string[]): Promise<string | undefined> {
  const [result] = await Promise.allSettled([redis.clients.worker.call(command, ...given)]);
  return result.status === 'rejected' ? String(result.reason) : undefined;
}

describe("a worker's Redis user", () => {
  it.each(foreignKeys)('neither reads nor writes %s', async (key) => {
    for (const call of [
      ['GET', key],
      ['HGETALL', key],
      ['EXISTS', key],
      ['SET', key, 'mine'],
      ['DEL', key],
      ['EVAL', "return redis.call('GET', KEYS[1])", '1', key],
      ['EVAL', `return redis.call('GET', '${key}')`, '0'],
      ['EVAL', `return redis.call('SET', '${key}', 'mine')`, '1', 'aloud:log:1'],
    ]) {
      expect(await refusalOf(call), call.join(' ')).toMatch(denial);
    }
  });

  it.each(dangerousCommands.map((call) => [call.join(' '), call] as const))(
    'may not use %s',
    async (_title, call) => {
      expect(await refusalOf(call)).toMatch(denial);
      const quoted = call.map((word) => `'${word}'`).join(', ');
      const inScript = await refusalOf(['EVAL', `return redis.call(${quoted})`, '0']);
      expect(inScript).toMatch(/The user executing the script can't|not allowed from script/);
    },
  );

  it('reads that the card is paused, and cannot end the pause', async () => {
    await redis.clients.bot.set('aloud:generate-pause', '{}');
    expect(await redis.clients.worker.get('aloud:generate-pause')).toBe('{}');
    expect(await refusalOf(['DEL', 'aloud:generate-pause'])).toMatch(denial);
  });

  it('reads what is asked, and changes nothing of it', async () => {
    const { bot, worker } = redis.clients;
    const options = { prefix: 'aloud', retentionDays: 1 };
    const turns = createTurnStore({ ...options, redis: bot });
    await turns.begin({ ...newTurnWith(), pictures: [new Uint8Array([1])] }, { channelId: '2' });
    const reader = createTurnStore({ ...options, redis: worker });
    expect(await reader.chain('1')).toEqual(await turns.chain('1'));
    expect(await reader.pictures('1')).toEqual(await turns.pictures('1'));
    await expect(reader.settle('1', { askId: '1', answer: 'mine' })).rejects.toThrow(denial);
    await expect(reader.remove('1')).rejects.toThrow(denial);
    expect(await refusalOf(['DEL', 'aloud:turn:1'])).toMatch(denial);
  });

  it('reads what is to be done about models, and cannot make other workers do anything', async () => {
    const { bot, worker } = redis.clients;
    await bot.hset('aloud:model-task:1', 'task', '{}');
    await bot.zadd('aloud:model-tasks', 1, '1');
    expect(await worker.hget('aloud:model-task:1', 'task')).toBe('{}');
    expect(await worker.zrange('aloud:model-tasks', '0', '-1')).toEqual(['1']);
    expect(await refusalOf(['HSET', 'aloud:model-task:2', 'task', '{}'])).toMatch(denial);
    expect(await refusalOf(['ZADD', 'aloud:model-tasks', '1', '2'])).toMatch(denial);
    expect(await worker.hset('aloud:model-run:1', 'outcome', '{}')).toBe(1);
  });

  it('is asked for nothing that Redis refuses when a worker connects', async () => {
    const { bot, worker } = redis.clients;
    await Promise.all([bot.ping(), worker.ping()]);
    await bot.config('RESETSTAT');
    const { worker: url } = redis.urls;
    const connection = createPatientRedis({ url, name: 'worker', log: silentLog });
    onTestFinished(() => closeRedis(connection));
    await connection.ping();
    expect(await bot.info('errorstats')).not.toContain('errorstat_');
  });

  it('does not exist without its password', async () => {
    const { worker } = redis.clients;
    await expect(worker.call('AUTH', 'worker', 'guess')).rejects.toThrow('WRONGPASS');
    await expect(worker.call('AUTH', 'default', '')).rejects.toThrow('WRONGPASS');
  });
});
