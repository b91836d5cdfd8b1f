// What the line remembers between two calls, and that no crash between two steps puts it out of order for good.
import { once } from 'node:events';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { startRedis } from '../../../playground/redis.ts';
import { rebaseAbove, unranked } from '../../../src/asks/line-state.ts';
import { createJobWorker } from '../../../src/jobs/job-worker.ts';
import { generateQueueName, jobIdOf } from '../../../src/jobs/queues.ts';
import { closeRedis, createPatientRedis } from '../../../src/redis.ts';
import { createGate } from '../../support/gate.ts';
import { askerOf, openLine, openNewLine, usualModel, type TestLine } from '../../support/line.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { silentLog } from '../../support/token-log.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

/** The process dies when the job is there and has no tag yet. */
const joinAndDie = ({ addJob }: TestLine, id: string): Promise<unknown> => addJob(id, unranked);

/** The process dies when the tag is taken back and the job is still there. */
async function leaveAndDie({ line, queue }: TestLine, id: string): Promise<void> {
  const remove = vi.spyOn(queue, 'remove').mockRejectedValueOnce(new Error('killed'));
  await expect(line.leave(id)).rejects.toThrow('killed');
  remove.mockRestore();
}

describe('the line’s memory', () => {
  const keysOf = (opened: TestLine) => testRedis.client.keys(`${opened.prefix}:line:*`);

  it('is gone when the line is empty, and everyone starts afresh', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1');
    await opened.drain();
    await opened.line.leave('ann-3');
    expect(await keysOf(opened)).toEqual([]);
    await opened.joinAll('bob-2', 'ann-4');
    const [first] = await opened.queue.getPrioritized();
    expect(first?.priority).toBe(1);
    expect(await opened.order()).toEqual(['bob-2', 'ann-4']);
  });

  it('expires when nobody comes any more', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'bob-1');
    await opened.take();
    await opened.joinAll('cid-1');
    const keys = await keysOf(opened);
    expect(keys).toHaveLength(9);
    const seconds = await Promise.all(keys.map((key) => testRedis.client.ttl(key)));
    expect(Math.min(...seconds)).toBeGreaterThan(7 * 86_400 - 60);
  });

  it('holds no more than those who wait and those of the last round', async () => {
    const opened = openNewLine(testRedis);
    for (let n = 0; n < 300; n += 1) {
      await opened.join(`new${n}-1`);
      if (n < 10) continue;
      const id = await opened.take();
      await opened.finish(id ?? '');
    }
    const { client } = testRedis;
    const counts = await Promise.all([
      client.zcard(`${opened.prefix}:line:order`),
      client.hlen(`${opened.prefix}:line:askers`),
      client.hlen(`${opened.prefix}:line:weights`),
      client.zcard(`${opened.prefix}:line:ends`),
      client.hlen(`${opened.prefix}:line:taken`),
    ]);
    expect(Math.max(...counts)).toBeLessThanOrEqual(2 * 11);
  });

  it('can be lost: whoever waits keeps the place, and who comes new does not jump it', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'bob-1');
    await opened.take();
    await opened.take();
    await testRedis.client.del(...(await keysOf(opened)));
    await opened.joinAll('cid-1', 'cid-2');
    expect(await opened.order()).toEqual(['ann-2', 'cid-1', 'cid-2']);
  });

  it('can be lost, and equals stand in the order of arrival again', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'bob-1', 'cid-1');
    await testRedis.client.del(...(await keysOf(opened)));
    await opened.join('dan-1', { model: 'qwen3:14b' });
    expect(await opened.order()).toEqual(['ann-1', 'bob-1', 'cid-1', 'dan-1']);
  });
});

describe('what stays of a model’s queue', () => {
  it('expires when twice the time has passed for which asks are kept', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1');
    await opened.drain();
    const { client } = testRedis;
    const keys = await client.keys(`${opened.prefix}:generate*`);
    const seconds = await Promise.all(keys.map((key) => client.ttl(key)));
    expect(keys.length).toBeGreaterThan(0);
    expect(Math.min(...seconds)).toBeGreaterThan(0);
    expect(Math.max(...seconds)).toBeLessThanOrEqual(14 * 86_400);
  });
});

describe('a waiting job that somebody else removes', () => {
  it('does not come back when its asker’s asks move up', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1', 'bob-2');
    await opened.queue.remove(jobIdOf('ann-2'));
    await opened.line.leave('ann-1');
    expect(await opened.order()).toEqual(['ann-3', 'bob-1', 'bob-2']);
    expect(await opened.line.waitingOf('ann')).toEqual(['ann-3']);
  });

  it('is forgotten at the next look', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'bob-1', 'bob-2', 'bob-3');
    await opened.queue.remove(jobIdOf('ann-2'));
    await opened.joinAll('cid-1');
    const { client } = testRedis;
    const remembered = await client.hkeys(`${opened.prefix}:line:askers`);
    expect(remembered.toSorted()).toEqual(
      ['ann-1', 'bob-1', 'bob-2', 'bob-3', 'cid-1'].map(jobIdOf),
    );
  });

  it('is forgotten when all tags move back', async () => {
    const opened = openNewLine(testRedis);
    await opened.addJob('old-1', rebaseAbove);
    await opened.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1');
    await opened.queue.remove(jobIdOf('ann-3'));
    expect([await opened.take(), await opened.take(), await opened.take()]).toEqual([
      'old-1',
      'ann-1',
      'bob-1',
    ]);
    await opened.joinAll('cid-1');
    expect(await opened.order()).toEqual(['ann-2', 'cid-1']);
    const { client } = testRedis;
    expect(await client.zrange(`${opened.prefix}:line:order`, '0', '-1')).toEqual([
      'ask-ann-2',
      'ask-cid-1',
    ]);
  });
});

