import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RedisTurnStore } from '../../../src/conversations/redis-turn-store.ts';
import { secondsADay } from '../../../src/redis.ts';
import { openTestRedis, type TestRedis } from '../../support/redis.ts';
import { ann, bob, newTurnWith, openTurns, retentionDays } from '../../support/turns.ts';

const channelId = '200000000000000009';

let redis: TestRedis;
let turns: RedisTurnStore;

beforeEach(async () => {
  redis = await openTestRedis();
  turns = openTurns(redis);
});

const begin = (id: string, continues = {}) =>
  turns.begin(newTurnWith({ id, text: `question ${id}` }), continues);

const chainIds = async (turnId: string) => (await turns.chain(turnId)).map(({ id }) => id);

const keysLeft = async () =>
  (await redis.client.keys(`${redis.prefix}:*`)).map((key) => key.slice(redis.prefix.length + 1));

describe('a turn', () => {
  it('is read as it was begun', async () => {
    const files = [{ name: 'a.ts', content: 'let a;' }];
    const subject = { author: bob, text: 'Look!' };
    const part = { id: '7', text: 'Why?\n\u0000', files };
    await turns.begin({ id: '1', asker: ann, part, subject, persona: 'Be kind.' });
    expect(await turns.get('1')).toEqual({
      id: '1',
      asker: ann,
      parts: [part],
      subject,
      persona: 'Be kind.',
      pictures: 0,
      askId: '1',
    });
  });

  it('keeps pictures as they are', async () => {
    const pictures = [randomBytes(1_000), new Uint8Array([0, 255, 13, 10])];
    await turns.begin({ ...newTurnWith(), pictures });
    expect((await turns.get('1'))?.pictures).toBe(2);
    expect((await turns.pictures('1')).map((bytes) => [...bytes])).toEqual(
      pictures.map((bytes) => [...bytes]),
    );
  });

  it('is begun once, whatever comes again', async () => {
    await begin('1', { channelId });
    await begin('2', { channelId });
    await turns.begin(newTurnWith({ id: '1', text: 'other' }), { channelId });
    expect((await turns.get('1'))?.parts[0]?.text).toBe('question 1');
    expect(await turns.lastIn(channelId)).toBe('2');
    expect(await chainIds('2')).toEqual(['1', '2']);
  });

  it('is found by the messages of its question and its reply', async () => {
    await turns.begin(newTurnWith({ part: { id: '7', text: 'Why?' } }));
    await turns.link('8', '1');
    expect(await Promise.all(['7', '8', '9'].map(turns.turnOf))).toEqual(['1', '1', undefined]);
  });

  it('is kept for the retention from its last write, with all that belongs to it', async () => {
    await turns.begin({ ...newTurnWith(), pictures: [randomBytes(3)] }, { channelId });
    const keys = await keysLeft();
    expect(keys.toSorted()).toEqual([
      `conversation:${channelId}`,
      'turn-of:1',
      'turn-owner:1',
      'turn:1',
      'turn:1:pictures',
    ]);
    const expectTtl = async (key: string) =>
      expect(await redis.client.ttl(`${redis.prefix}:${key}`)).toBeGreaterThan(
        retentionDays * secondsADay - 60,
      );
    await Promise.all(keys.map(expectTtl));
    await Promise.all(keys.map((key) => redis.client.expire(`${redis.prefix}:${key}`, 9)));
    await turns.settle('1', { askId: '1', answer: 'So.' });
    await Promise.all(['turn:1', 'turn:1:pictures', 'turn-owner:1'].map(expectTtl));
  });
});

