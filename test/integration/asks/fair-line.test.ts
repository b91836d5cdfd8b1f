// The fair order, on a real Redis with a real queue, held to the ideal one.
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { createIdealLine, type IdealLine } from '../../../bench/ideal-line.ts';
import { rebaseAbove, round, unranked } from '../../../src/asks/line-state.ts';
import { jobIdOf } from '../../../src/jobs/queues.ts';
import { askerOf, openNewLine, usualModel, type TestLine } from '../../support/line.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';

let testRedis: TestRedis;

beforeEach(async () => {
  testRedis = await openTestRedis();
});

type Step =
  | { type: 'join'; asker: string; weight: number; model: string }
  | { type: 'join-again' | 'leave' | 'stall' | 'finish'; pick: number }
  | { type: 'take'; models: string[] };

const threeModels = ['deepseek-r1:1.5b', usualModel, 'qwen3:14b'];

/** What happens to a line: asks of these models come, and workers that have some of them, or of those that are served. */
function stepsWith(models: string[], served = models): fc.Arbitrary<Step[]> {
  const join = fc.record({
    type: fc.constant('join' as const),
    asker: fc.constantFrom('ann', 'bob', 'cid', 'dan', 'eve', 'fay'),
    weight: fc.constantFrom(1, 1, 1, 2, 3),
    model: fc.constantFrom(...models),
  });
  const take = fc.record({
    type: fc.constant('take' as const),
    models: fc.subarray(served, { minLength: 1 }),
  });
  const change = fc.record({
    type: fc.constantFrom('join-again', 'leave', 'stall', 'finish'),
    pick: fc.nat(),
  });
  return fc.array(
    fc.oneof(
      { weight: 5, arbitrary: join },
      { weight: 3, arbitrary: take },
      { weight: 3, arbitrary: change },
    ),
    { minLength: served === models ? 5 : 60, maxLength: served === models ? 60 : 100 },
  );
}

const steps = stepsWith([usualModel]);

/** Does the same to both lines. */
function createPair(
  real: TestLine,
  ideal: IdealLine,
  look: () => Promise<void> = () => Promise.resolve(),
) {
  const joined: string[] = [];
  let running: string[] = [];
  const modelOf = new Map<string, string>();
  const oneOf = (ids: readonly string[], pick: number) => ids[pick % ids.length];

  async function join({ asker, weight, model }: Extract<Step, { type: 'join' }>): Promise<void> {
    const id = `${asker}-${joined.length}`;
    joined.push(id);
    modelOf.set(id, model);
    await real.join(id, { weight, model });
    ideal.join({ id, askerId: asker, weight, model });
  }

  async function take(models: readonly string[]): Promise<void> {
    const id = await real.take(models);
    expect(id).toBe(ideal.take(models));
    if (id !== undefined) running.push(id);
    // What was taken between two looks counts by its place: so that it counts as it was taken, somebody looks.
    await look();
  }

  async function toWaiting(type: 'join-again' | 'leave', id: string): Promise<void> {
    if (type === 'join-again') return real.join(id, { model: modelOf.get(id) ?? usualModel });
    await real.line.leave(id);
    ideal.leave(id);
  }

  async function toRunning(type: 'stall' | 'finish', id: string): Promise<void> {
    running = running.filter((other) => other !== id);
    if (type === 'finish') return real.finish(id);
    await real.stall(id);
    ideal.giveBack(id);
  }

  async function run(step: Step): Promise<void> {
    switch (step.type) {
      case 'join':
        return join(step);
      case 'take':
        return take(step.models);
      case 'join-again':
      case 'leave': {
        const id = oneOf([...ideal.order(), ...running], step.pick);
        return id === undefined ? undefined : toWaiting(step.type, id);
      }
      case 'stall':
      case 'finish': {
        const id = oneOf(running, step.pick);
        return id === undefined ? undefined : toRunning(step.type, id);
      }
      default:
        return step satisfies never;
    }
  }
  return { run };
}

async function expectSame(real: TestLine, ideal: IdealLine): Promise<void> {
  const order = ideal.order();
  expect(await real.order()).toEqual(order);
  expect(await Promise.all(order.map(real.line.placeOf))).toEqual(order.map((_, at) => at + 1));
  const askers = [...new Set(order.map(askerOf))];
  expect(await Promise.all(askers.map(real.line.waitingOf))).toEqual(askers.map(ideal.orderOf));
}