describe('a process that dies', () => {
  it('while an ask joins leaves it at the end of the line, and joining again puts it right', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2');
    await joinAndDie(opened, 'bob-1');
    await opened.joinAll('ann-3');
    expect(await opened.order()).toEqual(['ann-1', 'ann-2', 'ann-3', 'bob-1']);
    await opened.joinAll('bob-1');
    expect(await opened.order()).toEqual(['ann-1', 'bob-1', 'ann-2', 'ann-3']);
  });

  it('while an ask leaves has moved up the later ones already, and the ask can leave again', async () => {
    const opened = openNewLine(testRedis);
    await opened.joinAll('ann-1', 'ann-2', 'bob-1', 'bob-2');
    await leaveAndDie(opened, 'ann-1');
    expect(await opened.order()).toEqual(['ann-1', 'ann-2', 'bob-1', 'bob-2']);
    await opened.line.leave('ann-1');
    expect(await opened.order()).toEqual(['ann-2', 'bob-1', 'bob-2']);
  });

  it('at any step loses no ask, serves none twice, and leaves nothing in the line behind', async () => {
    const fate = fc.constantFrom('joins', 'dies joining', 'leaves', 'dies leaving', 'is taken');
    const fates = fc.array(fc.record({ asker: fc.constantFrom('ann', 'bob', 'cid'), fate }), {
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fates, async (given) => {
        const opened = openNewLine(testRedis);
        const left = new Set<string>();
        const served: string[] = [];
        for (const [n, { asker, fate: what }] of given.entries()) {
          const id = `${asker}-${n}`;
          if (what === 'dies joining') await joinAndDie(opened, id);
          else await opened.join(id);
          if (what === 'dies leaving') await leaveAndDie(opened, id);
          if (what === 'leaves') await opened.line.leave(id);
          if (what === 'leaves') left.add(id);
          if (what === 'is taken') served.push((await opened.take()) ?? '');
        }
        served.push(...(await opened.drain()));
        const all = given.map(({ asker }, n) => `${asker}-${n}`);
        expect(served.toSorted()).toEqual(all.filter((id) => !left.has(id)).toSorted());
        await opened.joinAll('eve-1', 'eve-2', 'fay-1');
        expect(await opened.order()).toEqual(['eve-1', 'fay-1', 'eve-2']);
        await opened.close();
      }),
      { numRuns: 30 },
    );
  });
});

it('goes on in the same order when Redis is killed and comes back with its data', async () => {
  const server = await startRedis({ appendOnly: 'always' });
  onTestFinished(server.close);
  const opened = openLine({ url: server.url, prefix: 'killed' });
  await opened.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1', 'bob-2', 'cid-1');
  expect([await opened.take(), await opened.take()]).toEqual(['ann-1', 'bob-1']);
  await opened.joinAll('dan-1');
  await server.kill('SIGKILL');
  await server.restart();
  await opened.joinAll('eve-1', 'ann-4');
  expect(await opened.order()).toEqual([
    'cid-1',
    'dan-1',
    'eve-1',
    'ann-2',
    'bob-2',
    'ann-3',
    'ann-4',
  ]);
});

it('is one line for several bots that let asks join at the same time', async () => {
  const first = openNewLine(testRedis);
  const lines = [first, openLine({ url: testRedis.url, prefix: first.prefix })];
  const ids = ['ann', 'bob', 'cid'].flatMap((asker) =>
    Array.from({ length: 10 }, (_, n) => `${asker}-${n}`),
  );
  await Promise.all(ids.flatMap((id) => lines.map((line) => line.join(id))));
  const served = await first.drain();
  expect(served).toHaveLength(ids.length);
  for (let round = 0; round < 10; round += 1) {
    const askers = served.slice(3 * round, 3 * round + 3).map(askerOf);
    expect(askers.toSorted()).toEqual(['ann', 'bob', 'cid']);
  }
});

/** It ends while it has the first ask of the line. */
async function runShortWorker({ prefix }: TestLine): Promise<void> {
  const started = createGate();
  const redis = createPatientRedis({ url: testRedis.url, name: 'worker', log: silentLog });
  const worker = createJobWorker({
    name: generateQueueName(usualModel),
    redis,
    prefix,
    concurrency: 1,
    log: silentLog,
    run: async ({ signal }) => {
      started.open();
      await once(signal, 'abort');
      signal.throwIfAborted();
    },
  });
  await started.opened;
  await worker.close();
  await closeRedis(redis);
}

it('has an ask first that a worker handed back at its end, also while there is no other worker', async () => {
  const opened = openNewLine(testRedis);
  await opened.joinAll('ann-1', 'ann-2', 'bob-1');
  await runShortWorker(opened);
  expect(await opened.order()).toEqual(['ann-1', 'bob-1', 'ann-2']);
  const { line } = opened;
  expect(await line.waitingOf('ann')).toEqual(['ann-1', 'ann-2']);
  expect(await Promise.all(['ann-1', 'bob-1', 'ann-2'].map(line.placeOf))).toEqual([1, 2, 3]);
  await line.leave('ann-1');
  expect(await opened.order()).toEqual(['bob-1', 'ann-2']);
});

it('counts an ask once that a worker hands back at its end', async () => {
  const opened = openNewLine(testRedis);
  await opened.joinAll('ann-1', 'ann-2', 'bob-1', 'bob-2');
  await runShortWorker(opened);
  expect(await opened.take()).toBe('ann-1');
  await opened.joinAll('cid-1');
  const [clock] = await testRedis.client.mget(`${opened.prefix}:line:clock`);
  expect(Number(clock)).toBe(1 + 64 / 2);
  expect(await opened.order()).toEqual(['bob-1', 'cid-1', 'ann-2', 'bob-2']);
});