describe('a conversation', () => {
  it('is one chain in a channel, also where two are asked at once', async () => {
    const ids = Array.from({ length: 20 }, (_unused, index) => `${index + 1}`);
    const others = openTurns(redis);
    await Promise.all(
      ids.map((id, index) =>
        (index % 2 === 0 ? turns : others).begin(newTurnWith({ id }), { channelId }),
      ),
    );
    const last = (await turns.lastIn(channelId)) ?? '';
    expect((await chainIds(last)).toSorted()).toEqual(ids.toSorted());
  });

  it('branches where an older answer is replied to', async () => {
    await begin('1', { channelId });
    await begin('2', { channelId });
    await begin('3', { turnId: '1', channelId });
    await begin('4', { turnId: '2' });
    expect(await chainIds('3')).toEqual(['1', '3']);
    expect(await chainIds('4')).toEqual(['1', '2', '4']);
    expect(await turns.lastIn(channelId)).toBe('3');
  });

  it('of a channel begins after the turn that is told, for the first that is asked there', async () => {
    await begin('1');
    const ids = ['2', '3', '4'];
    await Promise.all(ids.map((id) => begin(id, { channelId, beginsAfter: '1' })));
    const [first, ...others] = await chainIds((await turns.lastIn(channelId)) ?? '');
    expect([first, others.toSorted()]).toEqual(['1', ids]);
  });

  it('begins anew where it is asked to', async () => {
    await begin('1', { channelId });
    await turns.startAfresh(channelId);
    await begin('2', { channelId });
    expect(await chainIds('2')).toEqual(['2']);
  });

  it('passes over what was removed, and over what is not kept any more', async () => {
    for (const id of ['1', '2', '3', '4']) await begin(id, { channelId });
    await turns.remove('3');
    expect(await chainIds('4')).toEqual(['1', '2', '4']);
    await redis.client.del(`${redis.prefix}:turn:2`);
    expect(await chainIds('4')).toEqual(['4']);
  });

  it('is whole however long it is', async () => {
    for (let id = 1; id <= 150; id += 1) await begin(`${id}`, { channelId });
    expect(await turns.chain('150')).toHaveLength(150);
  });

  it('is read no further than a model can be told: of what is before only who asked', async () => {
    for (let id = 1; id <= 80; id += 1) {
      await turns.begin(newTurnWith({ id: `${id}`, text: 'x'.repeat(1_000) }), { channelId });
      if (id % 2 === 0) await turns.settle(`${id}`, { askId: `${id}`, answer: 'So.' });
    }
    await turns.remove('3');
    const chain = await turns.chain('80', { maxBytes: 70_000 });
    expect(chain).toHaveLength(79);
    const [read, unread] = [
      chain.filter((turn) => !turn.unread),
      chain.filter((turn) => turn.unread),
    ];
    expect(read.length).toBeLessThan(70);
    expect(read.length).toBeGreaterThan(50);
    expect(chain.slice(unread.length)).toEqual(read);
    const { asker } = read[0] ?? {};
    const place = { asker, parts: [], pictures: 0 };
    expect(unread.slice(0, 3)).toEqual([
      { id: '1', askId: '1', ...place, unread: 'unanswered' },
      { id: '2', askId: '2', previousId: '1', ...place, unread: 'answered' },
      { id: '4', askId: '4', previousId: '3', ...place, unread: 'answered' },
    ]);
  });

  it('has an end also where turns are stored that go on from each other', async () => {
    for (const id of ['1', '2', '3']) await begin(id, { channelId });
    await redis.client.hset(`${redis.prefix}:turn:1`, 'previousId', '3');
    expect((await chainIds('3')).toSorted()).toEqual(['1', '2', '3']);
  });

  it('has before each turn the one that is left', async () => {
    for (const id of ['1', '2', '3', '4']) await begin(id, { channelId });
    await Promise.all(['2', '3'].map(turns.remove));
    expect((await turns.previous('4'))?.id).toBe('1');
    expect(await turns.previous('1')).toBeUndefined();
    await turns.remove('1');
    expect(await turns.previous('4')).toBeUndefined();
  });

  it('is the chain of a simple model, whatever is begun and removed', async () => {
    const step = fc.record({
      continues: fc.constantFrom<'channel' | 'turn' | 'nothing'>('channel', 'turn', 'nothing'),
      turn: fc.nat(20),
      removes: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        run += 1;
        const previous = new Map<string, string | undefined>();
        const removed = new Set<string>();
        let last: string | undefined;
        for (const [index, { continues, turn, removes }] of steps.entries()) {
          const id = `${run}0${index}`;
          const target = [...previous.keys()][turn % Math.max(1, previous.size)];
          const channel = `${run}`;
          const { continuing, before } = {
            channel: { continuing: { channelId: channel }, before: last },
            turn: { continuing: target === undefined ? {} : { turnId: target }, before: target },
            nothing: { continuing: {}, before: undefined },
          }[continues];
          await begin(id, continuing);
          previous.set(id, before);
          if (continues === 'channel') last = id;
          if (removes && target !== undefined) {
            await turns.remove(target);
            removed.add(target);
          }
        }
        for (const id of previous.keys()) {
          const chain: string[] = [];
          for (let at: string | undefined = id; at !== undefined; at = previous.get(at)) {
            if (!removed.has(at)) chain.unshift(at);
          }
          expect(await chainIds(id)).toEqual(chain);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('the askers of a conversation', () => {
  const namesake = { id: '400000000000000003', name: 'Ann' };

  const speakers = async (turnId: string) => (await turns.chain(turnId)).map(({ asker }) => asker);

  it('are told apart by what says nothing of them, also where one of their turns was removed', async () => {
    for (const [index, asker] of [ann, namesake, bob, ann].entries()) {
      await turns.begin(newTurnWith({ id: `${index + 1}`, asker }), { channelId });
    }
    await turns.remove('3');
    await turns.begin(newTurnWith({ id: '5', asker: namesake }), { channelId });
    const told = await speakers('5');
    expect(told.map(({ name }) => name)).toEqual(['Ann', 'Ann', 'Ann', 'Ann']);
    const [first, second, third, fourth] = told.map(({ id }) => id);
    expect([third, fourth]).toEqual([first, second]);
    expect(first).not.toBe(second);
    const texts = JSON.stringify(await turns.chain('5'));
    for (const { id } of [ann, namesake]) expect(texts).not.toContain(id);
  });

  it('are not known again in another conversation', async () => {
    await begin('1');
    await begin('2');
    expect((await speakers('1'))[0]?.id).not.toBe((await speakers('2'))[0]?.id);
  });
});

describe('a question', () => {
  it('takes parts until it is closed, in the order in which they were written', async () => {
    await turns.begin(newTurnWith({ part: { id: '10', text: 'b' }, gatherMs: 60_000 }));
    expect(await turns.addPart('1', { id: '11', text: 'c' })).toBe(true);
    expect(await turns.addPart('1', { id: '9', text: 'a' })).toBe(true);
    expect((await turns.get('1'))?.parts.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(await turns.turnOf('9')).toBe('1');
  });

  it('tells how long to wait, from the last part on', async () => {
    await turns.begin(newTurnWith({ gatherMs: 300 }));
    const first = await turns.close('1');
    expect(first).toBeGreaterThan(0);
    expect(first).toBeLessThanOrEqual(300);
    await expect.poll(() => turns.close('1'), { interval: 20 }).toBe(0);
    expect(await turns.addPart('1', { id: '2', text: 'late' })).toBe(false);
    expect((await turns.get('1'))?.parts).toHaveLength(1);
  });

  it('takes a part once', async () => {
    await turns.begin(newTurnWith({ gatherMs: 60_000 }));
    await turns.addPart('1', { id: '2', text: 'b' });
    expect(await turns.addPart('1', { id: '2', text: 'other' })).toBe(true);
    expect((await turns.get('1'))?.parts[1]?.text).toBe('b');
  });

  it('takes no part when its time is over, also where nobody has closed it', async () => {
    await turns.begin(newTurnWith({ gatherMs: 1 }));
    await expect.poll(() => turns.ageMs('1')).toBeGreaterThan(1);
    expect(await turns.addPart('1', { id: '2', text: 'late' })).toBe(false);
  });

  it('takes five parts, and not much text', async () => {
    await turns.begin(newTurnWith({ gatherMs: 60_000 }));
    const files = [{ name: 'a.ts', content: 'x'.repeat(65_536) }];
    expect(await turns.addPart('1', { id: '2', text: 'b', files })).toBe(false);
    for (const id of ['2', '3', '4', '5']) {
      expect(await turns.addPart('1', { id, text: id })).toBe(true);
    }
    expect(await turns.addPart('1', { id: '6', text: '6' })).toBe(false);
    expect(await turns.turnOf('6')).toBeUndefined();
  });

  it('is not kept open for longer than 15 s', async () => {
    await turns.begin(newTurnWith({ gatherMs: 60_000 }));
    await turns.addPart('1', { id: '2', text: 'b' });
    expect(await turns.close('1')).toBeLessThanOrEqual(15_000);
  });

  it('loses its parts but for the last, whoever removes them at once', async () => {
    await turns.begin(newTurnWith({ gatherMs: 60_000 }));
    await turns.addPart('1', { id: '2', text: 'b', files: [{ name: 'a', content: 'b' }] });
    expect(await turns.removePart('1', '3')).toBe(2);
    const left = await Promise.all([turns.removePart('1', '2'), turns.removePart('1', '1')]);
    expect(left).toEqual([1, 0]);
    expect((await turns.get('1'))?.parts).toEqual([{ id: '1', text: 'Why?' }]);
    expect(await turns.removePart('9', '9')).toBe(0);
  });

  it('is closed at once where nothing is gathered, or where there is none', async () => {
    await begin('1');
    expect(await turns.close('1')).toBe(0);
    expect(await turns.close('2')).toBe(0);
    expect(await turns.addPart('2', { id: '3', text: 'x' })).toBe(false);
    expect(await turns.get('2')).toBeUndefined();
  });

  it('takes other words, and keeps its files', async () => {
    const files = [{ name: 'a.ts', content: 'let a;' }];
    await turns.begin(newTurnWith({ part: { id: '1', text: 'a', files } }));
    await turns.editPart('1', { id: '1', text: 'b' });
    await turns.editPart('1', { id: '2', text: 'no part of it' });
    await turns.editPart('3', { id: '3', text: 'no turn' });
    expect((await turns.get('1'))?.parts).toEqual([{ id: '1', text: 'b', files }]);
    expect(await turns.get('3')).toBeUndefined();
  });
});

describe('an answer', () => {
  it('is kept with the turn', async () => {
    await begin('1');
    expect(await turns.get('1')).not.toHaveProperty('answer');
    await turns.settle('1', { askId: '1', answer: '' });
    expect((await turns.get('1'))?.answer).toBe('');
  });

  it('is that of the last ask, of which one alone takes the place of another', async () => {
    await begin('1');
    await turns.settle('1', { askId: '1', answer: 'old' });
    const outcomes = await Promise.all([
      turns.beginAgain('1', { from: '1', to: '2' }),
      turns.beginAgain('1', { from: '1', to: '3' }),
    ]);
    expect(outcomes).toEqual([true, false]);
    expect(await turns.beginAgain('1', { from: '1', to: '2' })).toBe(true);
    await turns.settle('1', { askId: '1', answer: 'late' });
    const again = { askId: '2', answer: 'old', isAnsweredAgain: true };
    expect(await turns.get('1')).toMatchObject(again);
    await turns.settle('1', { askId: '2', answer: 'new' });
    expect(await turns.get('1')).toMatchObject({ askId: '2', answer: 'new' });
    expect(await turns.get('1')).not.toHaveProperty('isAnsweredAgain');
  });
});

describe('a turn that is removed', () => {
  it('leaves nothing but its place', async () => {
    await begin('1', { channelId });
    const pictures = [randomBytes(3)];
    await turns.begin({ ...newTurnWith({ id: '2' }), pictures, gatherMs: 60_000 }, { channelId });
    await turns.settle('2', { askId: '2', answer: 'So.' });
    expect(await turns.remove('2')).toBe(true);
    expect(Object.keys(await redis.client.hgetall(`${redis.prefix}:turn-owner:2`))).toEqual([
      'salt',
    ]);
    expect(await redis.client.hgetall(`${redis.prefix}:turn:2`)).toEqual({
      isRemoved: '1',
      previousId: '1',
    });
    expect(await turns.pictures('2')).toEqual([]);
    expect(await turns.get('2')).toMatchObject({ isRemoved: true, previousId: '1', parts: [] });
  });

  it('does not come back', async () => {
    await begin('1');
    await turns.remove('1');
    expect(await turns.remove('1')).toBe(false);
    await begin('1');
    await turns.settle('1', { askId: '1', answer: 'So.' });
    await turns.editPart('1', { id: '1', text: 'x' });
    expect(await turns.addPart('1', { id: '2', text: 'x' })).toBe(false);
    expect(await turns.beginAgain('1', { from: '1', to: '2' })).toBe(false);
    expect(await turns.chain('1')).toEqual([]);
  });

  it('is nothing where there was none', async () => {
    expect(await turns.remove('1')).toBe(false);
    expect(await keysLeft()).toEqual([]);
  });
});

describe('a turn that is withdrawn', () => {
  it('leaves nothing, and the conversation goes on as if it had not been', async () => {
    await begin('1', { channelId });
    const before = await keysLeft();
    await turns.begin({ ...newTurnWith({ id: '2' }), pictures: [randomBytes(3)] }, { channelId });
    await turns.withdraw('2');
    expect((await keysLeft()).toSorted()).toEqual(before.toSorted());
    expect(await turns.lastIn(channelId)).toBe('1');
    await turns.withdraw('1');
    expect(await keysLeft()).toEqual([]);
  });

  it('outside of a channel leaves nothing, either', async () => {
    await begin('1');
    await begin('2', { turnId: '1' });
    await turns.withdraw('2');
    await turns.withdraw('1');
    await turns.withdraw('1');
    expect(await keysLeft()).toEqual([]);
  });

  it('leaves its place where something was asked after it', async () => {
    for (const id of ['1', '2', '3']) await begin(id, { channelId });
    await turns.withdraw('2');
    expect(await chainIds('3')).toEqual(['1', '3']);
    expect(await turns.lastIn(channelId)).toBe('3');
  });
});

describe('after a loss of all data', () => {
  it('is as it was, and the last of its channel', async () => {
    const pictures = [randomBytes(3)];
    await begin('1', { channelId });
    await turns.begin({ ...newTurnWith({ id: '2' }), pictures }, { channelId });
    const [first, second] = [await turns.snapshot('1'), await turns.snapshot('2')];
    const before = await turns.chain('2');
    await redis.client.del(...(await redis.client.keys(`${redis.prefix}:*`)));
    for (const snapshot of [second, first]) if (snapshot) await turns.restore(snapshot);
    expect(await turns.chain('2')).toEqual(before);
    expect(await turns.pictures('2')).toEqual(pictures);
    expect(await turns.lastIn(channelId)).toBe('2');
    expect(await turns.turnOf('2')).toBe('2');
  });

  it('does nothing to a turn that is there', async () => {
    await begin('1');
    const snapshot = await turns.snapshot('1');
    await turns.remove('1');
    if (snapshot) await turns.restore(snapshot);
    expect(await turns.get('1')).toMatchObject({ isRemoved: true });
    expect(await turns.snapshot('2')).toBeUndefined();
  });
});