describe('the fair line', () => {
  it('is the ideal one after any joins, cancels, answers and kills of workers', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        const real = openNewLine(testRedis);
        const ideal = createIdealLine({ round });
        const pair = createPair(real, ideal);
        for (const step of given) {
          await pair.run(step);
          await expectSame(real, ideal);
        }
        await real.close();
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['each worker has only some of the models', threeModels],
    ['no worker has one of the models', threeModels.slice(1)],
  ])('is the ideal one also where %s', async (_what, served) => {
    await fc.assert(
      fc.asyncProperty(stepsWith(threeModels, served), async (given) => {
        const real = openNewLine(testRedis);
        const ideal = createIdealLine({ round });
        const pair = createPair(real, ideal, () => real.line.leave('nobody'));
        for (const step of given) {
          await pair.run(step);
          await expectSame(real, ideal);
        }
        await real.close();
      }),
      { numRuns: 15 },
    );
  });

  it('stays the ideal one when the tags have come to their limit and move back', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 0, max: 2 * round }), async (given, below) => {
        const real = openNewLine(testRedis);
        const ideal = createIdealLine({ round });
        // A job that no one counts, as far behind as a tag may be before all move back.
        await real.addJob('old-1', rebaseAbove - below);
        const pair = createPair(real, ideal);
        await pair.run({ type: 'join', asker: 'ann', weight: 1, model: usualModel });
        expect(await real.take()).toBe('old-1');
        for (const step of given) await pair.run(step);
        await expectSame(real, ideal);
        await real.close();
      }),
      { numRuns: 30 },
    );
  });
});

describe('an asker', () => {
  it('has the n-th waiting ask behind everyone else’s (n-1)-th, equals by arrival', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1', 'bob-2', 'cid-1');
    expect(await real.drain()).toEqual(['ann-1', 'bob-1', 'cid-1', 'ann-2', 'bob-2', 'ann-3']);
  });

  it('who comes new stands before everyone’s second', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1', 'bob-2', 'cid-1');
    await real.take();
    await real.take();
    await real.joinAll('new-1');
    expect(await real.order()).toEqual(['cid-1', 'new-1', 'ann-2', 'bob-2']);
  });

  it('who asks again after each answer stands where those stand who asked all at once', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'bob-1', 'bob-2', 'cid-1', 'dan-1');
    expect([await real.take(), await real.take()]).toEqual(['ann-1', 'bob-1']);
    await real.joinAll('ann-2', 'new-1');
    expect(await real.order()).toEqual(['cid-1', 'dan-1', 'new-1', 'bob-2', 'ann-2']);
  });

  it('gets as many asks answered as the weight says for every one of others', async () => {
    const real = openNewLine(testRedis);
    for (const n of [1, 2, 3, 4, 5, 6]) await real.join(`ann-${n}`, { weight: 2 });
    await real.joinAll('bob-1', 'bob-2', 'bob-3');
    const served = (await real.drain()).map(askerOf);
    expect(served.slice(0, 6).filter((asker) => asker === 'ann')).toHaveLength(4);
  });

  it.each([
    { others: 0, asks: 2 },
    { others: 5, asks: 2 },
    { others: 20, asks: 3 },
    { others: 100, asks: 2 },
  ])(
    'has ask $asks served within $asks rounds of all that wait ($others others), though for each answer a new asker comes',
    async ({ others, asks }) => {
      const real = openNewLine(testRedis);
      for (let other = 0; other < others; other += 1) await real.join(`other${other}-1`);
      for (let ask = 1; ask <= asks; ask += 1) await real.join(`ann-${ask}`);
      const waiting = others + asks + 1;
      const bound = asks * waiting;
      const served: (string | undefined)[] = [];
      while (served.length < bound) {
        await real.join(`new${served.length}-1`);
        served.push(await real.take());
      }
      expect(served).toContain(`ann-${asks}`);
    },
  );
});

describe('asks of several models', () => {
  const large = 'deepseek-r1:70b';
  const small = 'deepseek-r1:1.5b';
  const joinBoth = async (real: TestLine, ...ids: [id: string, model: string][]) => {
    for (const [id, model] of ids) await real.join(id, { model });
  };

  it('stand in one line, equals in the order of arrival', async () => {
    const real = openNewLine(testRedis);
    await joinBoth(
      real,
      ['ann-1', large],
      ['ann-2', small],
      ['bob-1', small],
      ['bob-2', large],
      ['cid-1', large],
    );
    const order = ['ann-1', 'bob-1', 'cid-1', 'ann-2', 'bob-2'];
    expect(await real.order()).toEqual(order);
    expect(await Promise.all(order.map(real.line.placeOf))).toEqual([1, 2, 3, 4, 5]);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-1', 'ann-2']);
    expect(await real.drain()).toEqual(order);
  });

  it('move up over all models when one of their asker’s leaves', async () => {
    const real = openNewLine(testRedis);
    await joinBoth(real, ['ann-1', large], ['ann-2', small], ['bob-1', large], ['bob-2', small]);
    await real.line.leave('ann-1');
    expect(await real.order()).toEqual(['ann-2', 'bob-1', 'bob-2']);
    expect(await real.queues.of(large).getJob(jobIdOf('ann-1'))).toBeUndefined();
  });

  it('are counted when a worker takes one that is not the first', async () => {
    const real = openNewLine(testRedis);
    await joinBoth(real, ['ann-1', large], ['bob-1', small], ['bob-2', small]);
    expect(await real.take([small])).toBe('bob-1');
    await joinBoth(real, ['bob-3', small], ['cid-1', small]);
    expect(await real.order()).toEqual(['ann-1', 'cid-1', 'bob-2', 'bob-3']);
  });

  it('keep nobody waiting for ever who waits for another one', async () => {
    const real = openNewLine(testRedis);
    for (let n = 0; n < 5; n += 1) await real.join(`other${n}-1`, { model: large });
    await joinBoth(real, ['ann-1', small], ['ann-2', small]);
    const served: (string | undefined)[] = [];
    while (served.length < 2 * 8) {
      await real.join(`new${served.length}-1`, { model: small });
      served.push(await real.take([small]));
    }
    expect(served).toContain('ann-2');
    expect((await real.order()).slice(0, 5)).toEqual([0, 1, 2, 3, 4].map((n) => `other${n}-1`));
  });

  it('stand first when a worker gave them back, whatever the others’ tags', async () => {
    const real = openNewLine(testRedis);
    await joinBoth(real, ['ann-1', large], ['ann-2', small], ['bob-1', large]);
    expect(await real.take([small])).toBe('ann-2');
    await real.stall('ann-2');
    expect(await real.order()).toEqual(['ann-2', 'ann-1', 'bob-1']);
    expect(await Promise.all(['ann-2', 'ann-1', 'bob-1'].map(real.line.placeOf))).toEqual([
      1, 2, 3,
    ]);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-2', 'ann-1']);
  });

  it('that are passed over until the tags move back come to stand at the beginning', async () => {
    const real = openNewLine(testRedis);
    await joinBoth(real, ['ann-1', large], ['ann-2', large], ['bob-1', large]);
    await testRedis.client.set(`${real.prefix}:line:front`, rebaseAbove + 2);
    await testRedis.client.set(`${real.prefix}:line:clock`, rebaseAbove + 2);
    await joinBoth(real, ['cid-1', small], ['cid-2', small]);
    expect(await real.order()).toEqual(['ann-1', 'ann-2', 'bob-1', 'cid-1', 'cid-2']);
    const jobs = await real.queues.of(small).getPrioritized();
    expect(jobs.map(({ priority }) => priority)).toEqual([1, 1 + round]);
  });
});

describe('cancelling', () => {
  it('moves the asker’s later asks up, and nobody else’s place gets worse', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'ann-3', 'bob-1', 'bob-2', 'bob-3');
    await real.line.leave('ann-1');
    expect(await real.order()).toEqual(['ann-2', 'bob-1', 'ann-3', 'bob-2', 'bob-3']);
  });

  it('and asking again gains nothing, whatever the line', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.nat(), async (given, pick) => {
        const real = openNewLine(testRedis);
        const ideal = createIdealLine({ round });
        const pair = createPair(real, ideal);
        for (const step of given) await pair.run(step);
        const before = await real.order();
        const ranked = before.filter((id) => ideal.isRanked(id));
        const id = ranked[pick % ranked.length];
        if (id !== undefined) {
          await real.line.leave(id);
          await real.join(`${askerOf(id)}-again`);
          const after = await real.order();
          expectNoGain(askerOf(id), { before, after });
        }
        await real.close();
      }),
      { numRuns: 30 },
    );
  });

  it('does not give a round back to who has had an answer in it', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1', 'cid-1', 'cid-2');
    expect(await real.take()).toBe('ann-1');
    await real.line.leave('ann-2');
    await real.joinAll('ann-3');
    expect(await real.order()).toEqual(['bob-1', 'cid-1', 'cid-2', 'ann-3']);
  });
});

/** The asker's places, one by one, are no better than before. */
function expectNoGain(
  asker: string,
  { before, after }: Record<'before' | 'after', readonly string[]>,
): void {
  const placesIn = (order: readonly string[]) =>
    order.flatMap((id, index) => (askerOf(id) === asker ? [index + 1] : []));
  const places = placesIn(before);
  for (const [n, place] of placesIn(after).entries())
    expect(place).toBeGreaterThanOrEqual(places[n] ?? 0);
}

describe('an ask that joins', () => {
  it('twice is one ask, also when both come at once', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'bob-1');
    await Promise.all([real.join('ann-2'), real.join('ann-2'), real.join('ann-1')]);
    expect(await real.order()).toEqual(['ann-1', 'bob-1', 'ann-2']);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-1', 'ann-2']);
  });

  it('again while a worker has it changes nothing', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    await real.take();
    await real.joinAll('ann-1');
    expect(await real.order()).toEqual(['bob-1', 'ann-2']);
  });

  it('has its tag as the priority that BullMQ knows', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    const jobs = await real.queue.getPrioritized();
    expect(jobs.map(({ data, priority }) => [data.askId, priority])).toEqual([
      ['ann-1', 1],
      ['bob-1', 1],
      ['ann-2', 1 + round],
    ]);
    expect(await real.queue.getCountsPerPriority([1, 1 + round])).toEqual({ 1: 2, 65: 1 });
  });

  it('has a tag that BullMQ takes, however little its asker’s weight is', async () => {
    const real = openNewLine(testRedis);
    for (const id of ['ann-1', 'ann-2', 'ann-3']) await real.join(id, { weight: 2 ** -16 });
    await real.joinAll('bob-1');
    const jobs = await real.queue.getPrioritized();
    expect(Math.max(...jobs.map(({ priority }) => priority))).toBeLessThan(unranked);
    expect(await real.order()).toEqual(['ann-1', 'bob-1', 'ann-2', 'ann-3']);
  });

  it('stands as BullMQ itself would put a job of its priority', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    await real.addJob('own-1', 1);
    expect(await real.order()).toEqual(['ann-1', 'bob-1', 'own-1', 'ann-2']);
  });
});

describe('an ask that a worker gave back', () => {
  it('is first, and still its asker’s', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    await real.take();
    await real.stall('ann-1');
    expect(await real.line.placeOf('ann-1')).toBe(1);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-1', 'ann-2']);
    await real.joinAll('cid-1');
    expect(await real.line.waitingOf('ann')).toEqual(['ann-1', 'ann-2']);
  });

  it('stands behind one that was given back after it', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    for (const id of [await real.take(), await real.take(), await real.take()])
      await real.stall(id ?? '');
    expect(await real.order()).toEqual(['ann-2', 'bob-1', 'ann-1']);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-2', 'ann-1']);
    expect(await real.line.placeOf('ann-1')).toBe(3);
  });

  it('can leave', async () => {
    const real = openNewLine(testRedis);
    await real.joinAll('ann-1', 'ann-2', 'bob-1');
    await real.stall((await real.take()) ?? '');
    await real.line.leave('ann-1');
    expect(await real.order()).toEqual(['bob-1', 'ann-2']);
    expect(await real.line.waitingOf('ann')).toEqual(['ann-2']);
  });

  it('is still its asker’s when an idle worker had taken it at once', async () => {
    const real = openNewLine(testRedis);
    await real.addJob('ann-1', unranked);
    await real.take();
    await real.joinAll('ann-1');
    await real.stall('ann-1');
    expect(await real.line.waitingOf('ann')).toEqual(['ann-1']);
  });
});
